/// Sixteen trials at once: a value each of single precision.
typealias Lanes = SIMD16<Float>
/// Sixteen trials at once: an amount each.
typealias MoneyLanes = SIMD16<Double>

/// Trials in a lane group, which is a world.
let laneCount = 16
