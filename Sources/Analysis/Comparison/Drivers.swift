public import Model
public import Ownership
import Simulation
public import Statistics

/// What the best model's gain turns on, from the run itself: how far each range moves it, where it
/// flips, and what it would be worth to know the range before choosing a model.
public struct Drivers: Sendable {
  /// The index of the best model.
  public let model: Int
  /// The model that its gain is taken over: the baseline, or the closest rival where the baseline is
  /// the best.
  public let reference: Int
  /// The gain.
  public let gain: PairedDifference
  /// What may move any model, by share, descending; ties in the scenario's order.
  public let all: [Driver]
  /// What it would be worth to know everything before choosing a model; nil where there are too few
  /// worlds to tell.
  public let worthOfAll: Double?
  /// The skills of one role together, where some are told from nothing; by worth, descending.
  public let groups: [Group]

  /// An assumption that is a range.
  public struct Driver: Sendable {
    public let assumption: Assumption
    /// The expected gain at the assumption's P10 and P90; nil where it moves neither model.
    public let ends: (low: Double, high: Double)?
    /// The gain at the assumption's P90 less that at its P10, all else as uncertain as it is.
    public let swing: MeanEstimate
    /// Whether it is told from nothing.
    public let isTold: Bool
    /// Of the variance of the expected gain; nil where it is not told from nothing.
    public let share: Double?
    /// Where the gain is 0, in the assumption's unit; nil where it is not told from nothing.
    public let breakEven: BreakEven?
    /// What it would be worth to know before choosing a model; nil where no model's gain tells it
    /// from nothing.
    public let worth: Double?
  }

  /// Where a gain is 0 along an assumption.
  public enum BreakEven: Hashable, Sendable {
    /// Between P5 and P95, with the 95% interval of where, and whether the gain rises there.
    case at(Double, within: ClosedRange<Double>, isRising: Bool)
    /// Nowhere from P5 to P95.
    case none
    /// The error hides whether or where.
    case undetermined
  }

  /// Assumptions that are learnt about together.
  public struct Group: Sendable {
    public let role: Role
    public let assumptions: [Assumption]
    public let worth: Double
  }

  /// Those that are told from nothing.
  public var told: [Driver] { all.filter(\.isTold) }

  /// Nil where nothing that moves the two models is uncertain, or worlds are too few.
  ///
  /// - Parameters:
  ///   - values: By model, then trial.
  ///   - decision: Among all models.
  init?(
    _ result: SimulationResult, values: [[Double]], model: Int, over reference: Int,
    gain: PairedDifference, decision: SurfaceDecision?
  ) {
    guard let scores = result.scores(of: [model, reference]),
      let effects = AssumptionEffect.all(
        WorldMeans(
          values[model].less(values[reference]), worldSize: SimulationResult.trialsPerWorld),
        scores)
    else { return nil }
    self.model = model
    self.reference = reference
    self.gain = gain
    let ofPair = Dictionary(
      uniqueKeysWithValues: zip(result.assumptions(of: [model, reference]).map(\.key), effects))
    let assumptions = result.assumptions(of: Array(values.indices))
    let index = Dictionary(
      uniqueKeysWithValues: assumptions.enumerated().map { ($1.key, $0) })
    all = assumptions.enumerated().map { index, assumption in
      Driver(assumption, ofPair[assumption.key], worth: decision?.value(of: index))
    }.sorted { a, b in
      (b.share ?? -1, b.swing.value.magnitude, a.assumption.key)
        < (a.share ?? -1, a.swing.value.magnitude, b.assumption.key)
    }
    worthOfAll = decision?.valueOfAll
    let skills = result.scenario.effects.skill
    groups = skills.keys.sorted().compactMap { role -> Group? in
      let own = skills[role]!.values.filter { index[$0.key] != nil }.sorted { $0.key < $1.key }
      guard own.count > 1,
        let worth = decision?.value(ofAll: own.map { index[$0.key]! })
      else { return nil }
      return Group(role: role, assumptions: own, worth: worth)
    }.sorted { $0.worth > $1.worth }
  }
}

extension Drivers.Driver {
  /// - Parameter effect: Nil for what moves neither of the two models.
  fileprivate init(_ assumption: Assumption, _ effect: AssumptionEffect?, worth: Double?) {
    self.assumption = assumption
    self.worth = worth
    ends = effect?.ends
    swing =
      effect?.swing ?? MeanEstimate(value: 0, standardError: 0, degreesOfFreedom: .infinity)
    isTold = effect?.isTold ?? false
    share = effect.flatMap { $0.isTold ? $0.share : nil }
    breakEven = effect.flatMap { $0.isTold ? $0.breakEven : nil }.map { breakEven in
      func value(_ score: Double) -> Double {
        assumption.distribution.quantile(StandardNormal.cumulative(score))
      }
      return switch breakEven {
      case .at(let scores, let within):
        .at(
          value(scores.min { $0.magnitude < $1.magnitude }!),
          within: value(within.lowerBound)...value(within.upperBound),
          isRising: effect!.swing.value > 0)
      case .none: .none
      case .undetermined: .undetermined
      }
    }
  }
}
