public import Units

/// How large the accounts of a segment are: what "small", "low touch", "named" and "strategic" mean.
public enum Tier: String, CaseIterable, Hashable, Comparable, Sendable {
  case low
  case mid
  case high

  /// The tier of a segment by the mean ARR of its accounts: low under 20,000, mid under 100,000.
  public init(meanARR: Money) {
    switch meanARR.amount {
    case ..<20_000: self = .low
    case ..<100_000: self = .mid
    default: self = .high
    }
  }

  public static func < (a: Tier, b: Tier) -> Bool { a.order < b.order }

  private var order: Int {
    switch self {
    case .low: 0
    case .mid: 1
    case .high: 2
    }
  }
}
