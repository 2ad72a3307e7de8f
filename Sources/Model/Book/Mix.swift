/// Values, each with its share of accounts.
public struct Mix<Value: Hashable & Sendable>: Hashable, Sendable {
  /// A value and its share.
  public struct Part: Hashable, Sendable {
    public let value: Value
    public let share: Double
  }

  /// In the order given; checked where the mix is used.
  public let parts: [Part]

  public init(_ parts: [(value: Value, share: Double)]) {
    self.parts = parts.map { Part(value: $0.value, share: $0.share) }
  }

  /// What makes the mix invalid; nil if nothing does.
  func problem(_ column: String) -> BookError.Problem? {
    SharesCheck.problem(parts.map(\.share), column)
  }

  /// The value at a uniform number: the first whose cumulative share exceeds it.
  func value(at uniform: Double) -> Value {
    var cumulative = 0.0
    for part in parts {
      cumulative += part.share
      if uniform < cumulative { return part.value }
    }
    // Rounding may leave the total of the shares below 1.
    return parts[parts.count - 1].value
  }
}

/// Checks that shares are numbers from 0 to 1 that total 1.
enum SharesCheck {
  static func problem(_ shares: [Double], _ column: String) -> BookError.Problem? {
    if let wrong = shares.first(where: { !($0 >= 0 && $0 <= 1) }) {
      return .init(column: column, found: "\(wrong)", expected: "shares from 0 to 1")
    }
    let total = shares.reduce(0, +)
    guard abs(total - 1) > 1e-9 else { return nil }
    return .init(
      column: column, found: "a total of \((total * 1e6).rounded() / 1e6)",
      expected: "shares that total 1")
  }
}
