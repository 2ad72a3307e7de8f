public import Ownership
public import Statistics

/// Whose credits a run keeps.
public struct CreditSelection: Hashable, Sendable {
  /// The place of the model in the scenario.
  public let model: Int
  public let role: Role
  /// The name of the measure that terms change; nil for the plan's leading one, which also stands
  /// where a later stage pays by a plan without it.
  public let measure: String?

  public init(model: Int, role: Role, measure: String? = nil) {
    self.model = model
    self.role = role
    self.measure = measure
  }
}

/// What may change in a role's pay without anything else happening: plans do not change behaviour.
public struct PayTerms: Hashable, Sendable {
  /// Multiplies the quota of the measure that the credits were kept for.
  public var quotaFactor: Double
  /// The part of on-target earnings that is base, which themselves stay as they are; nil for as it
  /// stands.
  public var baseShare: Double?
  /// Multiplies what that measure's curve pays above target; of no effect on another shape.
  public var accelerator: Double

  /// - Precondition: A quota factor above 0, a base share within 0...1, an accelerator of at least 0.
  public init(quotaFactor: Double = 1, baseShare: Double? = nil, accelerator: Double = 1) {
    precondition(quotaFactor > 0 && accelerator >= 0 && (0...1).contains(baseShare ?? 0))
    self.quotaFactor = quotaFactor
    self.baseShare = baseShare
    self.accelerator = accelerator
  }

  /// As it was simulated.
  public static let unchanged = PayTerms()
}

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
