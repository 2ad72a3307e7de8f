public import Model
public import Ownership
public import Plans
import Statistics

/// A scenario compiled to tables: everything that does not depend on a draw.
public struct CompiledScenario: Sendable {
  public let scenario: Scenario
  let timeline: Timeline
  let book: CompiledBook
  let assumptions: AssumptionTable
  let outcomes: [OutcomeTable]
  let sizeTables: [QuantileTable]
  let drivers: [DriverTable]
  let effects: EffectTable
  let models: [CompiledModel]
  /// By model, then stage: the plan of each role that has one.
  let plans: [[[Role: Plan]]]
  /// What of them is counted.
  let counted: [[[Role: CountedPlan]]]
  /// The scenario as it is played.
  private let played: Scenario
  /// By role: the roles that make up its team; a leader's team includes the leader.
  let teams: [Role: [Role]]
  let ledgers: [LedgerLayout]
  /// The pilot's ledgers, which also count what comes due: quotas are spread by it, but no trial's
  /// pay reads it.
  let pilotLedgers: [LedgerLayout]
  let lives: [SeatLife]
  /// By model, then seat.
  let lifeOfSeat: [[Int]]
  let intercepts: Intercepts

  /// Compiles a scenario, which was validated when it was read.
  ///
  /// - Parameters:
  ///   - staffed: Heads by role for one model, overriding the scenario's rule. Never the baseline,
  ///     whose people belong to the stated rates.
  ///   - other: A compiled scenario to take over what is played from, if this one is played alike.
  /// - Throws: ``StaffingError`` for more people than are simulated.
  public init(
    _ scenario: Scenario, staffed: (model: Int, heads: [Role: Int])? = nil,
    like other: CompiledScenario? = nil
  ) throws(StaffingError) {
    precondition(staffed?.model != scenario.baseline, "the baseline keeps its people")
    let played = scenario.played
    let alike = staffed == nil && other?.played == played ? other : nil
    self.scenario = scenario
    self.played = played
    let timeline = Timeline(start: played.start, years: played.years)
    let book = alike?.book ?? CompiledBook(played.book, timeline: timeline)
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
    let models: [CompiledModel]
    if let alike {
      models = alike.models
    } else {
      models = try Self.staffed(
        Staffing(
          scenario: played, timeline: timeline, book: book, outcomes: outcomes, effects: effects,
          means: assumptions.means(for: .play),
          statusQuo: played.book.segments.indices.map {
            Responsibility(
              played.models[played.baseline].stages[0].rules, played, segment: $0, firstYear: 0,
              statusQuo: nil, before: nil)
          }), staffed)
    }
    let plans = models.indices.map { model in
      models[model].stages.map {
        Self.plans(of: models[model], stage: $0, scenario.models[model], scenario)
      }
    }
    let counted = plans.map { $0.map { $0.mapValues(CountedPlan.init) } }
    var lives: [SeatLife] = []
    var lifeIndex: [SeatLife: Int] = [:]
    let lifeOfSeat = models.map { model in
      model.seats.map { seat in
        let life = SeatLife(
          entity: seat.entity, role: effects.people[seat.role]!,
          starts: seat.starts.map { SeatLife.Start(month: $0.year * 12, isHired: $0.isHired) })
        if let known = lifeIndex[life] { return known }
        lifeIndex[life] = lives.count
        lives.append(life)
        return lives.count - 1
      }
    }
    self.timeline = timeline
    self.book = book
    self.assumptions = assumptions
    self.outcomes = outcomes
    sizeTables = sizes.tables
    self.drivers = drivers
    self.effects = effects
    self.models = models
    self.plans = plans
    self.counted = counted
    let teams = Self.teams(scenario.roles)
    self.teams = teams
    func ledgers(countsDue: Bool) -> [LedgerLayout] {
      zip(models, counted).map {
        LedgerLayout(
          model: $0, plans: $1, teams: teams, years: timeline.years, countsDue: countsDue)
      }
    }
    self.ledgers = ledgers(countsDue: false)
    pilotLedgers = ledgers(countsDue: true)
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
    counted == other.counted && played == other.played
  }

  private static func staffed(
    _ staffing: Staffing, _ staffed: (model: Int, heads: [Role: Int])?
  ) throws(StaffingError) -> [CompiledModel] {
    let scenario = staffing.scenario
    let baseline = try staffing.model(scenario.models[scenario.baseline], baselineHeads: nil)
    let compiled = Parallel.map(count: scenario.models.count) {
      index -> Result<CompiledModel, StaffingError> in
      if index == scenario.baseline { return .success(baseline) }
      var staffing = staffing
      for (role, heads) in staffed?.heads ?? [:] where staffed?.model == index {
        staffing.scenario.roles[role]?.heads = .fixed(heads)
      }
      return Result { () throws(StaffingError) in
        try staffing.model(scenario.models[index], baselineHeads: baseline.stages[0].heads)
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
    of compiled: CompiledModel, stage: CompiledModel.Stage, _ model: OwnershipModel,
    _ scenario: Scenario
  ) -> [Role: Plan] {
    let rules = model.stages[model.stageIndex(inYear: stage.years.lowerBound + 1)].rules
    var plans: [Role: Plan] = [:]
    for role in compiled.roles { plans[role] = scenario.plans[rules.planName(of: role)] }
    return plans
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
      plan.simplificationsInSimulation.map { "plans.\(plan.name): \($0)" }
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
    let earned = scenario.roles.values.map { profile in
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
