import Model
import Ownership
import Plans
import Simulation
import Statistics
import Units

/// Simulates, pays and scores the candidates of a sizing.
struct SizingBench: Sendable {
  /// The role's credits at a number of heads: one set to seek terms on, and a fresh one to score
  /// them on.
  struct Credits: Sendable {
    let heads: Int
    let sought: SeatCreditSamples
    let scored: SeatCreditSamples
    /// Attainments at current quotas, on the draws that terms are sought on.
    let attainments: RepaidCredits.People
    let meanQuota: Double
  }

  /// Terms and their scores.
  struct Trial: Sendable {
    let lever: SizedPlan.Lever
    let terms: PayTerms
    let credits: Credits
    /// On the draws that terms are sought on.
    let found: PlanScore
    let score: PlanScore
    /// By trial, on the draws that terms are scored on.
    let value: [Double]
  }

  let aim: SizingAim
  let plan: Plan
  /// The index of the measure in ``plan``.
  let measure: Int
  let asItStands: Credits
  let scenario: Scenario
  let tasks: Int?
  private let progress: (@Sendable (_ done: Int, _ of: Int) -> Void)?

  /// The seed of the draws that terms are scored on.
  var scoringSeed: UInt64 { Self.scoringSeed(scenario) }

  private static func scoringSeed(_ scenario: Scenario) -> UInt64 { scenario.seed &+ 1 }

  init(
    _ scenario: Scenario, aim: SizingAim, memory: Int, tasks: Int?,
    progress: (@Sendable (_ done: Int, _ of: Int) -> Void)?
  ) async throws {
    let compiled = try Self.compiled(scenario, aim: aim, heads: nil)
    let (plan, measure) = try Self.plan(
      for: aim, in: scenario, roles: compiled.roles(ofModel: Self.modelIndex))
    let most = memory / (Self.mostRuns * compiled.bytesPerTrial(keeping: Self.selection(aim)))
    guard scenario.trials <= most else {
      throw SizingProblem.tooManyTrials(scenario.trials, most: most)
    }
    self.aim = aim
    self.plan = plan
    self.measure = measure
    self.scenario = scenario
    self.tasks = tasks
    self.progress = progress
    let credits = try await Self.credits(compiled, aim: aim, tasks: tasks, progress: progress)
    guard let credits else {
      throw SizingProblem.notSimulated(measure: plan.measures[measure].name)
    }
    asItStands = credits
  }

  // MARK: - Simulating

  /// The number of runs whose credits are in memory at once: the current heads, the best number so
  /// far and the next one, each on two seeds.
  private static let mostRuns = 6

  private static func selection(_ aim: SizingAim) -> CreditSelection {
    CreditSelection(model: modelIndex, role: aim.role, measure: aim.measure)
  }

  /// The credits with another number of heads; nil if the scenario fixes the number.
  func credits(heads: Int) async throws -> Credits? {
    let compiled = try Self.compiled(scenario, aim: aim, heads: heads)
    guard Self.heads(compiled, aim.role) == heads else { return nil }
    return try await Self.credits(compiled, aim: aim, tasks: tasks, progress: progress)
  }

  /// The index of the model beside the baseline.
  private static let modelIndex = 1

  /// The model beside the baseline, which keeps its people because the stated rates were observed
  /// with them. If the baseline itself is sized, its copy is.
  private static func compiled(
    _ scenario: Scenario, aim: SizingAim, heads: Int?
  ) throws(StaffingError) -> CompiledScenario {
    var pair = scenario
    pair.models = [scenario.models[scenario.baseline], scenario.models[aim.model]]
    pair.baseline = 0
    // Errors here are clustered by worlds and people, not by strata.
    pair.sampling = Sampling()
    return try CompiledScenario(
      pair,
      staffed: heads.map { heads in
        (
          model: modelIndex,
          heads: Dictionary(
            uniqueKeysWithValues: (0..<pair.years).map {
              (RoleYear(role: aim.role, year: $0), heads)
            })
        )
      })
  }

  /// Heads in the first year that has any.
  private static func heads(_ compiled: CompiledScenario, _ role: Role) -> Int {
    let heads = compiled.heads(ofModel: modelIndex)
    return (0..<compiled.scenario.years).lazy
      .compactMap { heads[RoleYear(role: role, year: $0)] }.first { $0 > 0 } ?? 0
  }

  /// Nil if the measure is not simulated.
  private static func credits(
    _ compiled: CompiledScenario, aim: SizingAim, tasks: Int?,
    progress: (@Sendable (_ done: Int, _ of: Int) -> Void)?
  ) async throws -> Credits? {
    let prepared = try await PreparedScenario(compiled, tasks: tasks)
    let selection = selection(aim)
    let sought = try await Simulator.run(
      prepared, keeping: selection, tasks: tasks, progress: progress)
    guard let meanQuota = sought.meanQuota else { return nil }
    let fresh = prepared.drawing(seed: scoringSeed(compiled.scenario))
    return Credits(
      heads: heads(compiled, aim.role), sought: sought,
      scored: try await Simulator.run(fresh, keeping: selection, tasks: tasks, progress: progress),
      attainments: try await sought.repaid(tasks: tasks).people, meanQuota: meanQuota)
  }

  // MARK: - Paying

  /// The quota that a share of people reach.
  ///
  /// - Throws: ``SizingProblem/outOfReach(chance:measure:)``.
  func quota(for chance: Double, in credits: Credits) throws -> QuotaEstimate {
    let people = credits.attainments
    guard !people.attainments.isEmpty else {
      throw SizingProblem.outOfReach(chance: chance, measure: plan.measures[measure].name)
    }
    let estimate = QuantileEstimate(
      1 - chance, of: people.attainments, clusters: people.attainmentClusters)
    guard estimate.value > 0 else {
      throw SizingProblem.outOfReach(chance: chance, measure: plan.measures[measure].name)
    }
    return QuotaEstimate(
      quota: estimate.value * credits.meanQuota, factor: estimate.value,
      low: estimate.low.map { $0 * credits.meanQuota },
      high: estimate.high.map { $0 * credits.meanQuota })
  }

  func trial(
    _ lever: SizedPlan.Lever, _ terms: PayTerms, _ credits: Credits
  ) async throws -> Trial {
    let scored = try await credits.scored.repaid(on: terms, tasks: tasks)
    return Trial(
      lever: lever, terms: terms, credits: credits, found: try await found(terms, credits),
      score: score(scored, of: credits.scored), value: scored.value)
  }

  /// The score of terms on the draws that they are sought on.
  func found(_ terms: PayTerms, _ credits: Credits) async throws -> PlanScore {
    score(
      try await credits.sought.repaid(on: terms, tasks: tasks), of: credits.sought)
  }

  func score(_ paid: RepaidCredits, of samples: SeatCreditSamples) -> PlanScore {
    PlanScore(paid, budget: aim.budget?.amount, design: samples.result.design)
  }

  // MARK: - Judging

  /// Whether terms stay within budget as often as required.
  func isMet(_ score: PlanScore) -> Bool {
    score.withinBudget.map { $0.value >= aim.confidence } ?? true
  }

  /// The same for a score on fresh draws, which may fall short by two standard errors.
  func isConfirmed(_ score: PlanScore) -> Bool {
    score.confirms(aim)
  }

  /// How close a score comes to the budget: by its chance, then by its cost.
  func closeness(_ score: PlanScore) -> (chance: Double, cost: Double) {
    (score.withinBudget?.value ?? 1, 0 - score.costP90.value)
  }

  /// The value of one trial less another's.
  func difference(_ trial: Trial, minus other: Trial) -> PairedDifference {
    PairedDifference(
      trial.value, minus: other.value, worldSize: SimulationResult.trialsPerWorld,
      hasRanges: asItStands.scored.result.hasRanges, design: asItStands.scored.result.design)
  }

  /// Where the attainment of a trial's people lies, on the draws that terms are sought on.
  func points(of trial: Trial) -> AttainmentPoints {
    let people = trial.credits.attainments
    func point(_ p: Double) -> Double {
      QuantileEstimate(p, of: people.attainments, clusters: people.attainmentClusters).value
        / trial.terms.quotaFactor
    }
    return AttainmentPoints(p10: point(0.1), p90: point(0.9))
  }

  /// What people sell as it stands.
  var sold: SoldARR {
    let model = asItStands.scored.model
    return SoldARR(scenario.finance, years: scenario.years) { year in
      Moments(model.sum(SoldARR.items.map { .walk($0, year: year) })).mean
    }
  }

  func proposal(_ trial: Trial, against now: Trial) -> SizedPlan {
    SizedPlan(
      lever: trial.lever, quota: trial.terms.quotaFactor * trial.credits.meanQuota,
      quotaFactor: trial.terms.quotaFactor, heads: trial.credits.heads,
      baseShare: trial.terms.baseShare ?? baseShare,
      accelerator: accelerator.map { $0 * trial.terms.accelerator }, score: trial.score,
      gain: difference(trial, minus: now))
  }

  /// The slope of the measure's curve above target; nil without a curve.
  var accelerator: Double? {
    guard case .curve(let curve) = plan.measures[measure].shape else { return nil }
    return curve.accelerator
  }
}
