public import Plans
public import Units

/// Something that happened to a deal or an account and may take pay back, such as churn.
public struct DealEvent: Hashable, Sendable {
  /// When it happened.
  public let date: Day
  /// Whose credit it concerns.
  public let person: String
  /// The event's name, as plans' clawbacks name it.
  public let event: String
  /// The deal it concerns.
  public let deal: String?
  /// Read where no deal is named: the event then concerns every deal of the account.
  public let account: String?

  /// - Throws: Neither a deal nor an account.
  public init(
    _ date: Day, person: String, event: String, deal: String? = nil, account: String? = nil
  ) throws(PlanProblems) {
    self.date = date
    self.person = person
    self.event = event
    self.deal = deal
    self.account = account
    guard deal != nil || account != nil else {
      throw PlanProblems([
        PlanProblem("event", found: "\(event) of nothing", expected: "a deal or an account")
      ])
    }
  }

  /// Whether it concerns a credit.
  func concerns(_ credit: Credit) -> Bool {
    if let deal { return credit.deal == deal }
    return credit.account == account
  }
}
