import Simulation
public import Statistics

/// How the outcomes of a model's value stand to another's, luck and assumptions together.
public struct ValueDominance: Sendable {
  /// The index of the model in the scenario.
  public let model: Int
  public let against: Int
  public let dominance: Dominance

  /// By model, then other model; empty where worlds are too few to tell.
  ///
  /// - Parameter values: By model, then trial.
  static func all(_ values: [[Double]]) async -> [ValueDominance] {
    let worldSize = SimulationResult.trialsPerWorld
    guard values[0].count / worldSize >= Surface.fewestWorlds, values.count > 1 else { return [] }
    let curves = await withTaskGroup(of: (Int, QuantileCurve).self) { group in
      for (index, column) in values.enumerated() {
        group.addTask { (index, QuantileCurve(column, worldSize: worldSize)) }
      }
      var curves = [QuantileCurve?](repeating: nil, count: values.count)
      for await (index, curve) in group { curves[index] = curve }
      return curves.compactMap(\.self)
    }
    return curves.indices.flatMap { model in
      curves.indices.filter { $0 != model }.map {
        ValueDominance(
          model: model, against: $0, dominance: Dominance(of: curves[model], over: curves[$0]))
      }
    }
  }
}
