/// An amount of the scenario's currency.
///
/// Kept in whole units as `Double`: exact for cents up to 2^53/100, about 90 trillion. Arithmetic
/// never rounds; an amount is rounded once, by a named rule, when it is shown or paid.
public struct Money: Hashable, Comparable, Sendable {
  /// The amount in whole units of the currency; 1.5 is one and a half dollars.
  public var amount: Double

  public init(_ amount: Double) {
    self.amount = amount
  }

  public static let zero = Money(0)

  public static func < (a: Money, b: Money) -> Bool { a.amount < b.amount }
  public static func + (a: Money, b: Money) -> Money { Money(a.amount + b.amount) }
  public static func - (a: Money, b: Money) -> Money { Money(a.amount - b.amount) }
  public static func * (a: Money, factor: Double) -> Money { Money(a.amount * factor) }
  public static func * (factor: Double, a: Money) -> Money { Money(factor * a.amount) }
  public static func / (a: Money, divisor: Double) -> Money { Money(a.amount / divisor) }
  public static func / (a: Money, b: Money) -> Double { a.amount / b.amount }
  public static func += (a: inout Money, b: Money) { a.amount += b.amount }
  public static func -= (a: inout Money, b: Money) { a.amount -= b.amount }
  public static prefix func - (a: Money) -> Money { Money(-a.amount) }
}

extension Money {
  /// How an amount is rounded to cents.
  public enum Rounding: String, CaseIterable, Sendable {
    /// Half a cent rounds away from zero, as in most payrolls.
    case halfAwayFromZero = "half-away-from-zero"
    /// Half a cent rounds to the even cent, so many roundings do not drift.
    case halfToEven = "half-to-even"
  }

  /// The amount in whole cents.
  ///
  /// Half a cent is what ``Tolerance/half(_:)`` takes for it.
  public func rounded(_ rule: Rounding = .halfAwayFromZero) -> Money {
    let exact = Tolerance.half(amount * 100)
    switch rule {
    case .halfAwayFromZero: return Money(exact.rounded(.toNearestOrAwayFromZero) / 100)
    case .halfToEven: return Money(exact.rounded(.toNearestOrEven) / 100)
    }
  }
}
