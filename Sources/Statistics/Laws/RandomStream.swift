internal import CGSL

/// A stream of pseudo-random numbers for making synthetic data, the same for the same seed.
///
/// The Mersenne twister. Not for simulation trials, whose draws are functions of what they are for.
///
/// - Reference: Matsumoto and Nishimura, "Mersenne Twister", 1998.
public final class RandomStream {
  private let generator: UnsafeMutablePointer<gsl_rng>

  /// The stream of a seed.
  ///
  /// The generator takes 32 bits of seed: all 64 bits are mixed into them.
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

  /// A number of the open interval (0, 1).
  public func uniform() -> Double { gsl_rng_uniform_pos(generator) }

  /// A number of a distribution; takes one uniform whatever the family.
  public func draw(from distribution: Distribution) -> Double {
    distribution.quantile(uniform())
  }
}
