import Statistics

/// Value against the risk of pay: the models that no other beats on both.
public struct Frontier: Sendable {
  /// A model's gain and risk.
  public struct Point: Sendable {
    /// The index of the model in the scenario.
    public let model: Int
    /// Expected value less the baseline's.
    public let gain: Double
    /// The mean of the worst 5% of trials of ``Figure/payAboveTarget`` over the horizon.
    public let risk: Double
    /// Whether no other model has at least the value at no more risk, and is strictly better on one
    /// of them.
    public let isEfficient: Bool
  }

  /// By ascending risk; ties by descending value.
  public let points: [Point]

  init(_ models: [(gain: Double, risk: Double)]) {
    points = models.indices.map { index in
      let own = models[index]
      let isBeaten = models.contains { other in
        other.gain >= own.gain && other.risk <= own.risk
          && (other.gain > own.gain || other.risk < own.risk)
      }
      return Point(model: index, gain: own.gain, risk: own.risk, isEfficient: !isBeaten)
    }.sorted { ($0.risk, $1.gain, $0.model) < ($1.risk, $0.gain, $1.model) }
  }
}

extension Comparison {
  /// The models by value and by the risk of their pay.
  public var frontier: Frontier {
    Frontier(
      models.indices.map { model in
        (
          gain: difference(.value, of: model)?.paired.mean ?? 0,
          risk: models[model][.payAboveTarget].outcome.cvar.value
        )
      })
  }
}
