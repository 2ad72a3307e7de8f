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
  let means: [[Double]]
  /// The same by each copy of ``OuterRule`` alone; their spread is the error.
  let byCopy: [[[Double]]]

  static let pointsPerCopy = 16

  init(_ compiled: CompiledScenario, tasks: Int) async throws {
    let laws = compiled.seatLaws
    let plans = Parallel.map(count: compiled.models.count) {
      CreditPlan(compiled, model: $0, laws: laws)
    }
    let inputs = OuterInputs(
      compiled, talents: plans.reduce(into: []) { $0.formUnion($1.talents) })
    let rule = OuterRule(renews: inputs.renews, pointsPerCopy: Self.pointsPerCopy)
    let sizes = SizeLaws(compiled)
    let batches = (rule.points.count + laneCount - 1) / laneCount
    let values = try await Parallel.map(count: batches, tasks: tasks) {
      let numbers = OuterNumbers(compiled, inputs)
      return Evaluation(
        numbers: numbers,
        models: plans.map { ExpectedCredit(compiled, $0, numbers, inputs, sizes) })
    } body: { evaluation, batch in
      let end = min((batch + 1) * laneCount, rule.points.count)
      evaluation.numbers.set(rule.points[batch * laneCount..<end])
      return evaluation.models.map { model in
        model.update()
        return (0..<model.flows.count).map { model.flows[$0] }
      }
    }
    let means = Parallel.map(count: compiled.models.count) { model in
      let layout = compiled.pilotLedgers[model]
      let changes = layout.indices(of: .change, seats: compiled.models[model].seats.map(\.role))
      return (0..<layout.size).map { cell in
        rule.mean(isProduct: !changes.contains { $0.contains(cell) }) { point in
          values[point / laneCount][model][cell][point % laneCount]
        }
      }
    }
    self.means = means.map { $0.map(\.value) }
    byCopy = (0..<OuterRule.copies).map { copy in means.map { $0.map { $0.byCopy[copy] } } }
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
