internal import CGSL

/// Global state of the GNU Scientific Library.
enum Library {
  /// Turns off the error handler that would end the process, so that a failing function returns a
  /// status, which its caller checks. Runs once; every path that can fail touches it.
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
