import Model
import Ownership

/// The effects, people, shocks and finance of a scenario, with each assumption as its index in a
/// world, by catalogue name: `effects.overload`, `effects.marketSD`.
@dynamicMemberLookup
struct EffectTable: Sendable {
  typealias ID = AssumptionTable.ID
  /// The cost and turnover of a role.
  typealias People = DrawnInputs<RoleInputs>

  /// By model.
  private(set) var people: [[Role: People]]
  private let skill: [Role: [Effects.SkillTarget: ID]]
  private let price: [Role: ID]
  private let effects: DrawnInputs<EffectInputs>
  private let shocks: DrawnInputs<ShockInputs>
  private let finance: DrawnInputs<FinanceInputs>

  init(_ scenario: Scenario, table: inout AssumptionTable) {
    var skill: [Role: [Effects.SkillTarget: ID]] = [:]
    for role in scenario.effects.skill.keys.sorted() {
      skill[role] = table.ids(of: scenario.effects.skill[role]!)
    }
    self.skill = skill
    price = table.ids(of: scenario.effects.price)
    var people: [Role: People] = [:]
    for role in scenario.roles.keys.sorted() {
      people[role] = DrawnInputs(scenario.roles[role]!.numbers, table: &table)
    }
    self.people = scenario.models.map { model in
      let changes = scenario.roleChanges[model.name] ?? [:]
      let roles = changes.isEmpty ? [:] : scenario.roles(of: model)
      return changes.keys.sorted().reduce(into: people) { people, role in
        if let profile = roles[role] { people[role] = DrawnInputs(profile.numbers, table: &table) }
      }
    }
    effects = DrawnInputs(scenario.effects.numbers, table: &table)
    shocks = DrawnInputs(scenario.shocks, table: &table)
    finance = DrawnInputs(scenario.finance.numbers, table: &table)
  }

  /// The same effects, with the people of these models, by their indices.
  func withPeople(ofModels models: [Int]) -> EffectTable {
    var other = self
    other.people = models.map { people[$0] }
    return other
  }

  subscript(dynamicMember input: KeyPath<EffectInputs, Input>) -> ID {
    @inline(__always) get { effects[dynamicMember: input] }
  }

  subscript(dynamicMember input: KeyPath<ShockInputs, Input>) -> ID {
    @inline(__always) get { shocks[dynamicMember: input] }
  }

  subscript(dynamicMember input: KeyPath<FinanceInputs, Input>) -> ID {
    @inline(__always) get { finance[dynamicMember: input] }
  }

  /// The odds ratio of a role on a target against a CSM; nil if not stated.
  func skill(_ role: Role, _ target: Effects.SkillTarget) -> ID? { skill[role]?[target] }

  /// The multiplier of a role on the price increase obtained; nil if not stated.
  func price(_ role: Role) -> ID? { price[role] }
}

/// The inputs of a catalogue that are drawn once per world, each as its index in a world.
@dynamicMemberLookup
struct DrawnInputs<Catalogue: InputCatalogue>: Hashable, Sendable {
  private let ids: InputValues<Catalogue, AssumptionTable.ID?>

  init(_ numbers: InputValues<Catalogue, Assumption>, table: inout AssumptionTable) {
    ids = numbers.map { input, number in
      switch input.use {
      case .drawn: table.id(of: number)
      case .settled: table.id(of: number, for: .settlement)
      case .mean, .plain: nil
      }
    }
  }

  subscript(dynamicMember input: KeyPath<Catalogue, Input>) -> AssumptionTable.ID {
    @inline(__always) get {
      guard let id = ids[dynamicMember: input] else {
        preconditionFailure("not drawn: read its mean from the scenario")
      }
      return id
    }
  }
}
