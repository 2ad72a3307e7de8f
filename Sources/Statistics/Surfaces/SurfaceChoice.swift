internal import CGSL

/// The columns of a surface as they enter, each with its coordinates on an orthonormal basis of
/// those before it.
struct SurfaceChoice {
  private let scores: AssumptionScores
  private let ranges: [Range<Int>]
  private let degree: Int
  /// By world, all of them, less their mean.
  private let centred: [Double]
  private let centre: Double
  let worlds: Int

  private(set) var chosen: [Int] = []
  private(set) var terms: [SurfaceTerm] = []
  /// By term: its column, by world.
  private var columns: [[Double]] = []
  /// By term: its coordinates on the basis, the last above 0.
  private var upper: [[Double]] = []
  /// By term: the response's coordinate.
  private var responses: [Double] = []
  /// The sum of the squares of what is left of the response.
  private(set) var rest: Double

  /// Products of the scores' columns, and of each with the response.
  private let products: [Double]
  private var cross: [Double] = []
  /// What the basis leaves of each column's product with the response, and of the products of an
  /// assumption's columns with each other, lower triangles of three by three.
  private var crossLeft: [Double] = []
  private var productsLeft: [Double] = []
  /// By term: the coordinate of every column of the scores.
  private var rows: [[Double]] = []

  /// When a column enters.
  struct Rule {
    /// The chance to enter something false, by any candidate of a pass.
    let level: Double
    /// Columns per world, at most.
    let share: Double

    static let strict = Rule(level: 0.05, share: 0.15)
    /// For a residual that is to hold as little as can be of what is there.
    static let lenient = Rule(level: 1, share: 0.4)
  }

  private let rule: Rule
  /// A column of which no more is left than this share of its squares is a combination of others.
  private static let negligible = 1e-12

  init(
    _ means: [Double], _ scores: AssumptionScores, without group: Int?, rule: Rule = .strict
  ) {
    self.scores = scores
    self.rule = rule
    let ranges = scores.ranges(without: group)
    self.ranges = ranges
    worlds = ranges.reduce(0) { $0 + $1.count }
    degree = min(scores.degree, AssumptionScores.degree(worlds))
    let centre = Moments(means).mean
    self.centre = centre
    let centred = means.map { $0 - centre }
    self.centred = centred
    rest = Product.of(centred, centred, ranges)
    products = scores.products(without: group)
    cross = centred.withUnsafeBufferPointer { response in
      (0..<scores.columnCount).map { column in
        scores.withColumn(column) { column in
          ranges.reduce(0) { $0 + Product.of(column, response.baseAddress!, $1) }
        }
      }
    }
    crossLeft = cross
    productsLeft = [Double](repeating: 0, count: scores.assumptions * Self.blockSize)
    for assumption in 0..<scores.assumptions {
      let first = scores.index(assumption: assumption, degree: 1)
      for own in 0..<degree {
        for other in 0...own {
          productsLeft[assumption * Self.blockSize + own * 3 + other] =
            products[(first + own) * scores.columnCount + first + other]
        }
      }
    }
    enter(scoreColumn: 0, .constant)
  }

  private var limit: Int { Int(rule.share * Double(worlds)) }

  // MARK: - Assumptions

  mutating func chooseAssumptions() {
    var left = scores.varying
    while !left.isEmpty, terms.count + degree <= limit, chosen.count < FixedPoints.dimensionLimit {
      var best = (f: -1.0, index: 0)
      for (index, assumption) in left.enumerated() {
        let f = f(ofAssumption: assumption)
        if f > best.f { best = (f, index) }
      }
      guard isSignificant(best.f, columns: degree, among: left.count) else { return }
      let assumption = left.remove(at: best.index)
      chosen.append(assumption)
      for power in 1...degree {
        enter(
          scoreColumn: scores.index(assumption: assumption, degree: power),
          .hermite(assumption: assumption, degree: power))
      }
    }
  }

  /// The F ratio of an assumption's columns: by a Cholesky decomposition of what is left of their
  /// products.
  private func f(ofAssumption assumption: Int) -> Double {
    let first = scores.index(assumption: assumption, degree: 1)
    let block = assumption * Self.blockSize
    // By row.
    var factors = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
    var explained = 0.0
    var left = SIMD4<Double>.zero
    for row in 0..<degree {
      var own = SIMD4<Double>.zero
      for column in 0...row {
        let other =
          column == row ? own : column == 0 ? factors.0 : column == 1 ? factors.1 : factors.2
        let product = productsLeft[block + row * 3 + column] - (own * other).sum()
        if column < row {
          own[column] = other[column] > 0 ? product / other[column] : 0
        } else {
          let whole = products[(first + row) * scores.columnCount + first + row]
          own[row] = product > Self.negligible * whole ? product.squareRoot() : 0
        }
      }
      if row == 0 { factors.0 = own } else if row == 1 { factors.1 = own } else { factors.2 = own }
      let response = crossLeft[first + row] - (own * left).sum()
      left[row] = own[row] > 0 ? response / own[row] : 0
      explained += left[row] * left[row]
    }
    return f(explained, columns: degree)
  }

  private static let blockSize = 9

  /// Takes a basis vector out of what is left.
  private mutating func takeOut(_ row: [Double], response: Double) {
    for column in row.indices { crossLeft[column] -= row[column] * response }
    for assumption in 0..<scores.assumptions {
      let first = scores.index(assumption: assumption, degree: 1)
      for own in 0..<degree {
        for other in 0...own {
          productsLeft[assumption * Self.blockSize + own * 3 + other] -=
            row[first + own] * row[first + other]
        }
      }
    }
  }

  private func f(_ explained: Double, columns: Int) -> Double {
    let freedom = worlds - terms.count - columns
    guard freedom > 0 else { return -1 }
    return explained / Double(columns)
      / max((rest - explained) / Double(freedom), .leastNormalMagnitude)
  }

  private func isSignificant(_ f: Double, columns: Int, among candidates: Int) -> Bool {
    guard f > 0 else { return false }
    let p = gsl_cdf_fdist_Q(f, Double(columns), Double(worlds - terms.count - columns))
    return p * Double(candidates) <= rule.level
  }

  /// Adds a column of the scores, unless it is a combination of those before it.
  private mutating func enter(scoreColumn index: Int, _ term: SurfaceTerm) {
    let count = scores.columnCount
    let whole = products[index * count + index]
    let squares = rows.reduce(whole) { $0 - $1[index] * $1[index] }
    guard squares > Self.negligible * whole else { return }
    let length = squares.squareRoot()
    var row = Array(products[index * count..<(index + 1) * count])
    for before in rows {
      let own = before[index]
      for column in row.indices { row[column] -= own * before[column] }
    }
    for column in row.indices { row[column] /= length }
    var response = cross[index]
    for (before, coordinate) in zip(rows, responses) { response -= before[index] * coordinate }
    add(
      term, Array(scores.column(index)), coordinates: rows.map { $0[index] } + [length],
      response: response / length)
    rows.append(row)
    takeOut(row, response: response / length)
  }

  private mutating func add(
    _ term: SurfaceTerm, _ column: [Double], coordinates: [Double], response: Double
  ) {
    terms.append(term)
    columns.append(column)
    upper.append(coordinates)
    responses.append(response)
    rest = max(0, rest - response * response)
  }

  // MARK: - Products and powers

  /// A column that may enter alone.
  private struct Candidate {
    let term: SurfaceTerm
    let column: [Double]
    /// On the basis so far.
    var coordinates: [Double]
    let whole: Double
    /// What the basis leaves of its squares, and of its product with the response.
    var squares: Double
    var response: Double
  }

  /// How many products are worth another look.
  private static let closest = 12

  /// Enters products of two assumptions that entered.
  ///
  /// - Parameter allowed: Those that may; nil: all.
  /// - Returns: Those that came closest at first.
  @discardableResult
  mutating func chooseProducts(among allowed: [SurfaceTerm]? = nil) -> [SurfaceTerm] {
    var candidates: [Candidate] = []
    for (index, a) in chosen.enumerated() {
      for b in chosen[(index + 1)...] {
        if let allowed, !allowed.contains(.product(a, b)), !allowed.contains(.product(b, a)) {
          continue
        }
        let (own, other) = (
          scores.column(scores.index(assumption: a, degree: 1)),
          scores.column(scores.index(assumption: b, degree: 1))
        )
        candidates.append(candidate(.product(a, b), zip(own, other).map { $0 * $1 }))
      }
    }
    let count = Double(candidates.count)
    choose(candidates, among: allowed == nil ? count : max(count, Double(pairs)))
    func closeness(_ candidate: Candidate) -> Double {
      candidate.squares > Self.negligible * candidate.whole
        ? candidate.response * candidate.response / candidate.squares : 0
    }
    return candidates.sorted { closeness($0) > closeness($1) }.prefix(Self.closest).map(\.term)
  }

  private var pairs: Int { chosen.count * (chosen.count - 1) / 2 }

  mutating func choosePowers(of fit: LinearFit) {
    guard !chosen.isEmpty, fit.deviation > 0 else { return }
    let values = values(fit.coefficients)
    choose(
      (2...degree).map { exponent in
        candidate(.power(exponent), values.map { SurfaceTerm.power(fit.scaled($0), exponent) })
      }, among: nil)
  }

  private func candidate(_ term: SurfaceTerm, _ column: [Double]) -> Candidate {
    let whole = Product.of(column, column, ranges)
    var candidate = Candidate(
      term: term, column: column, coordinates: [], whole: whole, squares: whole,
      response: Product.of(column, centred, ranges))
    for index in terms.indices { project(&candidate, on: index) }
    return candidate
  }

  /// Takes out the part along the basis vector of a term.
  private func project(_ candidate: inout Candidate, on index: Int) {
    var product = Product.of(columns[index], candidate.column, ranges)
    for (own, other) in zip(upper[index], candidate.coordinates) { product -= own * other }
    let coordinate = product / upper[index][index]
    candidate.coordinates.append(coordinate)
    candidate.squares -= coordinate * coordinate
    candidate.response -= coordinate * responses[index]
  }

  /// - Parameter number: Of candidates, for whose number the test makes up; nil: it does not.
  private mutating func choose(_ candidates: [Candidate], among number: Double?) {
    var left = candidates
    while !left.isEmpty, terms.count + 1 <= limit {
      var best = (f: -1.0, index: 0)
      for (index, candidate) in left.enumerated() {
        guard candidate.squares > Self.negligible * candidate.whole else { continue }
        let f = f(candidate.response * candidate.response / candidate.squares, columns: 1)
        if f > best.f { best = (f, index) }
      }
      guard
        isSignificant(
          best.f, columns: 1,
          among: number.map { Int($0) - (candidates.count - left.count) } ?? 1)
      else { return }
      let entering = left.remove(at: best.index)
      let length = entering.squares.squareRoot()
      add(
        entering.term, entering.column, coordinates: entering.coordinates + [length],
        response: entering.response / length)
      for index in left.indices { project(&left[index], on: terms.count - 1) }
    }
  }

  // MARK: - The fit

  /// By world without those left out.
  var response: [Double] { kept(centred).map { $0 + centre } }

  private func kept(_ values: [Double]) -> [Double] { ranges.flatMap { values[$0] } }

  /// The coefficients of the terms so far, solved backwards.
  func coefficients() -> [Double] {
    var coefficients = responses
    for index in coefficients.indices.reversed() {
      coefficients[index] /= upper[index][index]
      for before in 0..<index { coefficients[before] -= coefficients[index] * upper[index][before] }
    }
    // The response was taken from its mean, which the constant adds again.
    coefficients[0] += centre
    return coefficients
  }

  /// The fit by world, all of them.
  private func values(_ coefficients: [Double]) -> [Double] {
    var values = [Double](repeating: 0, count: centred.count)
    for (column, coefficient) in zip(columns, coefficients) {
      for world in values.indices { values[world] += coefficient * column[world] }
    }
    return values
  }

  func fitted(_ coefficients: [Double]) -> [Double] { kept(values(coefficients)) }

  /// The standard error of a sum of coefficients, whatever the variance of each residual (HC3).
  ///
  /// - Parameter weights: Of each term's coefficient.
  func standardError(of weights: [Double], residuals: [Double]) -> Double {
    // The basis itself, by term and kept world, and the weights on it.
    var basis: [[Double]] = []
    var onBasis: [Double] = []
    for (index, column) in columns.enumerated() {
      var vector = kept(column)
      var weight = weights[index]
      for (before, coordinate) in upper[index].dropLast().enumerated() {
        for world in vector.indices { vector[world] -= coordinate * basis[before][world] }
        weight -= coordinate * onBasis[before]
      }
      let length = upper[index][index]
      basis.append(vector.map { $0 / length })
      onBasis.append(weight / length)
    }
    var sum = 0.0
    for (world, residual) in residuals.enumerated() {
      var (influence, leverage) = (0.0, 0.0)
      for (vector, weight) in zip(basis, onBasis) {
        influence += weight * vector[world]
        leverage += vector[world] * vector[world]
      }
      let share = influence * residual / max(1 - leverage, 1e-9)
      sum += share * share
    }
    return sum.squareRoot()
  }

  func linearFit() -> LinearFit {
    let coefficients = coefficients()
    let fitted = fitted(coefficients)
    let moments = Moments(fitted)
    let deviation = moments.standardDeviation
    let (low, high) = OrderStatistics.extremes(of: fitted)
    func scaled(_ value: Double) -> Double {
      deviation > 0 ? (value - moments.mean) / deviation : 0
    }
    return LinearFit(
      coefficients: coefficients, mean: moments.mean, deviation: deviation,
      range: scaled(low)...scaled(high))
  }
}
