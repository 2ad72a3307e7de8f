public import Model
import Simulation
public import Statistics

/// What the difference of a figure between two models turns on, by playing the same luck again with
/// each input moved.
///
/// People, who serves whom, quotas and calibration stay as planned: only the input turns out otherwise.
/// Every input is screened on a few worlds; what changes no bit is out. The largest are then played on
/// all worlds.
///
/// ```swift
/// let sensitivity = try await Sensitivity(prepared, model: 1, against: 0)
/// for input in sensitivity.exact { print(input.input.key, input.swing.value) }
/// ```
public struct Sensitivity: Sendable {
  public let scenario: Scenario
  public let seed: UInt64
  public let trials: Int
  /// The indices in the scenario.
  public let model: Int
  public let reference: Int
  public let figure: Figure
  /// The difference as it is.
  public let difference: MeanEstimate
  /// Those played on all worlds, by swing, descending.
  public let exact: [Moved]
  /// The others that change something, by swing on few worlds, descending.
  public let screened: [Moved]
  /// What changes no bit in ``screenTrials`` trials.
  public let inert: [SensitivityInput]
  /// Pairs of ``exact`` whose effects do not add up, by interaction, descending.
  public let pairs: [Pair]
  /// The difference over a year less and a year more, planned for that.
  public let horizons: [Horizon]

  /// An input that was moved.
  public struct Moved: Sendable {
    public let input: SensitivityInput
    /// The difference with the input at its low and at its high end.
    public let low: MeanEstimate
    public let high: MeanEstimate
    /// The second less the first, trial by trial.
    public let swing: MeanEstimate
    /// How many trials it was played on.
    public let trials: Int
    /// Nil where it was only screened.
    public let breakEven: BreakEven?

    /// Whether the swing is beyond three standard errors of nothing.
    public var isTold: Bool { swing.value.magnitude > 3 * swing.standardError }
  }

  /// Where a difference is 0 along an input.
  public enum BreakEven: Sendable {
    /// Everywhere that it was found, ascending.
    case at([Root])
    /// Nowhere in the range searched.
    case none
    /// Between two neighbouring whole numbers.
    case step(Double, Double)
    /// Within the error, or the swing cannot be told from nothing.
    case undetermined
  }

  /// A value of an input at which the difference is 0.
  public struct Root: Sendable {
    public let value: Double
    public let standardError: Double
    /// 95%.
    public let within: ClosedRange<Double>
    /// Whether the difference rises there.
    public let isRising: Bool
    /// The difference where it was last played, on all worlds.
    public let tie: MeanEstimate
  }

  /// Two inputs whose effects do not add up.
  public struct Pair: Sendable {
    public let first: String
    public let second: String
    /// How much more the second moves the difference with the first at its high end than at its low.
    public let interaction: MeanEstimate
  }

  public struct Horizon: Sendable {
    public let years: Int
    public let difference: MeanEstimate
  }

  /// Trials that screen: two worlds.
  public var screenTrials: Int { min(trials, Self.screen) }
  /// Trials that look for pairs: a deck.
  public var pairTrials: Int { min(trials, SimulationResult.trialsPerDeck) }
  /// Called with the work that is done and the work there is, in trials.
  public typealias Progress = @Sendable (_ done: Double, _ of: Double) -> Void

  static let screen = 2 * SimulationResult.trialsPerWorld
  /// How many are played on all worlds.
  public static let mostExact = 10
}

extension Sensitivity.Moved {
  static func isLarger(_ a: Sensitivity.Moved, _ b: Sensitivity.Moved) -> Bool {
    (b.swing.value.magnitude, a.input.key) < (a.swing.value.magnitude, b.input.key)
  }
}
