import Units

/// What was credited over its quota; 1 is quota.
///
/// A ratio has an attainment too: a GRR of 81% on a quota of 90% is an attainment of 90%.
public struct Attainment: Hashable, Comparable, Sendable {
  /// Credited over quota.
  public var ratio: Double

  public init(_ ratio: Double) {
    self.ratio = ratio
  }

  public static func < (a: Attainment, b: Attainment) -> Bool { a.ratio < b.ratio }
}

/// Whether a value reaches a threshold, bound included.
///
/// What falls short by no more than ``Tolerance`` reaches it, so that 0.85 computed as a quotient
/// passes a threshold of 85%.
package func reaches(_ value: Double, _ threshold: Double) -> Bool {
  value >= leastReaching(threshold)
}

/// The least that reaches a threshold.
@inline(__always)
package func leastReaching(_ threshold: Double) -> Double {
  threshold - threshold.magnitude * Tolerance.relative
}
