/// How a run was asked for, so that whoever merges its parts need not say it again.
public struct RunOrigin: Hashable, Sendable {
  /// The scenario's file as it was named.
  public let scenario: String
  /// The models that were chosen, with commas between; nil for all.
  public let models: String?
  /// Whether each role is paid by the plan of its own name in every model.
  public let samePlans: Bool

  public init(scenario: String, models: String?, samePlans: Bool) {
    self.scenario = scenario
    self.models = models
    self.samePlans = samePlans
  }
}
