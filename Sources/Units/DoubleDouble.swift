/// A number of about 31 decimal digits: the unevaluated sum of two `Double`s.
///
/// Pay is worked out in it, so that a cent is right at any amount: of decimals such as 7.5% and
/// 3,400,000.33 it keeps the product to some 10^-25, where a `Double` is off by as much as half a
/// cent from some billions on. Sums, products and quotients are off by a few parts in 2^104.
///
/// Infinities compare and take part in ``min`` and ``max``; arithmetic on them is not defined.
///
/// - Reference: Dekker, "A floating-point technique for extending the available precision",
///   Numerische Mathematik 18, 1971; Hida, Li and Bailey, "Library for double-double and quad-double
///   arithmetic", 2000.
@frozen
public struct DoubleDouble: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The nearest `Double`.
  public let high: Double
  /// What that leaves.
  public let low: Double

  /// A `Double`, exactly as it is in binary.
  @inlinable
  public init(_ value: Double) {
    high = value
    low = 0
  }

  @inlinable
  init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  /// The sum of a large number and a small one, renormalised.
  @inlinable
  init(large: Double, small: Double) {
    high = large + small
    low = small - (high - large)
  }

  public static let zero = DoubleDouble(0)
  public static let one = DoubleDouble(1)

  /// Whether it is neither infinite nor NaN.
  public var isFinite: Bool { high.isFinite }
  public var magnitude: DoubleDouble { high < 0 ? -self : self }

  @inlinable
  public static func < (a: Self, b: Self) -> Bool {
    a.high < b.high || (a.high == b.high && a.low < b.low)
  }

  public static prefix func - (a: Self) -> Self { Self(high: -a.high, low: -a.low) }

  public static func + (a: Self, b: Self) -> Self {
    let (sum, rest) = twoSum(a.high, b.high)
    let (lowSum, lowRest) = twoSum(a.low, b.low)
    let first = Self(large: sum, small: rest + lowSum)
    return Self(large: first.high, small: first.low + lowRest)
  }

  public static func - (a: Self, b: Self) -> Self { a + -b }

  public static func * (a: Self, b: Self) -> Self {
    let product = a.high * b.high
    let rest = (-product).addingProduct(a.high, b.high)
    return Self(large: product, small: rest + (a.high * b.low + a.low * b.high))
  }

  /// - Returns: NaN where the divisor is zero.
  public static func / (a: Self, b: Self) -> Self {
    guard b.high != 0 else { return Self(.nan) }
    let first = a.high / b.high
    var rest = a - b * Self(first)
    let second = rest.high / b.high
    rest = rest - b * Self(second)
    let sum = Self(large: first, small: second)
    return sum + Self(rest.high / b.high)
  }

  public static func += (a: inout Self, b: Self) { a = a + b }
  public static func -= (a: inout Self, b: Self) { a = a - b }

  private static func twoSum(_ a: Double, _ b: Double) -> (sum: Double, rest: Double) {
    let sum = a + b
    let other = sum - a
    return (sum, (a - (sum - other)) + (b - other))
  }
}

extension DoubleDouble {
  /// The decimal that a `Double` was written as: of 0.075 that of 75 over 1,000.
  ///
  /// Of all decimals that read as this `Double` the one with the fewest places. One of sixteen digits
  /// that is within four units in the last place of one of fifteen is taken for that, which is how
  /// spreadsheets read what they wrote: 0.8999999999999999 is 0.9. What is no short decimal is taken
  /// as it is in binary.
  public init(written value: Double) {
    let magnitude = value.magnitude
    guard value != value.rounded(), magnitude < 0x1p53, magnitude > 1e-9 else {
      self.init(value)
      return
    }
    var power = 1.0
    for _ in 0..<23 {
      power *= 10
      let scaled = (magnitude * power).rounded()
      if scaled > 0x1p53 { break }
      guard scaled / power == magnitude else { continue }
      var decimal = (scaled, power)
      if scaled >= 1e15 {
        let shorter = (scaled / 10).rounded()
        let isNear = (shorter / (power / 10) - magnitude).magnitude <= 4 * magnitude.ulp
        if isNear { decimal = (shorter, power / 10) }
      }
      let exact = Self(decimal.0) / Self(decimal.1)
      self = value < 0 ? -exact : exact
      return
    }
    // Seventeen digits: noise of a calculation in binary, if fifteen are as near.
    for power in Self.powersOfTen {
      let scaled = (magnitude * power).rounded()
      guard scaled >= 1e14 else { continue }
      guard scaled < 1e15, (scaled / power - magnitude).magnitude <= 4 * magnitude.ulp else {
        break
      }
      let exact = Self(scaled) / Self(power)
      self = value < 0 ? -exact : exact
      return
    }
    self.init(value)
  }

  private static let powersOfTen = (0..<23).map { exponent in
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }

  /// The nearest whole number; halves go away from zero, or to the even one.
  ///
  /// - Parameter tolerance: What misses a half by no more is a half.
  public func rounded(
    toEven: Bool = false, tolerance: Double = 1e-9
  ) -> DoubleDouble {
    guard isFinite else { return self }
    let magnitude = magnitude
    var whole = Self(magnitude.high.rounded(.down))
    if whole.high == magnitude.high {
      whole = Self(large: whole.high, small: magnitude.low.rounded(.down))
    }
    let rest = magnitude - whole
    let pastHalf = rest.high - 0.5 + rest.low
    let goesUp: Bool
    if pastHalf.magnitude <= max(tolerance, magnitude.high * 0x1p-96) {
      goesUp = !toEven || !whole.isEven
    } else {
      goesUp = pastHalf > 0
    }
    if goesUp { whole += .one }
    return high < 0 ? -whole : whole
  }

  /// Of a whole number.
  private var isEven: Bool {
    let odd = high.truncatingRemainder(dividingBy: 2) + low.truncatingRemainder(dividingBy: 2)
    return odd.truncatingRemainder(dividingBy: 2) == 0
  }
}
