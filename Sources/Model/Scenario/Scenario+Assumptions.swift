extension Scenario {
  /// Every assumption once, in the order of the scenario's parts.
  public var assumptions: [Assumption] {
    var seen: Set<String> = []
    return all.filter { seen.insert($0.key).inserted }
  }

  private var all: [Assumption] {
    outcomes.flatMap(\.assumptions) + drivers.flatMap(\.assumptions)
      + [shocks.market, shocks.marketPersistence, shocks.segment, shocks.talent]
      + hours.flatMap { hours in
        [hours.service, hours.renewal]
          + ExpansionStream.allCases.compactMap { hours.expansion[$0] }
      }
      + roles.keys.sorted().flatMap { roles[$0]!.assumptions }
      + effects.assumptions
      + [finance.grossMargin, finance.discountRate, finance.terminalMultiple]
  }
}

extension SegmentOutcomes {
  fileprivate var assumptions: [Assumption] {
    [renewal] + contraction.assumptions + priceIncrease.assumptions + [escalator]
      + ExpansionStream.allCases.compactMap { expansion[$0] }.flatMap { stream in
        [stream.perYear, stream.found, stream.accepted, stream.won] + stream.size.assumptions
      }
  }
}

extension SegmentOutcomes.Change {
  fileprivate var assumptions: [Assumption] { [chance] + size.assumptions }
}

extension SizeLaw {
  fileprivate var assumptions: [Assumption] { scale.map { [$0] } ?? [] }
}

extension Driver {
  fileprivate var assumptions: [Assumption] {
    switch effect {
    case .values(let values): values.keys.sorted().map { values[$0]! }
    case .perUnit(let odds): [odds]
    }
  }
}

extension RoleProfile {
  fileprivate var assumptions: [Assumption] {
    isHuman
      ? [ote, hours, utilisation, attrition, ramp, vacancy, burden, tools, hiring, severance] : []
  }
}

extension Effects {
  fileprivate var assumptions: [Assumption] {
    skill.keys.sorted().flatMap { role in
      skill[role]!.values.sorted { $0.key < $1.key }
    }
      + price.keys.sorted().map { price[$0]! }
      + [
        trustedAdvisor, extraContact, relationshipTransfer, overload, sourcing, productFlag,
        autoRenewalOdds, autoRenewalHours, frictionUpsell, handoverOdds, handoverHours,
        newLogoHour,
      ]
  }
}
