extension SIMD16<Double> {
  static var one: Self { Self(repeating: 1) }
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
