internal import CGSL

/// Why a numerical method failed.
public enum NumericalError: Error, Hashable, Sendable {
  /// The function has the same sign at both ends of the interval.
  case notBracketed(low: Double, valueAtLow: Double, high: Double, valueAtHigh: Double)
  /// The function is not a number, or infinite, at this point.
  case notFinite(at: Double)
  /// The method stopped after this many steps without reaching its tolerance.
  case notConverged(iterations: Int)
  /// The library's own status.
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
