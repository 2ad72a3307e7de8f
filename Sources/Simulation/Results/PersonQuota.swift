public import Plans

/// What a measure asks of a person in a year, for an attainment of 1.
///
/// Set before the luck, for a whole year's work: time in which the seat is vacant, or the plan eases
/// the start, takes its part away.
public struct PersonQuota: Hashable, Sendable {
  /// What is asked for; a leader's is the team's.
  public let metric: Metric
  /// Currency units, pieces or a share, as the metric counts.
  public let amount: Double
  /// Whether the plan states it. Otherwise the scenario's rule derives it from what the seat is
  /// expected to bring.
  public var isStated: Bool { metric.quota != nil }
}

extension PreparedScenario {
  /// The quotas of each person of a model, in the order of the plan's measures; none where no plan
  /// pays, and none for a measure that needs no quota or is not simulated.
  func personQuotas(ofModel index: Int) -> [[PersonQuota]] {
    let stageOfYear = compiled.models[index].stageOfYear
    return blockLayout.people[index].map { person in
      guard let quotas = quotas[index][person.seat][person.year],
        let reading = readings[index][stageOfYear[person.year]][person.role]
      else { return [] }
      return zip(reading.plan.measures, reading.measures).flatMap { measure, places in
        measure.shape.needsQuota ? places.compactMap { reading.quota($0, quotas) } : []
      }
    }
  }
}

extension PlanBindings {
  /// The quota of a metric by its place; nil for what is always at quota and has no other.
  fileprivate func quota(_ place: Int, _ quotas: SeatQuotas) -> PersonQuota? {
    let asked = metrics[place]
    if case .atQuota = asked.source, asked.metric.quota == nil { return nil }
    return PersonQuota(metric: asked.metric, amount: quotas.metrics[place].year)
  }
}
