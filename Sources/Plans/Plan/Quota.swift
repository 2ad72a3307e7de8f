public import Units

/// What must be credited for an attainment of 1.
///
/// Money and counts are yearly and are spread over the periods; a rate such as a GRR of 90% holds
/// in every period.
public enum Quota: Hashable, Sendable {
  case money(Money)
  case count(Double)
  case rate(Double)

  /// The number alone: currency units, pieces, or a share.
  public var number: Double {
    switch self {
    case .money(let money): money.amount
    case .count(let count): count
    case .rate(let rate): rate
    }
  }

  /// Whether it is a share that holds in every period.
  public var isRate: Bool {
    if case .rate = self { true } else { false }
  }
}

extension Quota: CustomStringConvertible {
  public var description: String { isRate ? percent(number) : plain(number) }
}
