import Model

/// The expected flows of every seat, from which quotas are set before the luck.
///
/// A function of the scenario alone: no seed, no trial and no event enters
/// ([why](../../docs/decisions/0025-quotas-are-expectations.md)). The curves of ``OuterRule`` are
/// those of each seat, flow and bin; what they miss is much the same for all seats of a role, and is
/// taken from the role's sum over a sample of accounts.
struct ExpectedFlows: Sendable {
  /// By model: laid out as its ``CompiledScenario/pilotLedgers`` says; what is sold in a year stands
  /// in its last bin.
  private(set) var means: [[Double]] = []
  /// The same by each copy of ``OuterRule`` alone; their spread is the error.
  private(set) var byCopy: [[[Double]]] = []
  private let bench: ExpectedFlowsBench
  private let curves: ExpectedFlowsBench.Values
  private var copies = ExpectedFlowsBench.Values()
  private var rule: OuterRule
  private var pointsPerCopy = 32

  private static let mostPointsPerCopy = 128

  init(_ compiled: CompiledScenario, tasks: Int) async throws {
    bench = ExpectedFlowsBench(compiled)
    rule = OuterRule(renews: bench.inputs.renews)
    curves = try await bench.values(at: rule.curvePoints[...], ofAll: true, tasks: tasks)
    rule.rank(Self.ranking(curves, rule, scores: bench.inputs.scores.indices))
    try await evaluate(tasks: tasks)
  }

  /// Halves the error or so; false if that would take too long.
  mutating func refine(tasks: Int) async throws -> Bool {
    guard pointsPerCopy < Self.mostPointsPerCopy, !rule.copyPoints.isEmpty else { return false }
    pointsPerCopy *= 2
    try await evaluate(tasks: tasks)
    return true
  }

  private mutating func evaluate(tasks: Int) async throws {
    let known = rule.copyPoints.count
    rule.extend(toPointsPerCopy: pointsPerCopy)
    copies.append(
      try await bench.values(at: rule.copyPoints[known...], ofAll: false, tasks: tasks))
    let (bench, rule, curves, copies) = (bench, rule, curves, copies)
    let means = Parallel.map(count: bench.cells.count) { model in
      Self.means(bench.cells[model], model: model, rule, curves, copies)
    }
    self.means = means.map(\.mean)
    byCopy = (0..<OuterRule.copies).map { copy in means.map { $0.byCopy[copy] } }
  }

  private static func means(
    _ cells: ExpectedCells, model: Int, _ rule: OuterRule, _ curves: ExpectedFlowsBench.Values,
    _ copies: ExpectedFlowsBench.Values
  ) -> (mean: [Double], byCopy: [[Double]]) {
    let empty = [Double](repeating: 0, count: cells.size)
    var byCopy = [[Double]](repeating: empty, count: OuterRule.copies)
    // What each copy makes of a role's sum, over the curves' mean, or what it adds per opening ARR.
    let corrections = cells.groups.indices.map { group -> [Double] in
      let isProduct = cells.groups[group].flow != .change
      let mean = rule.mean(isProduct: isProduct) { point in
        point < curves.count
          ? curves.sum(model, group, point) : copies.sum(model, group, point - curves.count)
      }
      if isProduct {
        return mean.byCopy.map { mean.byCurves > 0 ? $0 / mean.byCurves : 1 }
      }
      let opening = cells.opening(ofGroup: group).map { curves.sum(model, $0, 0) } ?? 0
      return mean.byCopy.map { opening > 0 ? ($0 - mean.byCurves) / opening : 0 }
    }
    for (place, cell) in cells.cells.enumerated() {
      let isProduct = cells.groups[cell.group].flow != .change
      let mean = rule.meanByCurves(isProduct: isProduct) { curves.value(model, place, $0) }
      for copy in byCopy.indices {
        byCopy[copy][cell.index] += isProduct ? mean * corrections[cell.group][copy] : mean
      }
      // Changes of ARR may be of either sign: what curves miss is in proportion to opening ARR.
      guard let changes = cell.changes else { continue }
      for copy in byCopy.indices {
        byCopy[copy][changes.index] += mean * corrections[changes.group][copy]
      }
    }
    var mean = empty
    for copy in byCopy {
      for index in mean.indices { mean[index] += copy[index] / Double(byCopy.count) }
    }
    return (mean, byCopy)
  }

  /// The scores, those that move most first.
  private static func ranking(
    _ curves: ExpectedFlowsBench.Values, _ rule: OuterRule, scores: Range<Int>
  ) -> [Int] {
    let moves = scores.map { score in
      var sum = 0.0
      for model in curves.models {
        for group in curves.groups(ofModel: model) {
          let centre = curves.sum(model, group, 0)
          guard centre != 0 else { continue }
          for point in rule.curve(of: score) {
            sum += abs(curves.sum(model, group, point) / centre - 1)
          }
        }
      }
      return sum
    }
    return moves.indices.sorted { (-moves[$0], $0) < (-moves[$1], $1) }
  }
}
