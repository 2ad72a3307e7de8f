internal import CGSL

/// Finds roots of continuous functions of one variable.
public enum Roots {
  /// The root of `f` in an interval at whose ends `f` has different signs.
  ///
  /// - Parameters:
  ///   - interval: Finite ends; an end at which `f` is exactly 0 is the answer.
  ///   - tolerance: The width of the last bracket, on top of four units in the last place.
  ///     Not negative.
  ///   - f: Continuous and finite in the interval.
  /// - Throws: ``NumericalError`` where the ends do not bracket a root or `f` is not finite.
  /// - Complexity: Usually about ten evaluations of `f`; as many as bisection at worst.
  /// - Reference: Brent, "Algorithms for Minimization without Derivatives", 1973, chapter 4.
  public static func brent(
    in interval: ClosedRange<Double>, tolerance: Double = 1e-12, _ f: (Double) -> Double
  ) throws(NumericalError) -> Double {
    precondition(tolerance >= 0, "a tolerance is not negative")
    let (low, high) = (interval.lowerBound, interval.upperBound)
    let (valueAtLow, valueAtHigh) = (f(low), f(high))
    guard low.isFinite, valueAtLow.isFinite else { throw .notFinite(at: low) }
    guard high.isFinite, valueAtHigh.isFinite else { throw .notFinite(at: high) }
    if valueAtLow == 0 { return low }
    if valueAtHigh == 0 { return high }
    guard (valueAtLow < 0) != (valueAtHigh < 0) else {
      throw .notBracketed(
        low: low, valueAtLow: valueAtLow, high: high, valueAtHigh: valueAtHigh)
    }
    return try withGSLFunction(f) { function in
      solve(function, low: low, high: high, tolerance: tolerance)
    }.get()
  }

  private static let mostIterations = 1000

  private static func solve(
    _ function: UnsafeMutablePointer<gsl_function>, low: Double, high: Double, tolerance: Double
  ) -> Result<Double, NumericalError> {
    Library.prepared
    guard let solver = gsl_root_fsolver_alloc(quotient_gsl_brent()) else {
      return .failure(.library(GSL_ENOMEM))
    }
    defer { gsl_root_fsolver_free(solver) }
    var status = Int(gsl_root_fsolver_set(solver, function, low, high))
    for _ in 0..<mostIterations {
      guard status == GSL_SUCCESS else { break }
      status = Int(gsl_root_fsolver_iterate(solver))
      guard status == GSL_SUCCESS else { break }
      let root = gsl_root_fsolver_root(solver)
      let converged = gsl_root_test_interval(
        gsl_root_fsolver_x_lower(solver), gsl_root_fsolver_x_upper(solver),
        tolerance, 4 * Double.ulpOfOne)
      if Int(converged) == GSL_SUCCESS { return .success(root) }
    }
    switch status {
    case GSL_SUCCESS: return .failure(.notConverged(iterations: mostIterations))
    case GSL_EBADFUNC:
      return .failure(.notFinite(at: gsl_root_fsolver_root(solver)))
    default: return .failure(.library(status))
    }
  }
}
