internal import CGSL

/// Finds the arguments at which a function of few variables is smallest.
public enum Minimum {
  /// The arguments of a minimum of `f` near `start`, by the simplex method of Nelder and Mead.
  ///
  /// - Parameters:
  ///   - start: At least one argument.
  ///   - step: The size of the first simplex in every direction; above 0.
  ///   - tolerance: The size of the last.
  ///   - f: Finite at `start`; infinities elsewhere are avoided.
  /// - Throws: ``NumericalError`` where `f` is not finite at `start` or no minimum is found.
  /// - Reference: Nelder and Mead, "A Simplex Method for Function Minimization", 1965.
  public static func simplex(
    from start: [Double], step: Double, tolerance: Double = 1e-6, mostSteps: Int = 2000,
    _ f: ([Double]) -> Double
  ) throws(NumericalError) -> [Double] {
    precondition(!start.isEmpty && step > 0 && tolerance > 0, "a simplex with a size")
    guard f(start).isFinite else { throw .notFinite(at: start[0]) }
    return try withoutActuallyEscaping(f) { escapable in
      var context = Context(count: start.count, f: escapable)
      return withUnsafeMutablePointer(to: &context) { context in
        solve(context, start, step: step, tolerance: tolerance, mostSteps: mostSteps)
      }
    }.get()
  }

  private struct Context {
    let count: Int
    let f: ([Double]) -> Double
  }

  private static func solve(
    _ context: UnsafeMutablePointer<Context>, _ start: [Double], step: Double, tolerance: Double,
    mostSteps: Int
  ) -> Result<[Double], NumericalError> {
    Library.prepared
    let count = start.count
    guard let solver = gsl_multimin_fminimizer_alloc(quotient_gsl_simplex(), count) else {
      return .failure(.library(GSL_ENOMEM))
    }
    defer { gsl_multimin_fminimizer_free(solver) }
    guard let first = gsl_vector_alloc(count) else { return .failure(.library(GSL_ENOMEM)) }
    defer { gsl_vector_free(first) }
    guard let steps = gsl_vector_alloc(count) else { return .failure(.library(GSL_ENOMEM)) }
    defer { gsl_vector_free(steps) }
    for (index, value) in start.enumerated() { gsl_vector_set(first, index, value) }
    gsl_vector_set_all(steps, step)
    var function = gsl_multimin_function(
      f: { vector, context in
        let context = context!.assumingMemoryBound(to: Context.self)
        let value = context.pointee.f(
          (0..<context.pointee.count).map { gsl_vector_get(vector, $0) })
        // The library cannot order what is not a number.
        return value.isFinite ? value : Double.greatestFiniteMagnitude
      }, n: count, params: context)
    return withUnsafeMutablePointer(to: &function) { function in
      var status = Int(gsl_multimin_fminimizer_set(solver, function, first, steps))
      for _ in 0..<mostSteps {
        guard status == GSL_SUCCESS else { return .failure(.library(status)) }
        status = Int(gsl_multimin_fminimizer_iterate(solver))
        let size = gsl_multimin_fminimizer_size(solver)
        // A simplex that cannot move on is as small as rounding lets it be.
        if status == GSL_ENOPROG || Int(gsl_multimin_test_size(size, tolerance)) == GSL_SUCCESS {
          guard let found = gsl_multimin_fminimizer_x(solver) else { break }
          return .success((0..<count).map { gsl_vector_get(found, $0) })
        }
      }
      return .failure(.notConverged(iterations: mostSteps))
    }
  }
}
