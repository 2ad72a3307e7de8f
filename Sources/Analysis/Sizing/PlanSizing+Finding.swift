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
    var trials = [now, try await bench.trial(.quota, terms, bench.asItStands)]
    if !bench.isMet(trials[1].found) {
      trials += try await bench.levers(from: terms)
    }
    let proposals = trials.map { bench.proposal($0, against: now) }
    let met = proposals.indices.dropFirst().filter { bench.isConfirmed(proposals[$0].score) }
    let answer =
      met.max { proposals[$0].gain.mean < proposals[$1].gain.mean }
      ?? proposals.indices.dropFirst().max {
        bench.closeness(proposals[$0].score) < bench.closeness(proposals[$1].score)
      }!
    self.scenario = scenario
    self.aim = aim
    self.quota = quota
    self.proposals = proposals
    self.answer = answer
    plan = bench.plan
    measure = bench.plan.measures[bench.measure]
    self.trials = scenario.trials
    seed = scenario.seed
    scoringSeed = bench.scoringSeed
    isWithinBudget = !met.isEmpty
    tradeOffs = try await bench.tradeOffs(around: trials[answer])
  }
}
