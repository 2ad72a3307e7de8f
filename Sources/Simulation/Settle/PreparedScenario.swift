public import Model
import Ownership
import Plans

/// A compiled scenario with its quotas set: everything a run needs that no trial changes.
///
/// ```swift
/// let prepared = try await PreparedScenario(CompiledScenario(scenario))
/// let result = try await Simulator.run(prepared)
/// let control = try await Simulator.run(prepared.drawing(seed: 7))  // same quotas, different luck
/// ```
public struct PreparedScenario: Sendable {
  /// The scenario as it is run: where inputs turn out otherwise than planned, as they turn out.
  public private(set) var compiled: CompiledScenario
  /// What heads and quotas are planned by.
  public let plan: CompiledScenario
  /// What turns out otherwise.
  private var outturns: [Outturn] = []
  /// The key of the scored draws.
  public private(set) var seed: UInt64
  private(set) var tables: LoopTables
  /// By model: the figures kept by trial.
  let layouts: [ColumnLayout]
  private(set) var blockLayout: BlockLayout
  /// By model, stage and role.
  let readings: [[[Role: PlanBindings]]]
  /// By model, seat and year.
  let quotas: [[[SeatQuotas?]]]
  /// By model, if means are adjusted; nil without a closed form.
  private(set) var expectations: [ExpectedARRPlan?]
  /// What the pilot found.
  private let expected: ExpectedFlows

  /// Runs the pilot and sets the quotas.
  ///
  /// - Parameter other: One to take over what is played from, and what its pilot found, if this one
  ///   is played alike.
  public init(
    _ compiled: CompiledScenario, like other: PreparedScenario? = nil, tasks: Int? = nil
  ) async throws {
    let alike = other.flatMap { compiled.isPlayed(like: $0.plan) ? $0 : nil }
    let tables = alike.flatMap { $0.outturns.isEmpty ? $0.tables : nil } ?? LoopTables(compiled)
    let expected: ExpectedFlows =
      if let alike {
        alike.expected
      } else {
        try await ExpectedFlows.pilot(compiled, tasks: tasks ?? Parallel.allCores)
      }
    self.expected = expected
    let setter = QuotaSetter(compiled: compiled, expected: expected)
    let readings = compiled.models.indices.map { model in
      compiled.plans[model].map { plans in
        var readings: [Role: PlanBindings] = [:]
        for (role, plan) in plans {
          readings[role] = PlanBindings(
            plan, isLeaders: compiled.leads(role),
            layout: compiled.ledgers[model], timeline: compiled.timeline)
        }
        return readings
      }
    }
    let years = compiled.timeline.years
    quotas = Parallel.map(count: compiled.models.count) {
      setter.quotas(model: $0, readings: readings[$0])
    }
    let expectations = Self.expectations(compiled)
    self.expectations = expectations
    layouts = zip(compiled.models, expectations).map {
      ColumnLayout(
        model: $0, years: years, segments: compiled.outcomes.count, hasExpected: $1 != nil)
    }
    blockLayout = BlockLayout(
      layouts, models: compiled.models, years: years, payPerOne: compiled.payPerOne,
      keepsPeople: false)
    self.compiled = compiled
    plan = compiled
    seed = compiled.scenario.seed
    self.tables = tables
    self.readings = readings
    if !compiled.scenario.outturns.isEmpty { try turn(compiled.scenario.outturns) }
  }

  private static func expectations(_ compiled: CompiledScenario) -> [ExpectedARRPlan?] {
    compiled.models.indices.map { model in
      compiled.scenario.sampling.adjusted ? ExpectedARRPlan(compiled, model: model) : nil
    }
  }

  /// Whether every person's pay is kept by trial.
  public var keepsPeople: Bool { blockLayout.firstPeople != nil }

  /// The same run, but keeping every person's pay by trial: one more column each. No other figure
  /// changes.
  public func keepingPeople() -> PreparedScenario {
    var other = self
    other.blockLayout = BlockLayout(
      layouts, models: compiled.models, years: compiled.timeline.years,
      payPerOne: compiled.payPerOne, keepsPeople: true)
    return other
  }

  /// The same scenario and quotas with different luck.
  public func drawing(seed: UInt64) -> PreparedScenario {
    var other = self
    other.seed = seed
    return other
  }

  /// The same plan on the same luck when inputs turn out otherwise: heads, quotas and calibration
  /// stay. Any that turned out otherwise before still do.
  ///
  /// ```swift
  /// let tie = try prepared.turning([Outturn("effects.new-logo-hour", 175)])
  /// ```
  ///
  /// - Throws: ``UnknownAssumption`` for the key of no input.
  /// - Complexity: Some milliseconds for an input that people are hired by, else microseconds.
  public func turning(_ outturns: [Outturn]) throws -> PreparedScenario {
    var other = self
    try other.turn(plan.scenario.turning(self.outturns + outturns).outturns)
    return other
  }

  /// Whether accounts and people do the same as in another, and it is counted alike: see
  /// ``CompiledScenario/isPlayed(like:)``.
  func isPlayed(like other: PreparedScenario) -> Bool {
    plan.isPlayed(like: other.plan) && outturns == other.outturns && seed == other.seed
  }

  private mutating func turn(_ outturns: [Outturn]) throws(StaffingError) {
    compiled = try plan.turning(outturns)
    self.outturns = outturns
    // How long a change of owners is felt is in the tables; what worlds draw is not.
    if !plan.draws(all: outturns) { tables = LoopTables(compiled) }
    expectations = Self.expectations(compiled)
  }
}
