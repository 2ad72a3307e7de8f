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
    let isEfficient = Self.isEfficient(models.map { (benefit: $0.gain, burden: $0.risk) })
    points = models.indices.map { index in
      Point(
        model: index, gain: models[index].gain, risk: models[index].risk,
        isEfficient: isEfficient[index])
    }.sorted { ($0.risk, $1.gain, $0.model) < ($1.risk, $0.gain, $1.model) }
  }
}

extension Frontier {
  /// Which of some points no other beats: with as much benefit at no more burden, and strictly better
  /// on one of them. Of equal points, none beats another.
  ///
  /// - Complexity: O(*n* log *n*).
  public static func isEfficient(_ points: [(benefit: Double, burden: Double)]) -> [Bool] {
    var isEfficient = [Bool](repeating: false, count: points.count)
    var best: (benefit: Double, burden: Double)?
    let order = points.indices.sorted {
      (points[$0].burden, points[$1].benefit) < (points[$1].burden, points[$0].benefit)
    }
    for index in order {
      let own = points[index]
      guard best.map({ own.benefit > $0.benefit || own == $0 }) ?? true else { continue }
      best = own
      isEfficient[index] = true
    }
    return isEfficient
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
