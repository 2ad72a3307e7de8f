public import Ownership
public import Units

/// The parameters of a generated book: the sizes and mixes from which ``book()`` makes accounts.
///
/// The same parameters make the same book. An account's segment, term, renewal day, sales cycle and
/// health depend only on the seed and its number. Asking for more accounts changes only ARR, whose
/// total is fixed.
public struct SyntheticBook: Hashable, Sendable {
  /// A segment of a generated book.
  public struct Segment: Hashable, Sendable {
    public var name: String
    /// Nil lets the expected mean ARR decide.
    public var tier: Tier?
    /// Share of the accounts.
    public var share: Double
    /// Mean ARR relative to the other segments'; the total ARR of the book sets the scale.
    public var meanARR: Double
    /// Standard deviation of an account's ARR over its mean; lognormal, 0 for equal accounts.
    public var cv: Double
    /// Months of term.
    public var terms: Mix<Int>
    /// Share of accounts that renew automatically.
    public var autoRenewal: Double
    /// Mean days from finding an opportunity to closing it; lognormal.
    public var salesCycle: Double
    /// Standard deviation of the sales cycle over its mean.
    public var salesCycleCV: Double

    public init(
      _ name: String, tier: Tier? = nil, share: Double, meanARR: Double, cv: Double = 0.8,
      terms: Mix<Int> = Mix([(12, 1)]), autoRenewal: Double = 0.5, salesCycle: Double = 60,
      salesCycleCV: Double = 0.5
    ) {
      self.name = name
      self.tier = tier
      self.share = share
      self.meanARR = meanARR
      self.cv = cv
      self.terms = terms
      self.autoRenewal = autoRenewal
      self.salesCycle = salesCycle
      self.salesCycleCV = salesCycleCV
    }
  }

  public let accounts: Int
  /// The ARR of all accounts; the book's total is exactly this.
  public let arr: Money
  /// The scenario's start; renewals are spread over one term from it.
  public let start: Day
  public let seed: UInt64
  public let segments: [Segment]
  /// The values of the text attribute `health`; nil for a book without it.
  public let health: Mix<String>?

  /// The largest number of accounts that can be generated.
  public static let mostAccounts = 10_000_000

  /// Checks the parameters of a generated book.
  ///
  /// - Parameters:
  ///   - accounts: 1 to ``mostAccounts``.
  ///   - arr: At least 1 for each account.
  ///   - segments: Shares total 1.
  /// - Throws: ``BookError`` with every wrong parameter.
  public init(
    accounts: Int, arr: Money, start: Day, seed: UInt64,
    segments: [Segment], health: Mix<String>? = nil
  ) throws(BookError) {
    self.accounts = accounts
    self.arr = arr
    self.start = start
    self.seed = seed
    self.segments = segments
    self.health = health
    let problems = self.problems
    if !problems.isEmpty { throw BookError(problems: problems) }
  }
}
