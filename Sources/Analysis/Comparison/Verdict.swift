public import Statistics

/// The outcome of comparing two models by value.
public struct Verdict: Sendable {
  public enum Finding: String, CaseIterable, Sendable {
    /// The difference is 0 in every trial.
    case noDifference = "no difference"
    /// The expected difference is within three standard errors of 0.
    case runMore = "run more"
    /// Which model is better depends on the assumptions: 10% to 90% of worlds favour this one.
    case tooCloseToCall = "too close to call"
    /// The model is ahead.
    case winner
    /// The model is behind.
    case beaten

    /// The finding of a difference of value.
    public init(_ difference: PairedDifference) {
      if difference.ties == 1 {
        self = .noDifference
      } else if !(abs(difference.mean) >= 3 * difference.standardError) {
        self = .runMore
      } else if (0.1...0.9).contains(difference.probabilityBetter) {
        self = .tooCloseToCall
      } else {
        self = difference.mean > 0 ? .winner : .beaten
      }
    }
  }

  /// The index of the model in the scenario.
  public let model: Int
  /// The best model by value; for the best itself, its closest rival.
  public let against: Int
  public let finding: Finding
  /// The value of ``model`` less the value of ``against``.
  public let difference: PairedDifference
}
