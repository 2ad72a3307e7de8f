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

/// The proposals of a sizing as they are found, and the best of them: of what meets the aim the one
/// with the most value, else what comes closest.
struct SizingFinds {
  private(set) var proposals: [SizedPlan]
  private(set) var best: SizingBench.Trial
  private(set) var bestIndex = 1
  private(set) var isMet: Bool
  private let bench: SizingBench
  private let now: SizingBench.Trial
  private let quota: SizingBench.Trial

  init(_ bench: SizingBench, now: SizingBench.Trial, quota: SizingBench.Trial) {
    self.bench = bench
    self.now = now
    self.quota = quota
    proposals = [now, quota].map { bench.proposal($0, against: now) }
    best = quota
    isMet = bench.isConfirmed(quota.score)
  }

  mutating func add(_ trial: SizingBench.Trial) {
    let proposal = bench.proposal(trial, against: now)
    proposals.append(proposal)
    let meets = bench.isConfirmed(proposal.score)
    let isBetter =
      meets == isMet
      ? meets
        ? proposal.gain.mean > proposals[bestIndex].gain.mean
        : bench.closeness(proposal.score) > bench.closeness(best.score)
      : meets
    guard isBetter else { return }
    best = trial
    bestIndex = proposals.count - 1
    isMet = meets
  }

  /// Whether the best loses no value against the quota alone, as far as its interval tells.
  var isWorthDoing: Bool {
    guard bestIndex > 1 else { return true }
    let loss = bench.difference(best, minus: quota)
    return !(loss.high < 0)
  }
}
