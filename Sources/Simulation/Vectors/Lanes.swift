/// Sixteen trials at once: a single-precision value each.
typealias Lanes = SIMD16<Float>
/// Sixteen trials at once: an amount each.
typealias MoneyLanes = SIMD16<Double>

/// Trials in a world.
let laneCount = 16

// The standard library's conversions between vector widths, and its `any` of a mask, are calls that
// go lane by lane; spelled out they compile to a few instructions.

extension SIMD16<Double> {
  /// The same values in double precision.
  @inline(__always)
  init(widening lanes: Lanes) {
    self.init(
      Double(lanes[0]), Double(lanes[1]), Double(lanes[2]), Double(lanes[3]),
      Double(lanes[4]), Double(lanes[5]), Double(lanes[6]), Double(lanes[7]),
      Double(lanes[8]), Double(lanes[9]), Double(lanes[10]), Double(lanes[11]),
      Double(lanes[12]), Double(lanes[13]), Double(lanes[14]), Double(lanes[15]))
  }
}

/// Whether a mask is set in any trial.
@inline(__always)
func holds(_ mask: SIMDMask<SIMD16<Int64>>) -> Bool {
  let bits = unsafeBitCast(mask, to: SIMD16<Int64>.self)
  let eight = bits.lowHalf | bits.highHalf
  let four = eight.lowHalf | eight.highHalf
  let two = four.lowHalf | four.highHalf
  return two[0] | two[1] != 0
}

/// Whether a mask is set in any trial.
@inline(__always)
func holds(_ mask: SIMDMask<SIMD16<Int32>>) -> Bool {
  let bits = unsafeBitCast(mask, to: SIMD8<Int64>.self)
  let four = bits.lowHalf | bits.highHalf
  let two = four.lowHalf | four.highHalf
  return two[0] | two[1] != 0
}

// MARK: - Arithmetic

extension SIMD16<Double> {
  static var one: Self { Self(repeating: 1) }

  // `PayNumber` asks for these four as well. Without own ones the compiler takes its, which are
  // calls into another module.

  @inline(__always)
  static func + (a: Self, b: Self) -> Self {
    var sum = a
    sum += b
    return sum
  }

  @inline(__always)
  static func - (a: Self, b: Self) -> Self {
    var difference = a
    difference -= b
    return difference
  }

  @inline(__always)
  static func * (a: Self, b: Self) -> Self {
    var product = a
    product *= b
    return product
  }

  @inline(__always)
  static func / (a: Self, b: Self) -> Self {
    var quotient = a
    quotient /= b
    return quotient
  }
}

/// The smaller value of each trial.
@inline(__always)
func least(_ a: MoneyLanes, _ b: MoneyLanes) -> MoneyLanes { a.replacing(with: b, where: b .< a) }

/// The larger value of each trial.
@inline(__always)
func most(_ a: MoneyLanes, _ b: MoneyLanes) -> MoneyLanes { a.replacing(with: b, where: b .> a) }

/// A part over its whole; 0 where there is nothing of the whole.
@inline(__always)
func share(of part: MoneyLanes, in whole: MoneyLanes) -> MoneyLanes {
  let isNothing = whole .<= MoneyLanes(repeating: 0)
  return (part / whole.replacing(with: MoneyLanes.one, where: isNothing))
    .replacing(with: MoneyLanes(), where: isNothing)
}
