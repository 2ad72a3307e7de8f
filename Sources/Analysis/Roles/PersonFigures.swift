public import Simulation

/// How a person of a role fares in a fiscal year, over trials.
public struct PersonFigures: Sendable {
  /// By the book, else the role and a number.
  public let name: String
  /// Variable pay; 0 in a trial in which nobody sat in the seat.
  public let pay: ExactMoments
  /// Weighted attainment of the year, where somebody sat there and had something due; nil where
  /// nobody did in any trial, or no plan with a quota pays the person.
  public let attainment: ExactMoments?
  /// In the order of the plan's measures; none where no plan pays the person.
  public let quotas: [PersonQuota]

  init(_ person: PersonYear, _ outcome: PersonOutcome, _ quotas: [PersonQuota]) {
    name = person.name
    self.quotas = quotas
    pay = outcome.pay
    attainment = outcome.attainment.count > 0 ? outcome.attainment : nil
  }
}
