internal import CGSL

/// A reproducible stream of pseudo-random numbers for synthetic data.
///
/// A Mersenne twister. Not for simulation trials, whose draws are keyed by what they decide.
///
/// - Reference: Matsumoto and Nishimura, "Mersenne Twister", 1998.
public final class RandomStream {
  private let generator: UnsafeMutablePointer<gsl_rng>

  /// The stream of a seed.
  ///
  /// The generator takes a 32-bit seed, into which all 64 bits are mixed.
  public init(seed: UInt64) {
    Library.prepared
    guard let generator = gsl_rng_alloc(quotient_gsl_mt19937()) else {
      preconditionFailure("out of memory")
    }
    self.generator = generator
    let mixed = (seed ^ (seed >> 33)) &* 0xff51_afd7_ed55_8ccd
    gsl_rng_set(generator, UInt(mixed >> 32))
  }

  deinit { gsl_rng_free(generator) }

  /// A uniform number in the open interval (0, 1).
  public func uniform() -> Double { gsl_rng_uniform_pos(generator) }

  /// A standard normal number.
  ///
  /// - Reference: Marsaglia and Tsang, "The Ziggurat Method for Generating Random Variables", 2000.
  public func normal() -> Double { gsl_ran_gaussian_ziggurat(generator, 1) }

  /// A draw from a distribution; uses one uniform whatever the family.
  public func draw(from distribution: Distribution) -> Double {
    distribution.quantile(uniform())
  }
}
