public import Model
public import Ownership
public import Plans
import Statistics

/// A scenario compiled to tables: everything that does not depend on a draw.
public struct CompiledScenario: Sendable {
  public internal(set) var scenario: Scenario
  let timeline: Timeline
  let book: CompiledBook
  var assumptions: AssumptionTable
  let outcomes: [OutcomeTable]
  let sizeTables: [QuantileTable]
  let drivers: [DriverTable]
  private(set) var effects: EffectTable
  var models: [CompiledModel]
  /// By model: the roles as it has them.
  private(set) var profiles: [[Role: RoleProfile]]
  /// By model, then stage: the plan of each role that has one.
  private(set) var plans: [[[Role: Plan]]]
  /// What of them is counted.
  private(set) var counted: [[[Role: CountedPlan]]]
  /// By model, then stage: the rules with their choice of plans.
  private(set) var rules: [[OwnershipRules]]
  /// The scenario as it is played; nil where more than a scenario says what is played.
  var played: Scenario?
  /// By role: the roles that make up its team; a leader's team includes the leader.
  let teams: [Role: [Role]]
  private(set) var ledgers: [LedgerLayout]
  /// The pilot's ledgers, which also count what comes due: quotas are spread by it, but no trial's
  /// pay reads it.
  private(set) var pilotLedgers: [LedgerLayout]
  private(set) var lives: [SeatLife]
  /// By model, then seat.
  private(set) var lifeOfSeat: [[Int]]
  let intercepts: Intercepts

  /// Compiles a scenario, which was validated when it was read.
  ///
  /// - Parameters:
  ///   - staffed: Heads by role and year for one model, overriding the scenario's rule. Never the
  ///     baseline, whose people belong to the stated rates.
  ///   - other: A compiled scenario to take over what is played from, if this one is played alike.
  /// - Throws: ``StaffingError`` for more people than are simulated.
  public init(
    _ scenario: Scenario, staffed: (model: Int, heads: [RoleYear: Int])? = nil,
    like other: CompiledScenario? = nil
  ) throws(StaffingError) {
    precondition(staffed?.model != scenario.baseline, "the baseline keeps its people")
    let played = scenario.played
    let alike = staffed == nil && other?.played == played ? other : nil
    self.scenario = scenario
    self.played = staffed == nil ? played : nil
    let timeline = Timeline(start: played.start, years: played.years)
    let book =
      alike?.book ?? CompiledBook(played.book, leavers: played.leavers, timeline: timeline)
    var assumptions = AssumptionTable()
    var sizes = SizeTables()
    let outcomes = scenario.outcomes.map {
      OutcomeTable($0, assumptions: &assumptions, sizes: &sizes)
    }
    let effects = EffectTable(scenario, table: &assumptions)
    var drivers: [DriverTable] = []
    for target in scenario.drivers.map(\.target)
    where !drivers.contains(where: { $0.target == target }) {
      drivers.append(
        DriverTable(
          target: target, drivers: scenario.drivers, book: scenario.book, table: &assumptions))
    }
    let models: [CompiledModel] =
      if let alike {
        alike.models
      } else {
        try Self.staffed(
          played, timeline: timeline, book: book, outcomes: outcomes, effects: effects,
          means: assumptions.means(for: .play)
        ) { $0 == staffed?.model ? staffed!.heads : [:] }
      }
    let rules = zip(models, scenario.models).map { compiled, model in
      compiled.stages.map {
        model.stages[model.stageIndex(inYear: $0.years.lowerBound + 1)].rules
      }
    }
    let plans = Self.plans(of: models, rules, scenario)
    let counted = Self.counted(plans)
    let (lives, lifeOfSeat) = Self.lives(of: models) {
      SeatLife.Turnover(effects.people[$0][$1]!)
    }
    self.timeline = timeline
    self.book = book
    self.assumptions = assumptions
    self.outcomes = outcomes
    sizeTables = sizes.tables
    self.drivers = drivers
    self.effects = effects
    self.models = models
    profiles = scenario.models.map { scenario.roles(of: $0) }
    self.rules = rules
    self.plans = plans
    self.counted = counted
    let teams = Self.teams(scenario.roles)
    self.teams = teams
    (ledgers, pilotLedgers) = Self.ledgers(of: models, counted, teams: teams, years: timeline.years)
    self.lives = lives
    self.lifeOfSeat = lifeOfSeat
    intercepts =
      alike?.intercepts
      ?? InterceptSolver(
        scenario: played, timeline: timeline, book: book, outcomes: outcomes, drivers: drivers,
        assumptions: assumptions, effects: effects, baseline: models[played.baseline],
        lives: lives, lifeOfSeat: lifeOfSeat[played.baseline]
      ).solve()
  }

  /// Whether the accounts and people of another scenario do the same on the same luck, and whatever
  /// they do is counted alike: only what that comes to in money may differ.
  public func isPlayed(like other: CompiledScenario) -> Bool {
    played != nil && played == other.played && counted == other.counted
  }

  /// The models with their people.
  ///
  /// - Parameters:
  ///   - means: What is expected of each assumption.
  ///   - heads: Heads of a model that hold, by its index; the rules decide about others.
  static func staffed(
    _ scenario: Scenario, timeline: Timeline, book: CompiledBook, outcomes: [OutcomeTable],
    effects: EffectTable, means: [Double], heads: @Sendable (Int) -> [RoleYear: Int]
  ) throws(StaffingError) -> [CompiledModel] {
    let staffing = Staffing(
      scenario: scenario, timeline: timeline, book: book, outcomes: outcomes, effects: effects,
      means: means,
      statusQuo: scenario.book.segments.indices.map {
        Responsibility(
          scenario.models[scenario.baseline].stages[0].rules, scenario, segment: $0, firstYear: 0,
          statusQuo: nil, before: nil)
      })
    @Sendable func model(
      _ index: Int, baselineHeads: [Role: Int]?
    ) throws(StaffingError) -> CompiledModel {
      var staffing = staffing.with(scenario.roles(of: scenario.models[index]), of: index)
      staffing.heads = heads(index)
      return try staffing.model(scenario.models[index], baselineHeads: baselineHeads)
    }
    let baseline = try model(scenario.baseline, baselineHeads: nil)
    let compiled = Parallel.map(count: scenario.models.count) {
      index -> Result<CompiledModel, StaffingError> in
      if index == scenario.baseline { return .success(baseline) }
      return Result { () throws(StaffingError) in
        try model(index, baselineHeads: baseline.stages[0].heads)
      }
    }
    var models: [CompiledModel] = []
    for model in compiled { models.append(try model.get()) }
    return models
  }

  /// The plan that pays a role of a model in a year; nil if it is paid at target.
  func plan(of role: Role, model: Int, year: Int) -> Plan? {
    plans[model][models[model].stageOfYear[year]][role]
  }

  /// The seats of a role's team in a model.
  func teamSeats(of role: Role, model: Int) -> [Int] {
    teams[role, default: [role]].flatMap { models[model].seatsOfRole[$0].map(Array.init) ?? [] }
  }

  /// Whether a role leads others.
  func leads(_ role: Role) -> Bool { teams[role, default: []].count > 1 }

  private static func teams(_ profiles: [Role: RoleProfile]) -> [Role: [Role]] {
    profiles.mapValues { profile in
      var team = [profile.role]
      var next = 0
      while next < team.count {
        if let leader = profiles[team[next]], leader.span != nil {
          team += leader.manages.filter { !team.contains($0) }
        }
        next += 1
      }
      return team
    }
  }

  private static func plans(
    of models: [CompiledModel], _ rules: [[OwnershipRules]], _ scenario: Scenario
  ) -> [[[Role: Plan]]] {
    zip(models, rules).map { model, rules in
      rules.map { rules in
        var plans: [Role: Plan] = [:]
        for role in model.roles { plans[role] = scenario.plans[rules.planName(of: role)] }
        return plans
      }
    }
  }

  private static func counted(_ plans: [[[Role: Plan]]]) -> [[[Role: CountedPlan]]] {
    plans.map { $0.map { $0.mapValues(CountedPlan.init) } }
  }

  private static func ledgers(
    of models: [CompiledModel], _ plans: [[[Role: CountedPlan]]], teams: [Role: [Role]], years: Int
  ) -> (scored: [LedgerLayout], pilot: [LedgerLayout]) {
    func ledgers(countsDue: Bool) -> [LedgerLayout] {
      zip(models, plans).map {
        LedgerLayout(model: $0, plans: $1, teams: teams, years: years, countsDue: countsDue)
      }
    }
    return (ledgers(countsDue: false), ledgers(countsDue: true))
  }

  /// The lives of all seats, each once, and by model and seat which it has.
  ///
  /// - Parameter turnover: Of a role in a model.
  private static func lives(
    of models: [CompiledModel], turnover: (_ model: Int, Role) -> SeatLife.Turnover
  ) -> (lives: [SeatLife], ofSeat: [[Int]]) {
    var lives: [SeatLife] = []
    var indices: [SeatLife: Int] = [:]
    let ofSeat = models.enumerated().map { index, model in
      model.seats.map { seat in
        let life = SeatLife(
          entity: seat.entity, turnover: turnover(index, seat.role),
          starts: seat.starts.map { SeatLife.Start(month: $0.year * 12, isHired: $0.isHired) })
        if let known = indices[life] { return known }
        indices[life] = lives.count
        lives.append(life)
        return lives.count - 1
      }
    }
    return (lives, ofSeat)
  }

  /// A model that a scenario does not have, made of those that it has.
  struct MadeModel {
    let model: CompiledModel
    /// By stage.
    let rules: [OwnershipRules]
    /// The index of the model whose people it has.
    let people: Int
    /// Whether anyone leaves it, or begins, after the first day.
    let hasTurnover: Bool
  }

  /// The same book, rates and baseline with other models beside the baseline, which comes first.
  func replacingModels(with models: [MadeModel]) -> CompiledScenario {
    var other = self
    let baseline = scenario.baseline
    let all =
      [
        MadeModel(
          model: self.models[baseline], rules: rules[baseline], people: baseline,
          hasTurnover: true)
      ] + models
    other.played = nil
    other.scenario.baseline = 0
    other.scenario.models = all.map { OwnershipModel(name: $0.model.name, rules: $0.rules[0]) }
    // An adjusted mean knows of no cause.
    other.scenario.sampling.adjusted = false
    other.models = all.map(\.model)
    other.profiles = all.map { profiles[$0.people] }
    other.effects = effects.withPeople(ofModels: all.map(\.people))
    other.rules = all.map(\.rules)
    other.plans = Self.plans(of: other.models, other.rules, scenario)
    other.counted = Self.counted(other.plans)
    // A constant of 0 is a law.
    let never = other.assumptions.id(
      of: Assumption(key: "never", distribution: try! .constant(0), origin: .default))
    (other.lives, other.lifeOfSeat) = Self.lives(of: other.models) { [effects] index, role in
      all[index].hasTurnover
        ? SeatLife.Turnover(effects.people[all[index].people][role]!)
        : SeatLife.Turnover(attrition: never, vacancy: never, ramp: never)
    }
    (other.ledgers, other.pilotLedgers) = Self.ledgers(
      of: other.models, other.counted, teams: teams, years: timeline.years)
    return other
  }
}

extension SeatLife.Turnover {
  fileprivate init(_ people: EffectTable.People) {
    self.init(attrition: people.attrition, vacancy: people.vacancy, ramp: people.ramp)
  }
}

extension CompiledScenario {
  /// The roles that a model staffs, in the order of its seats.
  public func roles(ofModel index: Int) -> [Role] {
    models[index].roles.filter { !models[index].seatsOfRole[$0]!.isEmpty }
  }

  /// The plans that pay somebody in some model, by name.
  public var plansInUse: [Plan] {
    let names = scenario.models.enumerated().flatMap { index, model in
      roles(ofModel: index).flatMap(model.plans(paying:))
    }
    return Set(names).sorted().compactMap { scenario.plans[$0] }
  }

  /// What the simulation pays more simply than statements do, for each plan in use that is not the
  /// library's; each a sentence without its full stop.
  public var simplifiedPay: [String] {
    plansInUse.filter { PlanLibrary.plan(named: $0.name)?.plan != $0 }.flatMap { plan in
      let key = Scenario.key(ofPlan: plan.name)
      return plan.simplificationsInSimulation.map { "\(key): \($0)" }
    }
  }

  /// How many consecutive trials depend on one another.
  var clusterSize: Int {
    scenario.sampling.strata
      ? Sampling.stratum : assumptions.uncertain.isEmpty ? 1 : laneCount
  }

  /// Units in 1 of the currency in which people's pay is counted: ten-thousandths, or larger ones
  /// where amounts are so large that pay of a thousand times what anyone is to earn, or of ten
  /// times what the whole book pays, would not fit.
  var payPerOne: Double {
    let earned = profiles.flatMap(\.values).map { profile in
      let ote = profile.ote.distribution
      return max(ote.mean, ote.isConstant ? 0 : ote.quantile(1 - 1e-9))
    }
    let most = max(1000 * (earned.max() ?? 0), 10 * book.arr.reduce(0, +))
    var units = 10_000.0
    while most * units > ExactMoments.limit { units /= 10 }
    return units
  }

  /// Whole heads by role and fiscal year; they do not depend on luck.
  public func heads(ofModel index: Int) -> [RoleYear: Int] {
    people(ofModel: index) { _, _ in 1 }
  }

  /// Expected hours of work over the hours of a full head, by role and fiscal year.
  ///
  /// Exceeds ``heads(ofModel:)`` if a column of the book or the scenario fixes too few heads.
  public func demandInHeads(ofModel index: Int) -> [RoleYear: Double] {
    people(ofModel: index) { seat, year in seat.demandRatio[year] }
  }

  private func people<Number: Numeric>(
    ofModel index: Int, _ count: (CompiledSeat, Int) -> Number
  ) -> [RoleYear: Number] {
    let model = models[index]
    var people: [RoleYear: Number] = [:]
    for year in 0..<timeline.years {
      for role in model.roles {
        people[RoleYear(role: role, year: year)] = model.seatsOfRole[role]!.reduce(0) {
          let seat = model.seats[$1]
          return seat.isActive[year] ? $0 + count(seat, year) : $0
        }
      }
    }
    return people
  }
}
