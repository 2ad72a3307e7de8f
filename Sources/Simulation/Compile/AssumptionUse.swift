import Model

extension CompiledScenario {
  /// The uncertain assumptions that may move a figure of a model. All others move none of them, in any
  /// trial: those of roles that it does not staff, and effects that it has in common with the status
  /// quo.
  func uncertainAssumptions(ofModel index: Int) -> Set<AssumptionTable.ID> {
    let model = models[index]
    var ids: Set<AssumptionTable.ID> = [
      effects.marketSD, effects.marketPersistence, effects.segmentSD, effects.talentSD,
      effects.overload, effects.afterIncrease, effects.afterContraction,
      effects.grossMargin, effects.discountRate, effects.terminalMultiple,
    ]
    for outcomes in outcomes {
      ids.insert(outcomes.escalator)
      let sizes =
        [outcomes.contraction.size, outcomes.priceIncrease.size]
        + outcomes.streams.compactMap { $0?.size }
      ids.formUnion(sizes.compactMap(\.scale))
    }
    for driver in drivers { ids.formUnion(driver.classes.joined().map(\.ratio)) }
    for stage in model.stages {
      for (outcomes, responsibility) in zip(outcomes, stage.responsibilities) {
        ids.formUnion(
          RateTable(outcomes: outcomes, effects: effects, responsibility: responsibility).used)
        if responsibility.transfer != .unchanged { ids.insert(effects.relationshipTransfer) }
        if responsibility.automatic != .unchanged { ids.insert(effects.autoRenewalOdds) }
        if responsibility.handover.endMonth > 0 { ids.insert(effects.handoverOdds) }
      }
    }
    for role in model.roles {
      let people = effects.people[index][role]!
      ids.formUnion([
        people.ote, people.burden, people.tools, people.hiring, people.severance, people.attrition,
        people.ramp, people.vacancy,
      ])
      if scenario.roles[role]!.sellsNewLogos { ids.insert(effects.newLogoHour) }
    }
    return ids.intersection(assumptions.uncertain)
  }
}

extension RateTable {
  /// The assumptions that ``SegmentRates`` reads to any effect.
  fileprivate var used: [ID] {
    var ids =
      [outcomes.renewal, outcomes.contraction.chance, outcomes.priceIncrease.chance]
      + renewalSkill.used + increaseSkill.used + price.used
    if responsibility.extraContacts != 0 { ids.append(effects.extraContact) }
    if responsibility.advisor != .unchanged { ids.append(effects.trustedAdvisor) }
    if responsibility.friction != .unchanged { ids.append(effects.frictionUpsell) }
    for (stream, routes) in zip(outcomes.streams, routes) {
      guard let stream else { continue }
      ids.append(stream.perYear)
      guard stream.stream.hasFunnel else { continue }
      ids += [stream.found, stream.accepted, stream.won, effects.productFlag]
      for route in [routes.small, routes.big] {
        ids += route.skill.used
        if route.isSourced || route.wasSourced { ids.append(effects.sourcing) }
      }
    }
    return ids
  }
}

extension RateTable.Effect {
  /// A role's effect over itself is 1, whatever it is.
  fileprivate var used: [RateTable.ID] { now == before ? [] : [now, before].compactMap(\.self) }
}
