public import Statistics

/// What kept credits come to on some terms.
public struct RepaidCredits: Sendable {
  /// Variable pay of the role's people, by year, then trial.
  public let pay: [[Double]]
  /// Their target incentive, by year, then trial.
  public let targetIncentive: [[Double]]
  /// What all people of the model cost, by year, then trial.
  public let cost: [[Double]]
  /// Discounted value of the horizon, by trial.
  public let value: [Double]
  /// The people of each trial and year who are paid by the plan.
  public let people: People

  /// Figures of people, trial by trial.
  public struct People: Sendable {
    /// Pay over target incentive.
    public internal(set) var payMultiples: [Double] = []
    /// The year's attainment of the measure; who had nothing due is left out.
    public internal(set) var attainments: [Double] = []
    /// Where each world's, or without ranges each trial's, figures begin, and where the last end.
    var payBounds = [0]
    var attainmentBounds = [0]

    /// How ``payMultiples`` go together.
    public var payClusters: Clusters { Clusters(bounds: payBounds) }
    /// How ``attainments`` go together.
    public var attainmentClusters: Clusters { Clusters(bounds: attainmentBounds) }
  }
}
