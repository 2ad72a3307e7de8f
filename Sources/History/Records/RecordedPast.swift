/// What a file tells of the past, in one of the forms in which companies keep it.
public enum RecordedPast: Hashable, Sendable {
  /// A row for each contract that came up.
  case renewals(RenewalHistory)
  /// A row for each account and year.
  case snapshots(SnapshotHistory)
  /// A row for each movement of ARR, or a column for each month.
  case movements(MovementHistory)
  /// The share of customers who are left after each year.
  case survivors(SurvivorTable)

  /// The form in words.
  public var form: String {
    switch self {
    case .renewals: "renewals"
    case .snapshots: "yearly snapshots"
    case .movements(let history):
      history.basis == .days ? "movements" : "a matrix of months"
    case .survivors: "survivors"
    }
  }

  /// Who may be kept or lost; nil where the file does not tell.
  public var renewals: RenewalHistory? {
    switch self {
    case .renewals(let history): history
    case .snapshots(let history):
      history.renewals.renewals.isEmpty ? nil : history.renewals
    case .movements(let history): history.accountYears
    case .survivors: nil
    }
  }
}
