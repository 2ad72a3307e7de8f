internal import CGSL

/// Global state of the GNU Scientific Library.
enum Library {
  /// Disables the error handler that would abort the process, so failing functions return a status
  /// for the caller to check. Runs once; every path that can fail touches it.
  static let prepared: Void = {
    _ = gsl_set_error_handler_off()
  }()
}

/// Calls `body` with a GSL function that evaluates `f`; neither may outlive the call.
func withGSLFunction<Result>(
  _ f: (Double) -> Double, _ body: (UnsafeMutablePointer<gsl_function>) -> Result
) -> Result {
  withoutActuallyEscaping(f) { escapable in
    var closure = escapable
    return withUnsafeMutablePointer(to: &closure) { pointer in
      var function = gsl_function(
        function: { x, context in
          context!.assumingMemoryBound(to: ((Double) -> Double).self).pointee(x)
        },
        params: UnsafeMutableRawPointer(pointer))
      return body(&function)
    }
  }
}

/// Why a numerical method failed.
public enum NumericalError: Error, Hashable, Sendable {
  /// The function has the same sign at both ends of the interval.
  case notBracketed(low: Double, valueAtLow: Double, high: Double, valueAtHigh: Double)
  /// The function is not a number, or infinite, at this point.
  case notFinite(at: Double)
  /// The method stopped after this many steps without reaching its tolerance.
  case notConverged(iterations: Int)
  /// Any other status of the library.
  case failed(code: Int, message: String)
}

extension NumericalError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notBracketed(let low, let valueAtLow, let high, let valueAtHigh):
      "no change of sign between \(low) (where the value is \(valueAtLow)) "
        + "and \(high) (where it is \(valueAtHigh))"
    case .notFinite(let x): "no finite value at \(x)"
    case .notConverged(let iterations): "no convergence in \(iterations) steps"
    case .failed(let code, let message): "numerical library: \(message) (\(code))"
    }
  }
}

extension NumericalError {
  /// The error of a GSL status.
  static func library(_ status: Int) -> NumericalError {
    .failed(code: status, message: String(cString: gsl_strerror(Int32(status))))
  }
}
