import Model
import Ownership
import Simulation
public import Statistics

/// Whether a model meets a criterion.
public struct CriterionAnswer: Sendable {
  public enum Finding: String, CaseIterable, Sendable {
    case go
    case noGo = "no-go"
    /// The interval of the chance holds the chance that is asked for.
    case tooClose = "too close"
  }

  public let criterion: Criterion
  /// The index of the model in the scenario.
  public let model: Int
  /// Of trials, or of people; nil where the model has none whom the criterion is about.
  public let share: Proportion?
  /// Nil where ``share`` is.
  public let finding: Finding?

  init(_ criterion: Criterion, model: Int, share: Proportion?) {
    self.criterion = criterion
    self.model = model
    self.share = share
    finding = share.map { share in
      let interval = share.interval
      if interval.lowerBound >= criterion.chance { return .go }
      return interval.upperBound < criterion.chance ? .noGo : .tooClose
    }
  }

  /// By criterion, then model.
  static func all(
    _ result: SimulationResult, series: [FigureSeries], design: SampleDesign
  ) -> [CriterionAnswer] {
    let criteria = result.scenario.approvals.compactMap { try? Criterion($0) }
    guard !criteria.isEmpty else { return [] }
    let people = PeopleShares.of(result)
    return criteria.flatMap { criterion in
      series.indices.map { model in
        CriterionAnswer(
          criterion, model: model,
          share: criterion.share(
            series[model], baseline: series[result.scenario.baseline], people: people[model],
            design: design))
      }
    }
  }
}
