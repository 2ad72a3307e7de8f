import Model
public import Simulation
import Statistics

/// How precisely a figure must be known before a run may end.
///
/// It bounds the largest standard error over models of the paired difference to the baseline, or of
/// the baseline's own mean where there is no other model, clustered as in the comparison.
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
  /// The largest standard error; infinite until something tells it.
  public private(set) var standardError = Double.infinity
  private var trials = 0
  /// By model, without the baseline if there are others: its trials while they are few, then no
  /// more.
  private var columns: [[Double]] = []
  /// By model: the means of the clusters that tell the error of many trials.
  private var means: [Moments] = []

  public init(_ target: PrecisionTarget) {
    self.target = target
  }

  public var isReached: Bool { standardError < target.standardError }

  /// Adds the next trials, which begin at a rung.
  public mutating func add(_ result: SimulationResult) {
    let baseline = result.scenario.baseline
    let others = result.models.indices.filter { $0 != baseline }
    func values(_ model: Int) -> [Double] {
      FigureSeries(result.models[model], of: result.scenario).values(target.figure)!
    }
    let reference = others.isEmpty ? nil : values(baseline)
    let compared = (others.isEmpty ? [baseline] : others).map { model in
      reference.map { values(model).less($0) } ?? values(model)
    }
    trials += result.trials
    if means.isEmpty {
      means = compared.map { _ in Moments() }
      columns = compared.map { _ in [] }
    }
    let size = result.clusters(ofTrials: Self.many).size
    for (index, values) in compared.enumerated() {
      // A rung has whole clusters.
      let clusters = stride(from: 0, to: values.count, by: size).map { first in
        let cluster = values[first..<min(first + size, values.count)].filter { !$0.isNaN }
        return cluster.isEmpty ? .nan : cluster.reduce(0, +) / Double(cluster.count)
      }
      means[index].merge(Moments(clusters.filter { !$0.isNaN }))
    }
    if trials < Self.many {
      for (index, values) in compared.enumerated() { columns[index] += values }
      let design = result.design(ofTrials: trials)
      standardError = columns.map { design.mean(of: $0).standardError }.max()!
    } else {
      columns = []
      standardError = means.map(\.standardError).max()!
    }
  }

  /// The trials of enough decks to tell an error by their scatter.
  private static let many = SimulationResult.fewestDecks * SimulationResult.trialsPerDeck
}
