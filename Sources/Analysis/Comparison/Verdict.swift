import Foundation
import Simulation
public import Statistics

/// The outcome of comparing two models by value.
///
/// A winner is ahead both on average, beyond what luck explains, and in nine of ten states of what is
/// unknown. Where the unknown decides, more trials do not; only where they might, the finding asks
/// for more.
public struct Verdict: Sendable {
  public enum Finding: String, CaseIterable, Sendable {
    /// The difference is 0 in every trial.
    case noDifference = "no difference"
    /// More trials can decide.
    case runMore = "run more"
    /// Which model is better depends on the assumptions, and more trials do not tell.
    case tooCloseToCall = "too close to call"
    /// The model is ahead.
    case winner
    /// The model is behind.
    case beaten
  }

  /// The index of the model in the scenario.
  public let model: Int
  /// The best model by value; for the best itself, its closest rival.
  public let against: Int
  public let finding: Finding
  /// The value of ``model`` less the value of ``against``.
  public let difference: PairedDifference
  /// How many times the trials of the run would decide, roughly; nil where more would not, or where
  /// that is not known yet.
  public let timesTrials: Double?

  /// - Parameters:
  ///   - rivals: How many models the best is compared with: the more, the more luck must be ruled
  ///     out.
  init(model: Int, against: Int, difference: PairedDifference, rivals: Int) {
    self.model = model
    self.against = against
    self.difference = difference
    (finding, timesTrials) = Self.find(difference, rivals: rivals)
  }

  /// The finding of a difference from the only rival.
  public static func finding(_ difference: PairedDifference) -> Finding {
    find(difference, rivals: 1).finding
  }

  /// The finding of a difference among so many rivals.
  static func find(
    _ difference: PairedDifference, rivals: Int
  ) -> (finding: Finding, timesTrials: Double?) {
    guard difference.ties < 1 else { return (.noDifference, nil) }
    return find(
      MeanEstimate(
        value: difference.mean, standardError: difference.standardError,
        degreesOfFreedom: difference.degreesOfFreedom),
      difference.better, rivals: rivals, trials: difference.trials)
  }

  private init(
    model: Int, against: Int, finding: Finding, difference: PairedDifference, timesTrials: Double?
  ) {
    self.model = model
    self.against = against
    self.finding = finding
    self.difference = difference
    self.timesTrials = timesTrials
  }

  /// Whether it is too close to call only because the probability lies next to an edge of doubt: the
  /// interval reaches over it, and hardly any number of trials would take it off.
  public var isAtEdge: Bool {
    guard finding == .tooCloseToCall, let better = difference.better else { return false }
    return better.low < Self.doubt.lowerBound || better.high > Self.doubt.upperBound
  }

  /// The same verdict from the other's side.
  var reversed: Verdict {
    let finding: Finding =
      switch finding {
      case .winner: .beaten
      case .beaten: .winner
      default: finding
      }
    return Verdict(
      model: against, against: model, finding: finding, difference: difference.reversed,
      timesTrials: timesTrials)
  }

  /// The fewest trials that can decide anything where something is uncertain.
  public static let fewestTrials = Surface.fewestWorlds * SimulationResult.trialsPerWorld

  /// A model is ahead, or behind, where the probability lies beyond these.
  static let doubt = 0.1...0.9
  /// The chance to take luck for a difference, over all rivals: that of three standard deviations.
  static let significance = 0.00135
  /// The fewest trials that can decide where nothing is uncertain; fewer do where all have the same
  /// difference.
  private static let fewestCertain = 100
  private static let fewestEqual = 20
  /// More than so many times the trials is no advice.
  private static let mostTimes = 64.0

  /// The finding of a difference that is not always 0.
  static func find(
    _ mean: MeanEstimate, _ better: ChanceBetter?, rivals: Int, trials: Int
  ) -> (finding: Finding, timesTrials: Double?) {
    let freedom = mean.degreesOfFreedom
    guard let better, freedom > 0 else { return (.runMore, nil) }
    let isCertain = better.low == better.high
    let fewest = mean.standardError == 0 ? fewestEqual : fewestCertain
    if isCertain, trials < fewest { return (.runMore, Double(fewest) / Double(trials)) }
    let needed =
      StudentT.quantile(1 - significance / Double(rivals), degreesOfFreedom: freedom)
      * mean.standardError
    let isClear = abs(mean.value) >= needed
    let decided: Finding = mean.value > 0 ? .winner : .beaten
    let byMean = pow(needed / mean.value, 2)
    if isCertain { return isClear ? (decided, nil) : (.runMore, byMean.isFinite ? byMean : nil) }
    if better.low >= doubt.lowerBound, better.high <= doubt.upperBound {
      return (.tooCloseToCall, nil)
    }
    let isOften =
      mean.value > 0
      ? better.low > doubt.upperBound : better.high < doubt.lowerBound
    if isClear, isOften { return (decided, nil) }
    // The interval shrinks with the square root of trials, until its farther end leaves the edge.
    let value = better.value
    let edge = value > 0.5 ? doubt.upperBound : doubt.lowerBound
    let reach = max(value - better.low, better.high - value)
    let times = max(1, byMean, pow(reach / (value - edge), 2))
    return times > mostTimes || times.isNaN ? (.tooCloseToCall, nil) : (.runMore, times)
  }
}
