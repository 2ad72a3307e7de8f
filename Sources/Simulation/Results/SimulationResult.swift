public import Model

/// The outcome of a run: every model on the same luck.
public struct SimulationResult: Sendable {
  public let scenario: Scenario
  public let seed: UInt64
  /// In the scenario's order.
  public let models: [ModelResult]
  /// Trials that share their assumptions: a world.
  public static let trialsPerWorld = laneCount
  /// Whether any assumption is uncertain, so that worlds differ.
  public let hasRanges: Bool
  /// Consecutive trials outside of which others are independent, by which standard errors are
  /// clustered: a stratum's block, else a world, else a trial.
  public let clusterSize: Int
  private let blocks: TrialBlocks
  private let layout: BlockLayout

  public var trials: Int { blocks.trials }

  /// Hands out how the roles fared in each block of ``Simulator/blockSize`` trials, the last of which
  /// may be short: what people of one block have in common, those of another do not share.
  ///
  /// - Parameter body: Told the outcomes of a block, by model; a role that nobody is paid in has none.
  public func forEachBlock(_ body: (_ roles: [[RoleYear: RoleOutcome]]) -> Void) {
    blocks.forEachBlock(layout, body)
  }

  /// - Parameter outcomes: By model.
  init(_ prepared: PreparedScenario, blocks: TrialBlocks, outcomes: [ModelOutcomes]) {
    let compiled = prepared.compiled
    scenario = compiled.scenario
    seed = prepared.seed
    hasRanges = !compiled.assumptions.uncertain.isEmpty
    clusterSize = compiled.clusterSize
    self.blocks = blocks
    layout = prepared.blockLayout
    models = compiled.models.indices.map { model in
      ModelResult(
        name: compiled.models[model].name, layout: prepared.layouts[model], blocks: blocks,
        firstColumn: prepared.blockLayout.firstColumns[model],
        heads: compiled.heads(ofModel: model), roles: compiled.models[model].roles,
        roleOutcomes: outcomes[model].roles, people: prepared.blockLayout.people[model],
        personOutcomes: outcomes[model].people, quotas: prepared.personQuotas(ofModel: model),
        firstPerson: prepared.blockLayout.firstPeople?[model])
    }
  }
}
