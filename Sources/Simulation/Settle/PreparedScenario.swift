import Model
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
  public let compiled: CompiledScenario
  /// The key of the scored draws.
  public private(set) var seed: UInt64
  let tables: LoopTables
  /// By model: the figures kept by trial.
  let layouts: [ColumnLayout]
  private(set) var blockLayout: BlockLayout
  /// By model, stage and role.
  let readings: [[[Role: PlanBindings]]]
  /// By model, seat and year.
  let quotas: [[[SeatQuotas?]]]
  /// By model, if means are adjusted; nil without a closed form.
  let expectations: [ExpectedARRPlan?]

  /// Sets the quotas.
  public init(_ compiled: CompiledScenario, tasks: Int? = nil) async throws {
    let tables = LoopTables(compiled)
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
    let tasks = tasks ?? Parallel.allCores
    var expected = try await ExpectedFlows(compiled, tasks: tasks)
    var quotas = Self.quotas(compiled, expected, readings)
    while Self.worstError(of: quotas) > Self.quotaPrecision, try await expected.refine(tasks: tasks)
    {
      quotas = Self.quotas(compiled, expected, readings)
    }
    self.quotas = quotas
    let expectations = compiled.models.indices.map { model in
      compiled.scenario.sampling.adjusted ? ExpectedARRPlan(compiled, model: model) : nil
    }
    self.expectations = expectations
    layouts = zip(compiled.models, expectations).map {
      ColumnLayout(
        model: $0, years: years, segments: compiled.outcomes.count, hasExpected: $1 != nil)
    }
    blockLayout = BlockLayout(
      layouts, models: compiled.models, years: years, payPerOne: compiled.payPerOne,
      keepsPeople: false)
    self.compiled = compiled
    seed = compiled.scenario.seed
    self.tables = tables
    self.readings = readings
  }

  /// The standard error of a quota that is small enough, over the quota.
  private static let quotaPrecision = 0.0005

  private static func quotas(
    _ compiled: CompiledScenario, _ expected: ExpectedFlows, _ readings: [[[Role: PlanBindings]]]
  ) -> [[[SeatQuotas?]]] {
    let setter = QuotaSetter(compiled: compiled, expected: expected)
    return Parallel.map(count: compiled.models.count) {
      setter.quotas(model: $0, readings: readings[$0])
    }
  }

  private static func worstError(of quotas: [[[SeatQuotas?]]]) -> Double {
    quotas.joined().joined().reduce(0) { worst, seat in
      (seat?.metrics ?? []).reduce(worst) { worst, quota in
        quota.year > 0 ? max(worst, quota.standardError / quota.year) : worst
      }
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
}
