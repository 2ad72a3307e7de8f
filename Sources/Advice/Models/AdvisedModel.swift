public import Model
public import Ownership

/// An ownership model as a framework would have it.
///
/// Silent cells keep the baseline's owner: a framework changes only what it speaks of. Hints on pay
/// are not applied, and the line is the baseline's.
public struct AdvisedModel: Sendable {
  /// The prefix of its names in scenarios: `advised/cure`.
  public static let prefix = "advised/"

  public let framework: Framework
  /// The rules, without the cells that are ``open``.
  public let rules: OwnershipRules
  /// The cells whose owner hangs on facts that are not known, with those facts.
  public let open: [Recommendation]
  /// The cells whose owner stands while who finds for it is not decided.
  public let unsourced: [Recommendation]
  /// The segments for which contracts without a clause are advised, if not for all: the switch is of
  /// the whole model.
  public let frictionOnly: [String]

  /// - Parameters:
  ///   - baseline: Who owns what today.
  ///   - segments: Those of the book.
  public init(
    _ framework: Framework, _ advisor: Advisor, baseline: OwnershipRules, segments: [Segment]
  ) {
    self.framework = framework
    let advice = advisor.recommendations([framework])
    var grid = OwnerGrid(baseline.owners, segments: segments)
    for answer in advice where answer.owner != .silent {
      grid[answer.cell] = answer.role.map { Assignment(owner: $0, source: answer.source) }
    }
    var rules = baseline
    rules.owners = grid.table
    let withFriction = advisor.segments.filter { segment in
      advice.contains { $0.segment == segment && $0.notes.contains(.remark(.friction)) }
    }
    if !withFriction.isEmpty, withFriction.count == advisor.segments.count {
      rules.friction = true
      rules.autoRenewal = false
    }
    frictionOnly = withFriction.count == advisor.segments.count ? [] : withFriction
    self.rules = rules
    open = advice.filter { $0.owner == .open }
    unsourced = advice.filter { $0.owner != .open && !$0.asks.isEmpty }
  }

  /// The model of each framework, for a scenario.
  public static func all(of scenario: Scenario) -> [AdvisedModel] {
    let advisor = Advisor(scenario.facts)
    return Framework.all.map {
      AdvisedModel(
        $0, advisor, baseline: scenario.models[scenario.baseline].stages[0].rules,
        segments: scenario.book.segments.filter { $0.accounts > 0 })
    }
  }

  /// The framework that a name such as `advised/cure` refers to; nil for any other name.
  public static func framework(named name: String) -> Framework? {
    name.hasPrefix(prefix) ? Framework.named(String(name.dropFirst(prefix.count))) : nil
  }

  /// The names under which scenarios refer to advice.
  public static let names = Framework.all.map { prefix + $0.name }
}
