import Analysis
import Model
import Ownership
import Plans
import Simulation

extension PaidRole {
  /// What a plan asks of the mean person of a role under a model, in the first year that it pays.
  struct Quotas: Hashable {
    let model: String
    /// From 1.
    let year: Int
    /// By measure and metric; nil where nothing is asked.
    let amounts: [[Double?]]
  }

  /// The quotas of the best model in which the plan pays the role; nil where it asks for none.
  func quotas(in comparison: Comparison) -> Quotas? {
    for index in comparison.ranking {
      let model = comparison.scenario.models[index]
      guard let figures = comparison.models[index].roles.first(where: { $0.role == role }) else {
        continue
      }
      for (year, people) in figures.years.map(\.people).enumerated() {
        let rules = model.stages[model.stageIndex(inYear: year + 1)].rules
        let quotas = people.flatMap(\.quotas)
        guard rules.planName(of: role) == plan.name, !quotas.isEmpty else { continue }
        let amounts = plan.measures.map { measure in
          measure.metrics.map { metric -> Double? in
            let own = quotas.filter { $0.metric == metric }.map(\.amount)
            return own.isEmpty ? nil : own.reduce(0, +) / Double(own.count)
          }
        }
        return Quotas(model: model.name, year: year + 1, amounts: amounts)
      }
    }
    return nil
  }
}
