import Model
public import Simulation
import Statistics

extension Sensitivity {
  /// Plays everything.
  ///
  /// - Parameters:
  ///   - plan: A scenario, best with these models and the baseline alone.
  ///   - trials: Nil: the scenario's number.
  ///   - tasks: How many blocks to simulate at once; never changes a result.
  /// - Throws: `CancellationError`; `FigureTooLarge`; `StaffingError`.
  public init(
    _ plan: PreparedScenario, model: Int, against reference: Int, figure: Figure = .value,
    trials: Int? = nil, tasks: Int? = nil, progress: Progress? = nil
  ) async throws {
    precondition(model != reference, "two models")
    let search = SensitivitySearch(
      replay: DifferenceReplay(plan: plan, model: model, reference: reference, figure: figure),
      trials: trials ?? plan.compiled.scenario.trials, tasks: tasks, progress: progress)
    scenario = plan.compiled.scenario
    seed = plan.seed
    self.trials = search.trials
    self.model = model
    self.reference = reference
    self.figure = figure
    let base = try await search.base()
    difference = base.estimate
    let inputs = SensitivityInput.all(of: plan, models: [model, reference])
    let screen = try await search.screen(inputs, base)
    inert = screen.inert
    var exact: [Moved] = []
    for input in screen.largest { exact.append(try await search.exact(input, base)) }
    self.exact = exact.sorted(by: Moved.isLarger)
    screened = screen.others.sorted(by: Moved.isLarger)
    pairs = try await search.pairs(of: screen.largest)
    horizons = try await search.horizons(of: scenario.years)
  }
}
