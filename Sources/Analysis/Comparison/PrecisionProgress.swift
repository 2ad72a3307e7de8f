import Model
public import Simulation
import Statistics

/// How precisely a figure is known so far, as trials are added in their order.
public struct PrecisionProgress: Sendable {
  public let target: PrecisionTarget
  /// By model, the baseline left out where there are others: the mean of each cluster of trials.
  private var means: [Moments] = []

  public init(_ target: PrecisionTarget) {
    self.target = target
  }

  /// The largest standard error; infinite before there are two values.
  public var standardError: Double { means.map(\.standardError).max() ?? .infinity }
  public var isReached: Bool { standardError < target.standardError }

  /// Adds the next trials, which begin with a rung.
  public mutating func add(_ result: SimulationResult) {
    let baseline = result.scenario.baseline
    let others = result.models.indices.filter { $0 != baseline }
    func values(_ model: Int) -> [Double] {
      FigureSeries(result.models[model], of: result.scenario).values(target.figure)!
    }
    let reference = others.isEmpty ? nil : values(baseline)
    let compared = others.isEmpty ? [baseline] : others
    if means.isEmpty { means = compared.map { _ in Moments() } }
    let size = TrialGroups(result).clusterSize
    for (index, model) in compared.enumerated() {
      let own = values(model)
      let values = reference.map { own.less($0) } ?? own
      let clusters = stride(from: 0, to: values.count, by: size).map { first in
        let cluster = values[first..<min(first + size, values.count)]
        return cluster.reduce(0, +) / Double(cluster.count)
      }
      means[index].merge(Moments(clusters))
    }
  }
}
