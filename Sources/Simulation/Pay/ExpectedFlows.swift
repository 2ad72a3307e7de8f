import Model
import Ownership
import Plans

/// The expected flows of every seat, from which quotas are set before the luck.
///
/// A function of the scenario alone: no seed, no trial and no event enters
/// ([why](../../docs/decisions/0019-quotas-are-expectations.md)).
struct ExpectedFlows: Sendable {
  /// By model: laid out as its ``CompiledScenario/pilotLedgers`` says; what is sold in a year stands
  /// in its last bin.
  private(set) var means: [[Double]] = []
  /// The same by each copy of ``OuterRule`` alone; their spread is the error.
  private(set) var byCopy: [[[Double]]] = []
  private let bench: Bench
  private let curves: Values
  private var rule: OuterRule
  private var copies = Values()
  private var pointsPerCopy = 32

  private static let mostPointsPerCopy = 128

  init(_ compiled: CompiledScenario, tasks: Int) async throws {
    bench = Bench(compiled)
    rule = OuterRule(renews: bench.inputs.renews)
    curves = try await bench.values(at: rule.curvePoints[...], tasks: tasks)
    rule.rank(Self.ranking(curves, rule, bench.inputs))
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
    copies.append(try await bench.values(at: rule.copyPoints[known...], tasks: tasks))
    let (bench, rule, curves, copies) = (bench, rule, curves, copies)
    let means = Parallel.map(count: bench.compiled.models.count) { model in
      let layout = bench.compiled.pilotLedgers[model]
      let changes = layout.indices(
        of: .change, seats: bench.compiled.models[model].seats.map(\.role))
      let zero = OuterRule.Mean(
        value: 0, byCopy: [Double](repeating: 0, count: OuterRule.copies))
      var means = [OuterRule.Mean](repeating: zero, count: layout.size)
      for (place, cell) in bench.cells[model].enumerated() {
        means[cell] = rule.mean(isProduct: !changes.contains { $0.contains(cell) }) { point in
          point < curves.count
            ? curves.value(model, place, point)
            : copies.value(model, place, point - curves.count)
        }
      }
      return means
    }
    self.means = means.map { $0.map(\.value) }
    byCopy = (0..<OuterRule.copies).map { copy in means.map { $0.map { $0.byCopy[copy] } } }
  }

  /// The scores, those that move most first.
  private static func ranking(
    _ curves: Values, _ rule: OuterRule, _ inputs: OuterInputs
  ) -> [Int] {
    let moves = inputs.scores.indices.map { score in
      var sum = 0.0
      for model in curves.byBatch[0].indices {
        for place in curves.byBatch[0][model].indices {
          let centre = curves.value(model, place, 0)
          for point in rule.curve(of: score) {
            sum += abs(curves.value(model, place, point) / centre - 1)
          }
        }
      }
      return sum
    }
    return moves.indices.sorted { (-moves[$0], $0) < (-moves[$1], $1) }
  }

  /// The expected flows at some points.
  private struct Values: Sendable {
    private(set) var count = 0
    /// By batch of sixteen points, model and place among the cells.
    private(set) var byBatch: [[[MoneyLanes]]] = []

    /// - Precondition: All batches but the last are full.
    mutating func append(_ other: Values) {
      precondition(count.isMultiple(of: laneCount))
      count += other.count
      byBatch += other.byBatch
    }

    func value(_ model: Int, _ place: Int, _ point: Int) -> Double {
      byBatch[point / laneCount][model][place][point % laneCount]
    }
  }

  /// Evaluates expected flows.
  private struct Bench: Sendable {
    let compiled: CompiledScenario
    let plans: [CreditPlan]
    let inputs: OuterInputs
    let sizes: SizeLaws
    /// By model: the cells of the ledger in which anything is expected.
    let cells: [[Int]]

    init(_ compiled: CompiledScenario) {
      let laws = compiled.seatLaws
      let plans = Parallel.map(count: compiled.models.count) {
        CreditPlan(compiled, model: $0, laws: laws)
      }
      let inputs = OuterInputs(
        compiled, talents: plans.reduce(into: []) { $0.formUnion($1.talents) })
      let sizes = SizeLaws(compiled)
      self.compiled = compiled
      self.plans = plans
      self.inputs = inputs
      self.sizes = sizes
      cells = Parallel.map(count: plans.count) { model in
        let numbers = OuterNumbers(compiled, inputs)
        numbers.set([[Double](repeating: 0, count: inputs.scores.count)][...])
        let credit = ExpectedCredit(compiled, plans[model], numbers, inputs, sizes)
        credit.update()
        return (0..<credit.flows.count).filter { credit.flows[$0][0] != 0 }
      }
    }

    func values(at points: ArraySlice<[Double]>, tasks: Int) async throws -> Values {
      let batches = (points.count + laneCount - 1) / laneCount
      let byBatch = try await Parallel.map(count: batches, tasks: tasks) {
        let numbers = OuterNumbers(compiled, inputs)
        return Evaluation(
          numbers: numbers,
          models: plans.map { ExpectedCredit(compiled, $0, numbers, inputs, sizes) })
      } body: { evaluation, batch in
        evaluation.numbers.set(points.dropFirst(batch * laneCount).prefix(laneCount))
        return zip(evaluation.models, cells).map { model, cells in
          model.update()
          return cells.map { model.flows[$0] }
        }
      }
      return Values(count: points.count, byBatch: byBatch)
    }
  }

  private final class Evaluation {
    let numbers: OuterNumbers
    let models: [ExpectedCredit]

    init(numbers: OuterNumbers, models: [ExpectedCredit]) {
      self.numbers = numbers
      self.models = models
    }
  }
}
