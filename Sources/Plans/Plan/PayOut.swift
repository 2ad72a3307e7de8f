import Units

/// When earnings are paid: some at credit, the rest months later.
public struct PayOut: Hashable, Sendable {
  /// A share of earnings and how many months after the period it was earned in.
  public struct Instalment: Hashable, Sendable {
    /// 0 is at credit.
    public let months: Int
    /// The share of earnings, above 0.
    public let share: Double

    public init(months: Int, share: Double) {
      self.months = months
      self.share = share
    }
  }

  /// Rising in months; the shares total 1.
  public let instalments: [Instalment]

  /// - Throws: A share that is not positive, months that do not rise, or a total other than 100%.
  public init(_ instalments: [Instalment]) throws(PlanProblems) {
    self.instalments = instalments
    var problems = PlanProblems()
    for (index, instalment) in instalments.enumerated() {
      problems.require(
        instalment.share > 0 && instalment.share.isFinite, "[\(index)]",
        found: percent(instalment.share), expected: "a share above 0%")
      problems.require(
        instalment.months >= 0 && (index == 0 || instalment.months > instalments[index - 1].months),
        "[\(index)]", found: "\(instalment.months) months", expected: "months in rising order")
    }
    let total = instalments.reduce(0) { $0 + $1.share }
    problems.require(
      (total - 1).magnitude < Tolerance.relative, "", found: "a total of \(percent(total))",
      expected: "100%")
    try problems.throwIfAny()
  }

  /// Everything at once.
  public static let atCredit = PayOut(unchecked: [Instalment(months: 0, share: 1)])

  private init(unchecked instalments: [Instalment]) {
    self.instalments = instalments
  }
}
