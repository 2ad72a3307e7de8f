import Ownership
import Plans
import Statistics

extension Scenario {
  /// The scenario as its years are played: account by account, person by person. What only turns
  /// what was played into money is blank: pay, cost and finance.
  ///
  /// Two scenarios that are equal in this, and whose plans count alike, are played alike on the same
  /// luck. Every property counts that is not named here, including those added later. Whoever plays
  /// a scenario is given this one, so that it cannot read what is blank.
  public var played: Scenario {
    var played = self
    (played.name, played.currency, played.settings) = ("", "", [])
    (played.trials, played.seed) = (0, 0)
    played.plans = [:]
    played.quotas = QuotaRule(
      basis: .expected, stretch: 1, overAssignment: 1, nothingDue: .redistribute)
    played.finance = Finance(numbers: finance.numbers.played)
    (played.approvals, played.company) = ([], Company())
    played.effects.numbers = effects.numbers.played
    played.roles = roles.mapValues { profile in
      var profile = profile
      profile.numbers = profile.numbers.played
      (profile.type, profile.costLine) = (nil, .cogs)
      (profile.baseShare, profile.released) = (0, .dismissed)
      return profile
    }
    // Who states nothing that is played states nothing.
    played.roleChanges = roleChanges.mapValues {
      $0.mapValues(\.played).filter { $0.value != RoleChange() }
    }.filter { !$0.value.isEmpty }
    // Of a schedule, other plans may begin a stage.
    played.models = models.map { model in
      guard !model.isScheduled else { return model }
      var rules = model.stages[0].rules
      rules.pay = [:]
      return OwnershipModel(name: model.name, rules: rules)
    }
    return played
  }
}

extension RoleChange {
  fileprivate var played: RoleChange {
    var played = self
    played.numbers = numbers.map { $0.use == .settled ? nil : $1 }
    (played.baseShare, played.released) = (nil, nil)
    return played
  }
}

extension InputValues where Value == Assumption {
  /// Those that are settled, blank.
  fileprivate var played: Self {
    map { $0.use == .settled ? Assumption(key: "", distribution: Self.nothing) : $1 }
  }

  // 0 is a number.
  private static var nothing: Distribution { try! .constant(0) }
}
