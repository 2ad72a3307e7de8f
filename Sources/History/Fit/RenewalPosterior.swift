import Foundation
import Statistics

/// What a file says of renewals: a logit of segment, term, ln ARR and chosen columns, with random
/// effects of each territory in each year and of each year.
///
/// ```
/// logit p = segment + term + slope (ln ARR - ln reference) + columns + territory-year + year
/// ```
/// A term under a year renews with p to the power of its twelfths. Given the two spreads, effects are
/// normal around the mode of their posterior, with the inverse of the information there as covariance;
/// the spreads themselves are integrated over a grid around their mode, which a simplex finds. Where
/// the file is small, draws are weighed by the exact posterior and drawn again.
///
/// - Reference: Rue, Martino and Chopin, "Approximate Bayesian Inference for Latent Gaussian Models by
///   Using Integrated Nested Laplace Approximations", 2009; Ionides, "Truncated Importance Sampling",
///   2008.
public struct RenewalPosterior: Sendable {
  /// One state of the world that the file allows.
  struct Draw: Sendable {
    /// Fixed effects, then random ones.
    let effects: [Double]
    let territorySD: Double
    let marketSD: Double
  }

  let design: RenewalDesign
  let draws: [Draw]
  public let prior: RenewalPrior
  /// The renewals with an outcome, and how many of them were lost.
  public let events: Int
  public let losses: Int
  /// By fixed effect: standard errors from the information at the mode.
  let informationErrors: [Double]
  let mode: [Double]

  public static let defaultDraws = 1000

  /// - Parameters:
  ///   - seed: Draws are the same for the same.
  ///   - count: Of draws.
  /// - Returns: Nil where there is nothing to learn from: no renewal, or no spread of outcomes.
  public init?(
    _ history: RenewalHistory, prior: RenewalPrior = RenewalPrior(), seed: UInt64 = 1,
    draws count: Int = defaultDraws
  ) {
    let renewals = history.decided
    let losses = renewals.count { $0.outcome == .lost }
    guard losses > 0, losses < renewals.count else { return nil }
    let design = RenewalDesign(history)
    let laplace = RenewalLaplace(RenewalLikelihood(renewals, design), design, prior)
    guard let grid = laplace.grid() else { return nil }
    self.design = design
    self.prior = prior
    (events, self.losses) = (renewals.count, losses)
    draws = laplace.draws(count, of: grid, seed: seed)
    let best = grid.max { $0.weight < $1.weight }!
    mode = Array(best.mode.prefix(design.fixedCount))
    informationErrors = best.cholesky.inverseDiagonal.prefix(design.fixedCount).map {
      $0.squareRoot()
    }
  }
}

/// The posterior of the effects given the spreads, and that of the spreads.
struct RenewalLaplace {
  private let likelihood: RenewalLikelihood
  private let design: RenewalDesign
  private let prior: RenewalPrior
  private let priorMean: [Double]
  private let priorPrecision: [Double]

  /// The two spreads, and the effects given them.
  struct Node {
    let territorySD: Double
    let marketSD: Double
    let mode: [Double]
    let cholesky: Cholesky
    let logDensity: Double
    /// Share of the posterior.
    var weight = 0.0
    /// Of the step of the grid in which the spreads lie.
    var widths = (territory: 0.0, market: 0.0)
  }

  /// Below it a spread is as good as none.
  private static let leastSD = 1e-3

  init(_ likelihood: RenewalLikelihood, _ design: RenewalDesign, _ prior: RenewalPrior) {
    (self.likelihood, self.design, self.prior) = (likelihood, design, prior)
    priorMean = design.priorMean(prior)
    priorPrecision = design.priorPrecision(prior)
  }

  // MARK: - Spreads

  /// The spreads that the file has anything to say about.
  private var hasTerritories: Bool { !design.cells.isEmpty }
  private var hasYears: Bool { !design.years.isEmpty }

  private func sds(_ arguments: [Double]) -> (territory: Double, market: Double) {
    var next = arguments.makeIterator()
    let territory = hasTerritories ? abs(next.next() ?? 0) : 0
    let market = hasYears ? abs(next.next() ?? 0) : 0
    return (territory, market)
  }

  /// Nodes of the spreads, weighted; nil where no mode is found.
  func grid() -> [Node]? {
    let scales = (hasTerritories ? [prior.territorySD] : []) + (hasYears ? [prior.marketSD] : [])
    guard !scales.isEmpty else { return node([]).map { [weighted($0, 1)] } }
    var start: [Double]?
    func cost(_ arguments: [Double]) -> Double {
      guard let node = node(arguments, from: start) else { return .infinity }
      start = node.mode
      return -node.logDensity
    }
    let first = scales.map { $0 / 2 }
    guard
      let found = try? Minimum.simplex(from: first, step: 0.05, tolerance: 2e-3, cost)
    else { return nil }
    let best = found.map(abs)
    let peak = cost(best)
    let axes = best.indices.map { index in
      axis(around: best[index], scale: scales[index]) { value in
        var arguments = best
        arguments[index] = value
        return cost(arguments) - peak
      }
    }
    let widths = sds(axes.map(\.width))
    var nodes: [Node] = []
    for arguments in Self.product(axes.map(\.nodes)) {
      guard var node = node(arguments, from: start) else { continue }
      node.widths = widths
      nodes.append(node)
    }
    guard let top = nodes.map(\.logDensity).max() else { return nil }
    let total = nodes.reduce(0) { $0 + exp($1.logDensity - top) }
    return nodes.map { weighted($0, exp($0.logDensity - top) / total) }.filter { $0.weight > 1e-4 }
  }

  private func weighted(_ node: Node, _ weight: Double) -> Node {
    var node = node
    node.weight = weight
    return node
  }

  private static let nodesOfAxis = 9

  /// Midpoints of equal steps over where the posterior is above exp(-6) of its peak.
  private func axis(
    around best: Double, scale: Double, _ rise: (Double) -> Double
  ) -> (nodes: [Double], width: Double) {
    func end(_ step: Double) -> Double {
      var (value, width) = (best, step)
      for _ in 0..<12 {
        value = max(0, value + width)
        if value == 0 || rise(value) > 6 { break }
        width *= 1.4
      }
      return value
    }
    let (low, high) = (end(-scale / 3), end(scale / 3))
    let width = (high - low) / Double(Self.nodesOfAxis)
    return ((0..<Self.nodesOfAxis).map { low + (Double($0) + 0.5) * width }, width)
  }

  private static func product(_ axes: [[Double]]) -> [[Double]] {
    axes.reduce([[]]) { points, axis in points.flatMap { point in axis.map { point + [$0] } } }
  }

  // MARK: - Effects given the spreads

  /// The precision of all effects before the file, added to a matrix of the full size.
  private func addPrior(_ sds: (territory: Double, market: Double), to matrix: inout [Double]) {
    let (size, fixed) = (likelihood.size, design.fixedCount)
    for row in 0..<fixed {
      for column in 0...row {
        matrix[row * size + column] += priorPrecision[row * fixed + column]
      }
    }
    for index in fixed..<size {
      let sd = index < fixed + design.cells.count ? sds.territory : sds.market
      matrix[index * size + index] += 1 / (max(sd, Self.leastSD) * max(sd, Self.leastSD))
    }
  }

  /// ln of the density of the effects before the file, up to a constant, and its gradient.
  private func logPrior(
    _ effects: [Double], _ sds: (territory: Double, market: Double),
    gradient: inout [Double]
  ) -> Double {
    let fixed = design.fixedCount
    var value = 0.0
    for row in 0..<fixed {
      var slope = 0.0
      for column in 0..<fixed {
        slope += priorPrecision[row * fixed + column] * (effects[column] - priorMean[column])
      }
      value -= 0.5 * slope * (effects[row] - priorMean[row])
      gradient[row] -= slope
    }
    for index in fixed..<likelihood.size {
      let sd = max(index < fixed + design.cells.count ? sds.territory : sds.market, Self.leastSD)
      value -= 0.5 * effects[index] * effects[index] / (sd * sd) + log(sd)
      gradient[index] -= effects[index] / (sd * sd)
    }
    return value
  }

  /// The mode of the effects, by Newton's method with halved steps.
  private func node(_ arguments: [Double], from start: [Double]? = nil) -> Node? {
    let sds = sds(arguments)
    let size = likelihood.size
    var effects =
      start ?? priorMean + [Double](repeating: 0, count: size - design.fixedCount)
    var last = -Double.infinity
    var step = [Double](repeating: 0, count: size)
    for _ in 0..<60 {
      var gradient = [Double](repeating: 0, count: size)
      var information = [Double](repeating: 0, count: size * size)
      let value =
        likelihood.add(at: effects, gradient: &gradient, information: &information)
        + logPrior(effects, sds, gradient: &gradient)
      if value < last - 1e-9 {
        step = step.map { $0 / 2 }
        effects = zip(effects, step).map { $0 - $1 }
        continue
      }
      addPrior(sds, to: &information)
      guard let cholesky = Cholesky(of: information, size: size) else { return nil }
      step = cholesky.solve(gradient)
      // The rise that a quadratic would still give.
      let rise = zip(step, gradient).reduce(0) { $0 + $1.0 * $1.1 } / 2
      if rise < 1e-6 {
        return Node(
          territorySD: sds.territory, marketSD: sds.market, mode: effects, cholesky: cholesky,
          logDensity: value - cholesky.logDeterminant / 2 + logHyperprior(sds))
      }
      last = value
      effects = zip(effects, step).map { $0 + $1 }
    }
    return nil
  }

  private func logHyperprior(_ sds: (territory: Double, market: Double)) -> Double {
    func half(_ sd: Double, _ scale: Double) -> Double { -0.5 * (sd / scale) * (sd / scale) }
    return (hasTerritories ? half(sds.territory, prior.territorySD) : 0)
      + (hasYears ? half(sds.market, prior.marketSD) : 0)
  }

  // MARK: - Draws

  /// The most rows of which draws are weighed by the exact posterior.
  private static let smallFile = 3000

  func draws(_ count: Int, of grid: [Node], seed: UInt64) -> [RenewalPosterior.Draw] {
    let stream = RandomStream(seed: seed)
    let isSmall = likelihood.rows <= Self.smallFile
    let wanted = isSmall ? count * 4 : count
    var draws: [RenewalPosterior.Draw] = []
    var logWeights: [Double] = []
    var cumulative = 0.0
    // Systematic over the nodes, so that their shares are exact but for one draw.
    let shift = stream.uniform()
    for node in grid {
      let before = (cumulative * Double(wanted) + shift).rounded(.down)
      cumulative += node.weight
      let after = (cumulative * Double(wanted) + shift).rounded(.down)
      for _ in 0..<max(0, Int(after - before)) {
        let normals = (0..<likelihood.size).map { _ in stream.normal() }
        let effects = zip(node.mode, node.cholesky.solveTransposed(normals)).map { $0 + $1 }
        // Anywhere in the step of the grid, as the spreads have no steps.
        draws.append(
          .init(
            effects: effects,
            territorySD: node.territorySD + (stream.uniform() - 0.5) * node.widths.territory,
            marketSD: node.marketSD + (stream.uniform() - 0.5) * node.widths.market))
        if isSmall { logWeights.append(logWeight(effects, normals, of: node)) }
      }
    }
    guard isSmall, let top = logWeights.max() else { return draws }
    var weights = logWeights.map { exp($0 - top) }
    let limit =
      weights.reduce(0, +) / Double(weights.count) * Double(weights.count).squareRoot()
    weights = weights.map { min($0, limit) }
    return resampled(draws, weights, count, stream)
  }

  /// The exact joint density over that of the draw.
  private func logWeight(_ effects: [Double], _ normals: [Double], of node: Node) -> Double {
    var unused = [Double](repeating: 0, count: likelihood.size)
    let exact =
      likelihood.value(at: effects)
      + logPrior(effects, (node.territorySD, node.marketSD), gradient: &unused)
      + logHyperprior((node.territorySD, node.marketSD))
    // The node was chosen by its Laplace density, and the effects by its normal law.
    let drawn =
      node.logDensity + node.cholesky.logDeterminant / 2
      - 0.5 * normals.reduce(0) { $0 + $1 * $1 }
    return exact - drawn
  }

  private func resampled(
    _ draws: [RenewalPosterior.Draw], _ weights: [Double], _ count: Int, _ stream: RandomStream
  ) -> [RenewalPosterior.Draw] {
    let total = weights.reduce(0, +)
    var kept: [RenewalPosterior.Draw] = []
    var (index, cumulative) = (0, weights[0])
    let shift = stream.uniform()
    for position in 0..<count {
      let wanted = (Double(position) + shift) / Double(count) * total
      while cumulative < wanted, index + 1 < weights.count {
        index += 1
        cumulative += weights[index]
      }
      kept.append(draws[index])
    }
    return kept
  }
}
