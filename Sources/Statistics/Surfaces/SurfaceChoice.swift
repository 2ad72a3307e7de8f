internal import CGSL
import Foundation

/// The columns of a surface as they enter.
struct SurfaceChoice {
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

  private let columns: SurfaceColumns
  private let response: TableResponse
  private let rule: Rule
  private let ranges: [Range<Int>]
  private let degree: Int
  /// Of the table's columns, without the worlds that are left out.
  private let products: [Double]
  private var fit: ForwardFit
  /// Columns that came after the table's, by world.
  private var added: [[Double]] = []
  private var addedTerms: [SurfaceTerm] = []
  let worlds: Int

  private(set) var chosen: [Int] = []

  init(
    _ response: TableResponse, _ columns: SurfaceColumns, without group: Int?,
    rule: Rule = .strict
  ) {
    self.columns = columns
    self.response = response
    self.rule = rule
    ranges = columns.table.ranges(without: group)
    worlds = ranges.reduce(0) { $0 + $1.count }
    degree = min(columns.degree, AssumptionScores.degree(worlds))
    products = columns.table.products(without: group)
    fit = ForwardFit(
      products: products, cross: response.cross(without: group),
      squares: response.squares(without: group))
    enter(0)
  }

  /// The terms that entered, in order.
  var terms: [SurfaceTerm] { fit.entered.map(term) }
  var count: Int { fit.entered.count }
  /// The sum of the squares of what is left of the response.
  var rest: Double { fit.rest }

  private func term(_ column: Int) -> SurfaceTerm {
    column < columns.table.count
      ? columns.terms[column] : addedTerms[column - columns.table.count]
  }

  private func withColumn<Result>(
    _ column: Int, _ body: (UnsafePointer<Double>) -> Result
  ) -> Result {
    column < columns.table.count
      ? columns.table.withColumn(column, body)
      : added[column - columns.table.count].withUnsafeBufferPointer { body($0.baseAddress!) }
  }

  private var limit: Int { Int(rule.share * Double(worlds)) }

  // MARK: - Choosing

  mutating func chooseAssumptions() {
    var left = columns.blocks
    while !left.isEmpty, count + degree <= limit, chosen.count < FixedPoints.dimensionLimit {
      var best = (explained: -1.0, index: 0)
      for (index, block) in left.enumerated() {
        let explained = fit.explained(by: block.first, count: degree)
        if explained > best.explained { best = (explained, index) }
      }
      guard
        isSignificant(
          best.explained, columns: degree, among: columns.candidates - chosen.count)
      else { return }
      let block = left.remove(at: best.index)
      chosen.append(block.assumption)
      for column in block.first..<block.first + degree { enter(column) }
    }
  }

  /// Enters products of two assumptions that entered.
  mutating func chooseProducts() {
    let candidates: [Int]
    if let own = columns.products {
      candidates = own.filter {
        guard case .product(let a, let b) = columns.terms[$0] else { return false }
        return chosen.contains(a) && chosen.contains(b)
      }
    } else {
      candidates = addProducts()
    }
    choose(candidates, among: chosen.count * (chosen.count - 1) / 2)
  }

  /// Adds the columns of all products of two assumptions that entered.
  private mutating func addProducts() -> [Int] {
    let first = Dictionary(
      uniqueKeysWithValues: columns.blocks.map { ($0.assumption, $0.first) })
    let before = fit.count
    for (index, a) in chosen.enumerated() {
      for b in chosen[(index + 1)...] {
        let (own, other) = (
          columns.table.column(first[a]!), columns.table.column(first[b]!)
        )
        add(.product(a, b), zip(own, other).map { $0 * $1 })
      }
    }
    return Array(before..<fit.count)
  }

  mutating func choosePowers(of fit: LinearFit) {
    guard !chosen.isEmpty, fit.deviation > 0 else { return }
    let values = values(fit.coefficients)
    let before = self.fit.count
    for exponent in 2...degree {
      add(.power(exponent), values.map { SurfaceTerm.power(fit.scaled($0), exponent) })
    }
    choose(Array(before..<self.fit.count), among: nil)
  }

  /// Enters terms, powers apart, whatever they explain; polynomials as far as the worlds that are
  /// left allow.
  mutating func enter(_ terms: [SurfaceTerm]) {
    let first = Dictionary(
      uniqueKeysWithValues: columns.blocks.map { ($0.assumption, $0.first) })
    for term in terms {
      switch term {
      case .constant, .power: break
      case .hermite(let assumption, let degree):
        if degree == 1 { chosen.append(assumption) }
        if degree <= self.degree { enter(first[assumption]! + degree - 1) }
      case .product(let a, let b):
        add(
          term,
          zip(columns.table.column(first[a]!), columns.table.column(first[b]!)).map { $0 * $1 })
        enterAdded(fit.count - 1, besides: [])
      }
    }
  }

  /// Enters powers of a fit, whatever they explain.
  mutating func enterPowers(_ exponents: [Int], of fit: LinearFit) {
    guard fit.deviation > 0 else { return }
    let values = values(fit.coefficients)
    for exponent in exponents where exponent <= degree {
      add(.power(exponent), values.map { SurfaceTerm.power(fit.scaled($0), exponent) })
      enterAdded(self.fit.count - 1, besides: [])
    }
  }

  /// Enters an assumption that did not, whatever it explains.
  mutating func include(_ assumption: Int) {
    guard let block = columns.blocks.first(where: { $0.assumption == assumption }) else { return }
    chosen.append(assumption)
    for column in block.first..<block.first + degree {
      add(columns.terms[column], Array(columns.table.column(column)))
      enterAdded(fit.count - 1, besides: [])
    }
  }

  /// - Parameter number: Of candidates, for whose number the test makes up; nil: it does not.
  private mutating func choose(_ candidates: [Int], among number: Int?) {
    var left = candidates
    var number = number
    while !left.isEmpty, count + 1 <= limit {
      var best = (explained: -1.0, index: 0)
      for (index, column) in left.enumerated() where fit.isFree(column) {
        let explained = fit.explained(by: column, count: 1)
        if explained > best.explained { best = (explained, index) }
      }
      guard isSignificant(best.explained, columns: 1, among: number ?? 1) else { return }
      let entering = left.remove(at: best.index)
      number = number.map { $0 - 1 }
      if entering < columns.table.count {
        enter(entering)
      } else {
        enterAdded(entering, besides: left)
      }
    }
  }

  private mutating func enter(_ column: Int) {
    products.withUnsafeBufferPointer {
      _ = fit.enter(column, $0.baseAddress! + column * columns.table.count)
    }
  }

  /// - Parameter others: Columns that may enter later.
  private mutating func enterAdded(_ column: Int, besides others: [Int]) {
    var products = [Double](repeating: 0, count: fit.count)
    for other in others + [column] { products[other] = product(column, other) }
    _ = products.withUnsafeBufferPointer { fit.enter(column, $0.baseAddress!) }
  }

  private mutating func add(_ term: SurfaceTerm, _ column: [Double]) {
    fit.append(
      ForwardFit.Column(
        squares: Product.of(column, column, ranges),
        cross: Product.of(column, response.centred, ranges),
        products: column.withUnsafeBufferPointer { own in
          fit.entered.map { entered in
            withColumn(entered) { other in
              ranges.reduce(0) { $0 + Product.of(own.baseAddress!, other, $1) }
            }
          }
        }))
    added.append(column)
    addedTerms.append(term)
  }

  private func product(_ a: Int, _ b: Int) -> Double {
    withColumn(a) { a in
      withColumn(b) { b in ranges.reduce(0) { $0 + Product.of(a, b, $1) } }
    }
  }

  /// - Parameter explained: By so many columns that did not enter yet.
  private func isSignificant(_ explained: Double, columns: Int, among candidates: Int) -> Bool {
    let freedom = worlds - count - columns
    guard freedom > 0, explained > 0 else { return false }
    let ratio =
      explained / Double(columns)
      / max((rest - explained) / Double(freedom), .leastNormalMagnitude)
    return FTest.isSignificant(
      ratio, columns: columns, freedom: freedom, level: rule.level / Double(candidates))
  }

  // MARK: - What came closest

  /// How many that did not enter are worth another look.
  private static let closest = 8

  /// The assumptions that entered, and those that came closest to it.
  var closestAssumptions: [Int] {
    let others = columns.blocks.filter { !chosen.contains($0.assumption) }
    return chosen
      + Self.closest(others) { fit.explained(by: $0.first, count: degree) }.map(\.assumption)
  }

  /// The products that came closest to entering, before any power did.
  var closestProducts: [SurfaceTerm] {
    let first = columns.table.count
    let others = (first..<fit.count).filter { !fit.entered.contains($0) }
    let entered = fit.entered.filter { $0 >= first }
    return (entered + Self.closest(others) { fit.explained(by: $0, count: 1) }).map(term)
  }

  private static func closest<Candidate>(
    _ candidates: [Candidate], _ explained: (Candidate) -> Double
  ) -> [Candidate] {
    let values = candidates.map(explained)
    return candidates.indices.sorted { (values[$1], $0) < (values[$0], $1) }.prefix(closest)
      .map { candidates[$0] }
  }

  // MARK: - The fit

  /// By world without those left out.
  var responseKept: [Double] { kept(response.centred).map { $0 + response.centre } }

  private func kept(_ values: [Double]) -> [Double] {
    ranges == [0..<values.count] ? values : ranges.flatMap { values[$0] }
  }

  /// The coefficients of the terms so far.
  func coefficients() -> [Double] {
    var coefficients = fit.coefficients()
    // The response was taken from its mean, which the constant adds again.
    coefficients[0] += response.centre
    return coefficients
  }

  /// The fit by world, all of them.
  private func values(_ coefficients: [Double]) -> [Double] {
    var values = [Double](repeating: 0, count: response.centred.count)
    values.withUnsafeMutableBufferPointer { values in
      for (column, coefficient) in zip(fit.entered, coefficients) {
        withColumn(column) {
          Product.add($0, times: coefficient, to: values.baseAddress!, values.count)
        }
      }
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
    for (index, column) in fit.entered.enumerated() {
      let whole = withColumn(column) {
        Array(UnsafeBufferPointer(start: $0, count: response.centred.count))
      }
      var vector = kept(whole)
      var weight = weights[index]
      for (before, coordinate) in fit.upper[index].dropLast().enumerated() {
        for world in vector.indices { vector[world] -= coordinate * basis[before][world] }
        weight -= coordinate * onBasis[before]
      }
      let length = fit.upper[index][index]
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

/// Fisher's test of columns that enter a regression.
private enum FTest {
  /// Whether the chance of a ratio as large, were the columns of no use, is at most a level.
  ///
  /// The tail of `n` columns lies between those of fewer and more columns that explain as much, which
  /// have simple forms for two and four; only in between is the tail itself calculated.
  static func isSignificant(
    _ ratio: Double, columns: Int, freedom: Int, level: Double
  ) -> Bool {
    let half = Double(freedom) / 2
    let share = Double(columns) * ratio / Double(freedom)
    let ofTwo = exp(-half * log1p(share))
    if columns <= 2, ofTwo <= level { return true }
    if columns >= 2, ofTwo > level { return false }
    if columns <= 4, ofTwo * (1 + half * share / (1 + share)) <= level { return true }
    return gsl_cdf_fdist_Q(ratio, Double(columns), Double(freedom)) <= level
  }
}
