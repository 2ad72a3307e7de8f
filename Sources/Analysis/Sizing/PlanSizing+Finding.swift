public import Model
import Plans
import Simulation
import Statistics
import Units

extension PlanSizing {
  /// Sizes a plan.
  ///
  /// - Parameters:
  ///   - memory: The most memory that credits may take, in bytes.
  ///   - tasks: The number of threads; never changes a result.
  ///   - progress: Called after each block of each simulation.
  /// - Throws: ``SizingProblem`` if there is nothing to size; `CancellationError`.
  public init(
    _ scenario: Scenario, aim: SizingAim, memory: Int = .max, tasks: Int? = nil,
    progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
  ) async throws {
    let bench = try await SizingBench(
      scenario, aim: aim, memory: memory, tasks: tasks, progress: progress)
    let quota = try bench.quota(for: aim.chance, in: bench.asItStands)
    let now = try await bench.trial(.now, PayTerms(), bench.asItStands)
    let terms = PayTerms(quotaFactor: quota.factor)
    let alone = try await bench.trial(.quota, terms, bench.asItStands)
    var found = SizingFinds(bench, now: now, quota: alone)
    if !bench.isMet(alone.found) { try await bench.findLevers(from: terms, &found) }
    let answered = found.isWorthDoing ? found.best : alone
    self.scenario = scenario
    self.aim = aim
    self.quota = quota
    proposals = found.proposals
    answer = found.isWorthDoing ? found.bestIndex : 1
    unworthy = found.isWorthDoing ? nil : found.proposals[found.bestIndex]
    plan = bench.plan
    measure = bench.plan.measures[bench.measure]
    self.trials = scenario.trials
    seed = scenario.seed
    scoringSeed = bench.scoringSeed
    isWithinBudget = found.isMet && found.isWorthDoing
    tradeOffs = try await bench.tradeOffs(around: answered)
    points = bench.points(of: answered)
    sold = bench.sold
  }
}
