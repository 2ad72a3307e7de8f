import Model
import Ownership

/// The effects, people and finance of a scenario with each assumption by its place in a world.
struct EffectTable: Sendable {
  typealias ID = AssumptionTable.ID

  /// What a role costs and how it comes and goes.
  struct People: Hashable, Sendable {
    let ote: ID
    let attrition: ID
    let ramp: ID
    let vacancy: ID
    let burden: ID
    let tools: ID
    let hiring: ID
    let severance: ID
  }

  private let skill: [Role: [Effects.SkillTarget: ID]]
  private let price: [Role: ID]
  let people: [Role: People]
  let trustedAdvisor: ID
  let extraContact: ID
  let relationshipTransfer: ID
  let overload: ID
  let sourcing: ID
  let productFlag: ID
  let autoRenewalOdds: ID
  let frictionUpsell: ID
  let handoverOdds: ID
  let newLogoHour: ID
  let marketSD: ID
  let marketPersistence: ID
  let segmentSD: ID
  let talentSD: ID
  let grossMargin: ID
  let discountRate: ID
  let terminalMultiple: ID

  init(_ scenario: Scenario, table: inout AssumptionTable) {
    let effects = scenario.effects
    skill = effects.skill.mapValues { targets in targets.mapValues { table.id(of: $0) } }
    price = effects.price.mapValues { table.id(of: $0) }
    people = scenario.roles.mapValues { role in
      People(
        ote: table.id(of: role.ote), attrition: table.id(of: role.attrition),
        ramp: table.id(of: role.ramp), vacancy: table.id(of: role.vacancy),
        burden: table.id(of: role.burden), tools: table.id(of: role.tools),
        hiring: table.id(of: role.hiring), severance: table.id(of: role.severance))
    }
    trustedAdvisor = table.id(of: effects.trustedAdvisor)
    extraContact = table.id(of: effects.extraContact)
    relationshipTransfer = table.id(of: effects.relationshipTransfer)
    overload = table.id(of: effects.overload)
    sourcing = table.id(of: effects.sourcing)
    productFlag = table.id(of: effects.productFlag)
    autoRenewalOdds = table.id(of: effects.autoRenewalOdds)
    frictionUpsell = table.id(of: effects.frictionUpsell)
    handoverOdds = table.id(of: effects.handoverOdds)
    newLogoHour = table.id(of: effects.newLogoHour)
    marketSD = table.id(of: scenario.shocks.market)
    marketPersistence = table.id(of: scenario.shocks.marketPersistence)
    segmentSD = table.id(of: scenario.shocks.segment)
    talentSD = table.id(of: scenario.shocks.talent)
    grossMargin = table.id(of: scenario.finance.grossMargin)
    discountRate = table.id(of: scenario.finance.discountRate)
    terminalMultiple = table.id(of: scenario.finance.terminalMultiple)
  }

  /// The odds ratio of a role on a target against a CSM; nil where none is stated.
  func skill(_ role: Role, _ target: Effects.SkillTarget) -> ID? { skill[role]?[target] }

  /// The multiplier of a role on the price increase obtained; nil where none is stated.
  func price(_ role: Role) -> ID? { price[role] }
}
