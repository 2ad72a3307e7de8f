public import Units

/// A contract that came up for renewal, and what became of it.
public struct Renewal: Hashable, Sendable {
  /// What became of a contract at the end of its term.
  public enum Outcome: String, CaseIterable, Hashable, Sendable {
    case renewed
    case lost
    /// Not decided yet: neither kept nor lost.
    case open
  }

  public let account: String
  /// Nil where the file has no segments.
  public let segment: String?
  /// Nil where the file has no territories.
  public let territory: String?
  /// The ended term in months; nil where the file does not tell it.
  public let term: Int?
  /// Nil where the file has no dates: one cross-section.
  public let date: Day?
  /// The ARR that came up, in the file's currency; not negative.
  public let before: Double
  public let outcome: Outcome
  /// The ARR it was renewed for, in the file's currency; 0 if lost, nil where the file does not tell.
  public let after: Double?
  /// The chosen columns, in the order of ``RenewalHistory/covariates``.
  public let covariates: [Double]

  public init(
    account: String, segment: String? = nil, territory: String? = nil, term: Int? = nil,
    date: Day? = nil, before: Double, outcome: Outcome, after: Double? = nil,
    covariates: [Double] = []
  ) {
    (self.account, self.segment, self.territory) = (account, segment, territory)
    (self.term, self.date, self.before) = (term, date, before)
    (self.outcome, self.after, self.covariates) = (outcome, after, covariates)
  }
}

/// Renewals as a file lists them.
public struct RenewalHistory: Hashable, Sendable {
  public let renewals: [Renewal]
  /// The names of the chosen columns.
  public let covariates: [String]
  /// Whether ``Renewal/before`` is what an account had when the year opened, not on the day it came
  /// up.
  public let isOfOpenings: Bool

  public init(
    _ renewals: [Renewal], covariates: [String] = [], isOfOpenings: Bool = false
  ) {
    (self.renewals, self.covariates, self.isOfOpenings) = (renewals, covariates, isOfOpenings)
  }

  /// Those whose outcome is known.
  public var decided: [Renewal] { renewals.filter { $0.outcome != .open } }
}
