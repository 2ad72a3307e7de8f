/// What a surface expects along the score of one assumption, all others as uncertain as they are.
struct SurfaceCurve: Sendable {
  /// A polynomial's factors, from the 0th to the third power.
  private typealias Polynomial = SIMD4<Double>

  /// Of the surface without powers, on average over the others.
  private let average: Polynomial
  /// Of the fit before powers where the others' terms are 0.
  private let own: Polynomial
  private let powers: [(exponent: Int, coefficient: Double)]
  private let linear: LinearFit
  /// By fixed point of the others: what they add to the fit before powers, and for each unit of the
  /// score.
  private let rests: [Double]
  private let slopes: [Double]

  /// How many fixed points the others are averaged over.
  private static let points = 1024

  init(_ surface: Surface, along assumption: Int) {
    func polynomial(_ coefficients: [Double]) -> Polynomial {
      var sum = Polynomial.zero
      for (term, coefficient) in zip(surface.terms, coefficients) {
        switch term {
        case .constant: sum[0] += coefficient
        case .hermite(assumption, let degree): sum += coefficient * Hermite.factors(degree)
        default: break
        }
      }
      return sum
    }
    average = polynomial(surface.coefficients)
    linear = surface.linear
    own = polynomial(linear.coefficients)
    powers = surface.powers
    guard !powers.isEmpty else {
      (rests, slopes) = ([], [])
      return
    }
    let points = FixedPoints(Self.points, dimensions: surface.chosen.count)
    var rest: [(SurfaceTerm, Double)] = []
    var slope: [(SurfaceTerm, Double)] = []
    for (term, coefficient) in zip(surface.terms, linear.coefficients) {
      switch term {
      case .constant, .power, .hermite(assumption, _): break
      case .product(assumption, let other), .product(let other, assumption):
        slope.append((.hermite(assumption: other, degree: 1), coefficient))
      case .hermite, .product: rest.append((term, coefficient))
      }
    }
    rests = Surface.sum(rest.map(\.0), rest.map(\.1), surface.chosen, points)
    slopes = Surface.sum(slope.map(\.0), slope.map(\.1), surface.chosen, points)
  }

  /// The expectation at a score.
  func value(_ z: Double) -> Double {
    let monomials = Polynomial(1, z, z * z, z * z * z)
    let value = (average * monomials).sum()
    guard !powers.isEmpty else { return value }
    let before = (own * monomials).sum()
    typealias Lanes = SIMD8<Double>
    var (squares, cubes) = (Lanes.zero, Lanes.zero)
    rests.withUnsafeBytes { rests in
      slopes.withUnsafeBytes { slopes in
        for offset in stride(from: 0, to: rests.count, by: MemoryLayout<Lanes>.size) {
          let scaled = linear.scaled(
            before + rests.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
              + z * slopes.loadUnaligned(fromByteOffset: offset, as: Lanes.self))
          let square = scaled * scaled
          squares += square
          cubes += square * scaled
        }
      }
    }
    let sums = [squares.sum(), cubes.sum()]
    return powers.reduce(value) {
      $0 + $1.coefficient * sums[$1.exponent - 2] / Double(rests.count)
    }
  }

  /// Its coefficients of Hermite polynomials, from degree 0 to 3.
  func coefficients() -> [Double] {
    let rule = Self.rule
    var coefficients = [Double](repeating: 0, count: 4)
    for (node, weight) in zip(rule.nodes, rule.weights) {
      let value = weight * value(node)
      coefficients[0] += value
      for degree in 1...3 { coefficients[degree] += value * Hermite.value(node, degree: degree) }
    }
    return coefficients
  }

  private static let rule = GaussHermite(points: 24)
}
