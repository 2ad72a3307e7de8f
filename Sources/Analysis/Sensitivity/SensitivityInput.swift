public import Model
import Ownership
import Simulation
import Statistics

/// Something that a scenario states and that may turn out otherwise, with how far it is moved.
public struct SensitivityInput: Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Stated as a range: moved from its P10 to its P90.
    case range
    /// Stated as a number: moved over a test range of ours.
    case point
    /// The people of a role, one less and one more.
    case heads
  }

  /// The key in the scenario; of heads, `heads.MODEL.ROLE`.
  public let key: String
  public let kind: Kind
  /// What the scenario states: the mean of a range.
  public let stated: Double
  /// What it is moved from and to.
  public let low: Double
  public let high: Double
  /// Where a break-even is looked for: of a range from P5 to P95.
  public let searched: ClosedRange<Double>
  /// Who stated it.
  public let origin: Assumption.Origin
  private let place: (model: Int, role: Role)?
  /// Whether only whole numbers make sense.
  let isWhole: Bool

  /// The move to a value.
  func move(to value: Double) -> DifferenceReplay.Move {
    guard let place else { return .outturns([Outturn(key, value)]) }
    return .heads(model: place.model, role: place.role, more: Int((value - stated).rounded()))
  }

  /// What may be moved: every input of the scenario, and the heads of the two models that follow from
  /// a rule. The status quo keeps its people, who belong to the stated rates.
  ///
  /// - Parameter models: The indices of the two.
  static func all(of plan: PreparedScenario, models: [Int]) -> [SensitivityInput] {
    plan.compiled.scenario.inputs.compactMap { SensitivityInput($0) }
      + models.flatMap { heads(of: plan, model: $0) }
  }

  /// Nil for a number that has nowhere to go, such as a rate of 0.
  private init?(_ input: StatedInput) {
    let law = input.assumption.distribution
    key = input.assumption.key
    stated = law.mean
    origin = input.assumption.origin
    place = nil
    isWhole = input.use == .plain
    if law.isConstant {
      guard let ends = input.test.ends(of: law.mean) else { return nil }
      kind = .point
      (low, high, searched) = (ends.lowerBound, ends.upperBound, ends)
    } else {
      kind = .range
      (low, high) = (law.quantile(0.1), law.quantile(0.9))
      searched = law.quantile(0.05)...law.quantile(0.95)
    }
  }

  private init(_ model: Int, _ name: String, _ role: Role, heads: Int) {
    key = "heads.\(name).\(role)"
    kind = .heads
    stated = Double(heads)
    (low, high) = (Double(max(1, heads - 1)), Double(heads + 1))
    searched = low...high
    origin = .default
    place = (model, role)
    isWhole = true
  }

  private static func heads(of plan: PreparedScenario, model: Int) -> [SensitivityInput] {
    let scenario = plan.compiled.scenario
    guard model != scenario.baseline else { return [] }
    let heads = plan.compiled.heads(ofModel: model)
    return plan.compiled.roles(ofModel: model).compactMap { role in
      // A person of the book is there by name, and leaders follow from those they lead.
      guard scenario.book.persons[role] == nil, scenario.roles[role]?.span == nil,
        let first = heads.filter({ $0.key.role == role && $0.value > 0 })
          .min(by: { $0.key.year < $1.key.year })
      else { return nil }
      return SensitivityInput(model, scenario.models[model].name, role, heads: first.value)
    }
  }
}
