internal import CGSL

/// The integral of a function over an interval.
public enum Quadrature {
  /// The integral of `f`, by adaptive Gauss-Kronrod quadrature with 31 points a piece.
  ///
  /// - Parameters:
  ///   - interval: Finite ends.
  ///   - relativeTolerance: The accuracy to reach, or the best that rounding allows.
  ///   - f: Finite in the interval; smooth pieces converge fastest.
  /// - Throws: ``NumericalError`` where `f` is not finite or has no integral in the interval.
  /// - Reference: Piessens and others, "QUADPACK", 1983 (QAG).
  public static func integral(
    over interval: ClosedRange<Double>, relativeTolerance: Double = 1e-12, _ f: (Double) -> Double
  ) throws(NumericalError) -> Double {
    precondition(relativeTolerance > 0, "a relative tolerance is above 0")
    return try withGSLFunction(f) { function in
      integrate(function, interval, relativeTolerance: max(relativeTolerance, 1e-13))
    }.get()
  }

  private static let mostPieces = 1000

  private static func integrate(
    _ function: UnsafeMutablePointer<gsl_function>, _ interval: ClosedRange<Double>,
    relativeTolerance: Double
  ) -> Result<Double, NumericalError> {
    Library.prepared
    guard let workspace = gsl_integration_workspace_alloc(mostPieces) else {
      return .failure(.library(GSL_ENOMEM))
    }
    defer { gsl_integration_workspace_free(workspace) }
    var integral = 0.0
    var error = 0.0
    let status = Int(
      gsl_integration_qag(
        function, interval.lowerBound, interval.upperBound, 0, relativeTolerance, mostPieces,
        Int32(GSL_INTEG_GAUSS31), workspace, &integral, &error))
    guard integral.isFinite else { return .failure(.notFinite(at: interval.lowerBound)) }
    switch status {
    // Rounding stops the refinement only when no better answer exists.
    case GSL_SUCCESS, GSL_EROUND: return .success(integral)
    default: return .failure(.library(status))
    }
  }
}
