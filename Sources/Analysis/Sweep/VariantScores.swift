import Model
public import Simulation
import Statistics

/// The figures of one variant of a scenario: what a sweep keeps of its run.
public struct VariantScores: Hashable, Codable, Sendable {
  /// A mean with its standard error; the error is nil where it cannot be told.
  public struct Value: Hashable, Codable, Sendable {
    public let mean: Double
    public let standardError: Double?

    init(_ mean: Double, _ standardError: Double) {
      // Where every cohort was lost there is nothing to retain.
      self.mean = mean.isNaN ? 0 : mean
      self.standardError = standardError.isFinite ? standardError : nil
    }
  }

  /// A model of the variant.
  public struct Score: Hashable, Codable, Sendable {
    public let model: String
    /// From 1, by expected value.
    public let rank: Int
    /// In the order of ``Figure/all``, over the horizon; a year's mean of what is
    /// ``Figure/isYearly``.
    public let figures: [Value]
    /// Less the baseline's, in the same order; empty for the baseline itself.
    public let differences: [Value]
    /// The probability that the model's expected value is higher than the baseline's; nil where it
    /// cannot be told.
    public let better: Double?
    /// By criterion that was asked for: the share of trials, or of people, that keep to it.
    public let chances: [Double]

    public subscript(figure: Figure) -> Value { figures[Self.place(of: figure)] }

    /// Nil for the baseline.
    public func difference(_ figure: Figure) -> Value? {
      differences.isEmpty ? nil : differences[Self.place(of: figure)]
    }

    private static func place(of figure: Figure) -> Int { Figure.all.firstIndex(of: figure)! }
  }

  /// In the order of the scenario.
  public let models: [Score]

  /// The model of the highest expected value.
  public var best: Score { models.first { $0.rank == 1 }! }
}

extension VariantScores {
  /// Scores the models of a run.
  public init(_ result: SimulationResult, criteria: [Criterion] = []) {
    let groups = TrialGroups(result)
    let baseline = result.scenario.baseline
    let series = result.models.map { FigureSeries($0, of: result.scenario) }
    let columns = series.map { series in Figure.all.map { series.comparable($0) } }
    let means = columns.map { figures in
      figures.map { column in
        let mean = groups.design.mean(of: column)
        return Value(mean.value, mean.standardError)
      }
    }
    let people = criteria.isEmpty ? nil : PeopleShares.of(result)
    let value = Figure.all.firstIndex(of: .value)!
    let ranking = means.indices.sorted { (means[$1][value].mean, $0) < (means[$0][value].mean, $1) }
    models = columns.indices.map { model in
      var differences: [Value] = []
      var better: Double?
      if model != baseline {
        let pair = groups.comparing(model, baseline)
        for (place, figure) in Figure.all.enumerated() {
          let difference = PairedDifference(
            columns[model][place], minus: columns[baseline][place],
            groups: figure == .value ? pair : pair.forMeans, lowerIsBetter: figure.lowerIsBetter)
          differences.append(Value(difference.mean, difference.standardError))
          if figure == .value { better = difference.better?.value }
        }
      }
      return Score(
        model: result.models[model].name, rank: ranking.firstIndex(of: model)! + 1,
        figures: means[model], differences: differences, better: better,
        chances: criteria.map { criterion in
          // Where a model has no such people there is nobody to fall short.
          criterion.share(
            series[model], baseline: series[baseline], people: people?[model] ?? [:],
            design: groups.design)?.value ?? 1
        })
    }
  }
}
