/// The customers of one cohort who are left after each year.
public struct SurvivorTable: Hashable, Sendable {
  /// Shares of the cohort, from 1 at the start; falling, above or at 0.
  public let shares: [Double]
  /// How many customers the cohort began with; nil where only shares are known.
  public let customers: Double?

  /// - Precondition: At least a start and one year after it.
  public init(shares: [Double], customers: Double? = nil) {
    precondition(shares.count > 1 && shares[0] == 1, "a cohort begins whole")
    self.shares = shares
    self.customers = customers
  }

  /// The years after the start.
  public var years: Int { shares.count - 1 }
}
