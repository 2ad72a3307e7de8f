import Model
public import Simulation
import Statistics

/// A figure whose change is divided among changed inputs: a figure of a model, or its gain over the
/// baseline; over the horizon, a year's mean of what is ``Figure/isYearly``.
public struct ChangedFigure: Hashable, Sendable {
  public let figure: Figure
  /// Whether it is less the baseline's.
  public let isGain: Bool

  /// The name in JSON keys.
  public var name: String { isGain ? "\(figure.name)-gain" : figure.name }

  /// The name in headings.
  public var heading: String { figure.isYearly ? "\(name) a year" : name }

  public static let all: [ChangedFigure] =
    [ChangedFigure(figure: .value, isGain: true)]
    + [Figure.value, .nrr, .grr, .cost, .payout].map { ChangedFigure(figure: $0, isGain: false) }
}

/// A run of the scenario with some changes made, as far as their parts need it.
public struct ChangeStep: Sendable {
  public let scores: VariantScores
  let design: SampleDesign
  /// By model, then figure of ``ChangedFigure/all``: its values by trial.
  let columns: [String: [[Double]]]

  /// - Parameter models: The names of those whose figures are told.
  public init(_ result: SimulationResult, models: [String]) {
    scores = VariantScores(result)
    design = result.design
    func values(_ model: Int, _ figure: Figure) -> [Double] {
      FigureSeries(result.models[model], of: result.scenario).comparable(figure)
    }
    let baseline = values(result.scenario.baseline, .value)
    var columns: [String: [[Double]]] = [:]
    for (index, model) in result.models.enumerated() where models.contains(model.name) {
      columns[model.name] = ChangedFigure.all.map { changed in
        let own = values(index, changed.figure)
        return changed.isGain ? own.less(baseline) : own
      }
    }
    self.columns = columns
  }

  /// The estimate of a figure; a baseline gains nothing over itself.
  func value(_ changed: ChangedFigure, of model: String) -> VariantScores.Value {
    let score = scores.models.first { $0.model == model }!
    return changed.isGain
      ? score.difference(changed.figure) ?? VariantScores.Value(0, 0) : score[changed.figure]
  }
}

/// Which part of the change of each figure each changed input made.
///
/// Inputs are switched one after another, once in their order and once in reverse, on the same luck;
/// an input's part is the mean of the two changes that it made. So parts add up to the whole change,
/// and what two inputs do together is divided equally between them.
///
/// - Reference: the mean of the two orders is the Shapley value of two inputs; see Shorrocks,
///   "Decomposition procedures for distributional analysis", Journal of Economic Inequality 11, 2013.
public struct ChangeParts: Sendable {
  /// A figure of a model before and after, and by change its part.
  public struct Row: Sendable {
    public let model: String
    public let figure: ChangedFigure
    public let before: VariantScores.Value
    public let after: VariantScores.Value
    /// With the error on the same luck.
    public let change: VariantScores.Value
    /// In the order of the changes.
    public let parts: [VariantScores.Value]
  }

  /// Model by model, figure by figure.
  public let rows: [Row]

  /// - Parameters:
  ///   - forward: After 0, 1, ... changes in their order.
  ///   - backward: The same, the last change first; its ends are the same runs.
  public init(forward: [ChangeStep], backward: [ChangeStep], models: [String]) {
    precondition(forward.count == backward.count && forward.count > 1, "two chains of one length")
    let count = forward.count - 1
    rows = models.flatMap { model in
      ChangedFigure.all.enumerated().map { place, figure in
        func step(_ chain: [ChangeStep], _ index: Int) -> (mean: Double, column: [Double]) {
          let (a, b) = (chain[index], chain[index + 1])
          return (
            b.value(figure, of: model).mean - a.value(figure, of: model).mean,
            b.columns[model]![place].less(a.columns[model]![place])
          )
        }
        let parts = (0..<count).map { index in
          let (one, other) = (step(forward, index), step(backward, count - 1 - index))
          var column = one.column
          column.add(other.column)
          return VariantScores.Value(
            (one.mean + other.mean) / 2,
            forward[count].design.mean(of: column).standardError / 2)
        }
        let (before, after) = (
          forward[0].value(figure, of: model), forward[count].value(figure, of: model)
        )
        let whole = forward[count].columns[model]![place].less(forward[0].columns[model]![place])
        return Row(
          model: model, figure: figure, before: before, after: after,
          change: VariantScores.Value(
            after.mean - before.mean, forward[count].design.mean(of: whole).standardError),
          parts: parts)
      }
    }
  }
}
