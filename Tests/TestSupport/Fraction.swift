/// An exact fraction of whole numbers of any size.
public struct Fraction: Comparable, Sendable {
  private let numerator: Whole
  /// Above 0.
  private let denominator: Whole

  private init(_ numerator: Whole, _ denominator: Whole) {
    let divisor = Whole.commonDivisor(numerator.magnitudeOnly, denominator)
    self.numerator = numerator.divided(by: divisor)
    self.denominator = denominator.divided(by: divisor)
  }

  public init(_ whole: Int, over denominator: Int = 1) {
    precondition(denominator > 0)
    self.init(Whole(whole), Whole(denominator))
  }

  /// A number as a plan writes it, of at most nine decimals.
  public init(decimal: Double) {
    self.init(Int((decimal * 1e9).rounded()), over: 1_000_000_000)
  }

  public static let zero = Fraction(0)
  public static let one = Fraction(1)

  public static func + (a: Fraction, b: Fraction) -> Fraction {
    Fraction(
      a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
  }
  public static prefix func - (a: Fraction) -> Fraction {
    Fraction(a.numerator.negated, a.denominator)
  }
  public static func - (a: Fraction, b: Fraction) -> Fraction { a + -b }
  public static func * (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.numerator * b.numerator, a.denominator * b.denominator)
  }
  /// - Precondition: `b` is above 0.
  public static func / (a: Fraction, b: Fraction) -> Fraction {
    precondition(b > .zero)
    return Fraction(a.numerator * b.denominator, a.denominator * b.numerator)
  }
  public static func += (a: inout Fraction, b: Fraction) { a = a + b }
  public static func == (a: Fraction, b: Fraction) -> Bool { !(a < b) && !(b < a) }
  public static func < (a: Fraction, b: Fraction) -> Bool { (a.minus(b)).isNegative }

  private func minus(_ other: Fraction) -> Whole {
    numerator * other.denominator + (other.numerator * denominator).negated
  }

  /// To about one part in 10^9.
  public var double: Double { numerator.double / denominator.double }
}

/// A whole number of any size: a sign and 32-bit digits, the lowest first.
private struct Whole: Sendable {
  private var digits: [UInt32]
  private(set) var isNegative: Bool

  private init(_ digits: [UInt32], isNegative: Bool) {
    var digits = digits
    while digits.last == 0 { digits.removeLast() }
    self.digits = digits
    self.isNegative = isNegative && !digits.isEmpty
  }

  init(_ number: Int) {
    let magnitude = UInt64(number.magnitude)
    self.init(
      [UInt32(truncatingIfNeeded: magnitude), UInt32(magnitude >> 32)], isNegative: number < 0)
  }

  var magnitudeOnly: Whole { Whole(digits, isNegative: false) }
  var negated: Whole { Whole(digits, isNegative: !isNegative) }
  var isZero: Bool { digits.isEmpty }
  var double: Double {
    digits.reversed().reduce(0) { $0 * 4_294_967_296 + Double($1) } * (isNegative ? -1 : 1)
  }

  static func + (a: Whole, b: Whole) -> Whole {
    if a.isNegative == b.isNegative {
      var (sum, carry) = ([UInt32](), UInt64(0))
      for index in 0..<max(a.digits.count, b.digits.count) {
        carry += UInt64(a[index]) + UInt64(b[index])
        sum.append(UInt32(truncatingIfNeeded: carry))
        carry >>= 32
      }
      sum.append(UInt32(carry))
      return Whole(sum, isNegative: a.isNegative)
    }
    return a.isSmaller(than: b)
      ? Whole(difference(b, a), isNegative: b.isNegative)
      : Whole(difference(a, b), isNegative: a.isNegative)
  }

  static func * (a: Whole, b: Whole) -> Whole {
    var product = [UInt32](repeating: 0, count: a.digits.count + b.digits.count)
    for i in a.digits.indices {
      var carry: UInt64 = 0
      for j in b.digits.indices {
        carry += UInt64(product[i + j]) + UInt64(a.digits[i]) * UInt64(b.digits[j])
        product[i + j] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      product[i + b.digits.count] = UInt32(carry)
    }
    return Whole(product, isNegative: a.isNegative != b.isNegative)
  }

  /// The quotient of a division that leaves nothing over, sign kept.
  func divided(by other: Whole) -> Whole {
    Whole(Self.division(self, by: other).quotient, isNegative: isNegative)
  }

  static func commonDivisor(_ a: Whole, _ b: Whole) -> Whole {
    var (a, b) = (a, b)
    while !b.isZero { (a, b) = (b, Whole(division(a, by: b).rest, isNegative: false)) }
    return a
  }

  private subscript(index: Int) -> UInt32 { index < digits.count ? digits[index] : 0 }

  private func isSmaller(than other: Whole) -> Bool {
    if digits.count != other.digits.count { return digits.count < other.digits.count }
    for index in digits.indices.reversed() where digits[index] != other.digits[index] {
      return digits[index] < other.digits[index]
    }
    return false
  }

  /// Of magnitudes, the larger first.
  private static func difference(_ a: Whole, _ b: Whole) -> [UInt32] {
    var (digits, borrow) = ([UInt32](), Int64(0))
    for index in a.digits.indices {
      borrow += Int64(a[index]) - Int64(b[index])
      digits.append(UInt32(truncatingIfNeeded: borrow))
      borrow >>= 32
    }
    return digits
  }

  /// Bit by bit.
  private static func division(
    _ a: Whole, by b: Whole
  ) -> (quotient: [UInt32], rest: [UInt32]) {
    var quotient = [UInt32](repeating: 0, count: a.digits.count)
    var rest = Whole([], isNegative: false)
    let divisor = b.magnitudeOnly
    for index in a.digits.indices.reversed() {
      for bit in (0..<32).reversed() {
        var carry = a.digits[index] >> UInt32(bit) & 1
        for place in rest.digits.indices {
          let next = rest.digits[place] >> 31
          rest.digits[place] = rest.digits[place] << 1 | carry
          carry = next
        }
        if carry > 0 { rest.digits.append(carry) }
        if !rest.isSmaller(than: divisor) {
          rest = Whole(difference(rest, divisor), isNegative: false)
          quotient[index] |= 1 << UInt32(bit)
        }
      }
    }
    return (quotient, rest.digits)
  }
}
