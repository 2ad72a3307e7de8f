/// An account in a year: what it paid when the year opened and when it closed.
public struct Snapshot: Hashable, Sendable {
  public let account: String
  public let segment: String?
  public let territory: String?
  /// In months; nil where the file does not tell.
  public let term: Int?
  public let year: Int
  /// ARR in the file's currency; 0 for an account that came within the year.
  public let opening: Double
  /// ARR in the file's currency; 0 for an account that left.
  public let closing: Double
  /// Whether a term ended within the year; nil where the file does not tell.
  public let isDue: Bool?

  public init(
    account: String, segment: String? = nil, territory: String? = nil, term: Int? = nil,
    year: Int, opening: Double, closing: Double, isDue: Bool? = nil
  ) {
    (self.account, self.segment, self.territory) = (account, segment, territory)
    (self.term, self.year, self.opening) = (term, year, opening)
    (self.closing, self.isDue) = (closing, isDue)
  }
}

/// Accounts at the opening and closing of each year.
public struct SnapshotHistory: Hashable, Sendable {
  public let snapshots: [Snapshot]

  public init(_ snapshots: [Snapshot]) {
    self.snapshots = snapshots
  }

  /// The accounts that came up for renewal, each at its opening ARR; empty where the file does not
  /// say who did.
  public var renewals: RenewalHistory {
    RenewalHistory(
      snapshots.filter { $0.isDue == true && $0.opening > 0 }.map { snapshot in
        Renewal(
          account: snapshot.account, segment: snapshot.segment, territory: snapshot.territory,
          term: snapshot.term, date: .firstOf(snapshot.year), before: snapshot.opening,
          outcome: snapshot.closing > 0 ? .renewed : .lost)
      }, basis: .openings)
  }
}
