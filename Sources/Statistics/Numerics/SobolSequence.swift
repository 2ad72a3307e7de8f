internal import CGSL

/// Points that fill the unit cube more evenly than random ones.
///
/// ```swift
/// SobolSequence.points(3, dimensions: 2)  // [[.5, .5], [.75, .25], [.25, .75]]
/// ```
///
/// - Reference: Antonov and Saleev, "An economic method of computing LP-tau sequences", 1979.
public enum SobolSequence {
  /// The most dimensions that the sequence has.
  public static let dimensions = 40

  /// The first points of the sequence, without the origin; each between 0 and 1.
  ///
  /// - Parameter dimensions: 1 to 40.
  public static func points(_ count: Int, dimensions: Int) -> [[Double]] {
    precondition((1...Self.dimensions).contains(dimensions), "a sequence has 1 to 40 dimensions")
    Library.prepared
    guard let generator = gsl_qrng_alloc(quotient_gsl_sobol(), UInt32(dimensions)) else {
      preconditionFailure("out of memory")
    }
    defer { gsl_qrng_free(generator) }
    var point = [Double](repeating: 0, count: dimensions)
    return (0..<count).map { _ in
      gsl_qrng_get(generator, &point)
      return point
    }
  }
}
