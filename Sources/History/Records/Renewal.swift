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

/// Contracts or customers that may be kept or lost.
public struct RenewalHistory: Hashable, Sendable {
  /// What ``Renewal/before`` and an outcome are of.
  public enum Basis: String, Hashable, Sendable {
    /// A contract on the day it came up.
    case renewals
    /// A customer who came up within the year, at the ARR with which it opened.
    case openings = "opening ARR of customers who came up"
    /// A customer in a year, whether or not a contract came up.
    case accountYears = "customers in a year, whether or not they came up"
  }

  public let renewals: [Renewal]
  /// The names of the chosen columns.
  public let covariates: [String]
  public let basis: Basis

  public init(
    _ renewals: [Renewal], covariates: [String] = [], basis: Basis = .renewals
  ) {
    (self.renewals, self.covariates, self.basis) = (renewals, covariates, basis)
  }

  /// Those whose outcome is known.
  public var decided: [Renewal] { renewals.filter { $0.outcome != .open } }
}
