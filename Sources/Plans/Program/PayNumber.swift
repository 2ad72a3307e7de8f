package import Units

/// What pay is worked out in: an exact number for a statement, sixteen trials of a simulation at once,
/// or a formula of a spreadsheet.
///
/// A plan needs sums, products, caps and one branch. Whatever else differs between the three is the
/// gathering of figures, never the rules.
package protocol PayNumber {
  static var zero: Self { get }
  init(_ constant: PayConstant)

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static func smaller(_ a: Self, _ b: Self) -> Self
  static func larger(_ a: Self, _ b: Self) -> Self

  /// One of two values: whether a value reaches a bound, with the tolerance of ``reaches(_:_:)``.
  static func choose(
    _ value: Self, reaches bound: Self, _ then: Self, else other: Self
  ) -> Self
  static func choose(
    _ value: Self, reaches bound: PayConstant, _ then: Self, else other: Self
  ) -> Self

  /// In whole cents.
  func rounded(_ rule: Money.Rounding) -> Self
}

/// A number that stands in a plan.
package struct PayConstant: Hashable, BitwiseCopyable, Sendable {
  package let value: Double
  /// What the decimal that it was written as, or that follows from such ones, has more.
  private let rest: Double
  /// Its index among the constants of a ``PayProgram`` that a sheet may show in cells of their own;
  /// -1 for others.
  package let slot: Int

  @inline(__always)
  package init(_ value: Double, slot: Int = -1) {
    self.value = value
    rest = 0
    self.slot = slot
  }

  /// - Parameter exact: What the value is a rounding of.
  package init(_ value: Double, exact: DoubleDouble, slot: Int = -1) {
    self.value = value
    rest = value.isFinite ? (exact - DoubleDouble(value)).high : 0
    self.slot = slot
  }

  /// A number as the plan has it.
  package init(written value: Double, slot: Int = -1) {
    self.init(value, exact: DoubleDouble(written: value), slot: slot)
  }

  package func numbered(_ slot: Int) -> PayConstant {
    PayConstant(value, exact: exact, slot: slot)
  }

  package var exact: DoubleDouble {
    rest == 0 ? DoubleDouble(value) : DoubleDouble(value) + DoubleDouble(rest)
  }

  /// What is above nothing.
  package static var least: PayConstant { PayConstant(1e-300) }
}

extension PayNumber {
  @inline(__always)
  package static var one: Self { Self(PayConstant(1)) }

  @inline(__always)
  package init(_ value: Double) { self.init(PayConstant(value)) }

  package static func choose(
    _ value: Self, reaches bound: PayConstant, _ then: Self, else other: Self
  ) -> Self {
    choose(value, reaches: Self(bound), then, else: other)
  }

  /// A part over its whole; 0 where there is nothing of the whole.
  @inline(__always)
  package static func share(of part: Self, in whole: Self) -> Self {
    choose(whole, reaches: .least, part / whole, else: .zero)
  }

  @inline(__always)
  func rounded(_ rule: Money.Rounding?) -> Self { rule.map { rounded($0) } ?? self }
}

extension Double: PayNumber {
  @inline(__always)
  package init(_ constant: PayConstant) { self = constant.value }

  @inline(__always)
  package static func smaller(_ a: Double, _ b: Double) -> Double { b < a ? b : a }

  @inline(__always)
  package static func larger(_ a: Double, _ b: Double) -> Double { b > a ? b : a }

  @inline(__always)
  package static func choose(
    _ value: Double, reaches bound: Double, _ then: Double, else other: Double
  ) -> Double {
    reaches(value, bound) ? then : other
  }

  package func rounded(_ rule: Money.Rounding) -> Double { Money(self).rounded(rule).amount }
}

extension DoubleDouble: PayNumber {
  package init(_ constant: PayConstant) { self = constant.exact }

  package static func smaller(_ a: Self, _ b: Self) -> Self { b < a ? b : a }
  package static func larger(_ a: Self, _ b: Self) -> Self { b > a ? b : a }

  /// What falls short by less than a decimal of fifteen digits can reaches: an amount may have been
  /// worked out in binary, such as a twelfth of a quota.
  package static func choose(
    _ value: Self, reaches bound: Self, _ then: Self, else other: Self
  ) -> Self {
    value.high > bound.high || value >= bound - bound.magnitude * DoubleDouble(6e-16)
      ? then : other
  }

  package func rounded(_ rule: Money.Rounding) -> Self { rounded(rule, tolerance: 1e-9) }
}

extension SIMD16<Double>: PayNumber {
  @inline(__always)
  package init(_ constant: PayConstant) { self.init(repeating: constant.value) }

  @inline(__always)
  package static func smaller(_ a: Self, _ b: Self) -> Self { a.replacing(with: b, where: b .< a) }

  @inline(__always)
  package static func larger(_ a: Self, _ b: Self) -> Self { a.replacing(with: b, where: b .> a) }

  @inline(__always)
  package static func choose(
    _ value: Self, reaches bound: Self, _ then: Self, else other: Self
  ) -> Self {
    let magnitude = larger(bound, Self() - bound)
    return other.replacing(with: then, where: value .>= bound - magnitude * Tolerance.relative)
  }

  @inline(__always)
  package static func choose(
    _ value: Self, reaches bound: PayConstant, _ then: Self, else other: Self
  ) -> Self {
    other.replacing(
      with: then, where: value .>= Self(repeating: leastReaching(bound.value)))
  }

  package func rounded(_ rule: Money.Rounding) -> Self {
    var rounded = self
    for lane in 0..<16 { rounded[lane] = self[lane].rounded(rule) }
    return rounded
  }
}
