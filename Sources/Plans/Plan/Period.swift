/// How often a plan pays, or a measure is counted.
public enum Period: String, CaseIterable, Hashable, Sendable {
  case month
  case quarter
  case half = "half-year"
  case year

  /// Its length in months.
  public var months: Int {
    switch self {
    case .month: 1
    case .quarter: 3
    case .half: 6
    case .year: 12
    }
  }

  /// How many make a year.
  public var perYear: Int { 12 / months }
}
