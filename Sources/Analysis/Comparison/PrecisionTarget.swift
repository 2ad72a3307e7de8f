import Model
public import Simulation
import Statistics

/// How precisely a figure must be known before a run may end.
///
/// It bounds the largest standard error over models of the paired difference to the baseline, or of
/// the baseline's own mean where there is no other model, clustered as in the comparison: by world
/// where assumptions are uncertain, else by block of strata.
public struct PrecisionTarget: Hashable, Sendable {
  public let figure: Figure
  /// In the unit of the figure.
  public let standardError: Double

  /// - Precondition: A standard error above 0.
  public init(_ figure: Figure, standardError: Double) {
    precondition(standardError > 0, "no number of trials leaves no error")
    self.figure = figure
    self.standardError = standardError
  }
}

/// How precisely a figure is known so far, as trials are added in order.
public struct PrecisionProgress: Sendable {
  public let target: PrecisionTarget
  /// The means of clusters of trials, by model; without the baseline if there are others.
  private var means: [Moments] = []

  public init(_ target: PrecisionTarget) {
    self.target = target
  }

  /// The largest standard error; infinite until there are two clusters.
  public var standardError: Double { means.map(\.standardError).max() ?? .infinity }
  public var isReached: Bool { standardError < target.standardError }

  /// Adds the next trials, which begin at a rung.
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
