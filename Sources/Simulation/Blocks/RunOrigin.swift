/// How a run was asked for, so that whoever merges its parts need not say it again.
public struct RunOrigin: Hashable, Sendable {
  /// The scenario's file as it was named.
  public let scenario: String
  /// The arguments that change what is simulated: `--models`, `csql`.
  public let arguments: [String]

  public init(scenario: String, arguments: [String] = []) {
    self.scenario = scenario
    self.arguments = arguments
  }
}
