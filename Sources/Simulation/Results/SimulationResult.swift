public import Model
public import Ownership
public import Plans
public import Statistics

/// The outcome of a run: every model on the same luck.
///
/// ```swift
/// let (statusQuo, hybrid) = (result.models[0], result.models[1])
/// let difference = PairedDifference(
///   hybrid.column(.value), minus: statusQuo.column(.value),
///   worldSize: SimulationResult.trialsPerWorld, hasRanges: result.hasRanges,
///   design: result.design)
/// ```
public struct SimulationResult: Sendable {
  public let scenario: Scenario
  public let seed: UInt64
  /// In the scenario's order.
  public let models: [ModelResult]
  /// The number of trials that share their assumptions: a world.
  public static let trialsPerWorld = laneCount
  /// The number of trials whose worlds are dealt together: a deck.
  public static let trialsPerDeck = Sampling.deck * trialsPerWorld
  /// Whether any assumption is uncertain, so that worlds differ.
  public let hasRanges: Bool
  /// How many consecutive trials share luck or assumptions: a block of strata, else a world, else a
  /// single trial.
  let unitSize: Int
  private let assumptions: AssumptionTable
  /// By model: what is uncertain and may move it.
  private let uncertain: [Set<AssumptionTable.ID>]
  private let blocks: TrialBlocks
  private let layout: BlockLayout

  public var trials: Int { blocks.trials }

  /// How the error of a mean over the trials is told.
  public var design: SampleDesign { design(ofTrials: trials) }

  /// The same for the first `trials` of the run.
  public func design(ofTrials trials: Int) -> SampleDesign {
    let clusters = clusters(ofTrials: trials)
    guard hasRanges, clusters.size < Self.trialsPerDeck else { return SampleDesign(clusters) }
    // Blocks of strata lie within decks; their worlds offset one another in the market, too, so that
    // to count them as independent errs to the large side.
    return SampleDesign(
      Clusters(size: Self.trialsPerWorld, valueCount: trials),
      scores: normalScores(
        of: assumptions.uncertain, worlds: trials / Self.trialsPerWorld),
      worldSize: Self.trialsPerWorld, worldsPerDeck: Sampling.deck)
  }

  /// Whether an uncertain assumption may move a figure of one of the models.
  public func hasRanges(of models: [Int]) -> Bool { !uncertain(of: models).isEmpty }

  /// The normal scores of the assumptions that may move a figure of one of the models; nil where
  /// there are fewer than ``Surface/fewestWorlds`` worlds, or no such assumption.
  public func scores(of models: [Int]) -> AssumptionScores? {
    scores(ofAssumptions: uncertain(of: models))
  }

  /// The assumptions of ``scores(of:)``, in its order.
  public func assumptions(of models: [Int]) -> [Assumption] {
    uncertain(of: models).map { assumptions.assumptions[$0] }
  }

  /// Those of all uncertain assumptions.
  public var scores: AssumptionScores? {
    scores(ofAssumptions: assumptions.uncertain)
  }

  private func scores(ofAssumptions ids: [AssumptionTable.ID]) -> AssumptionScores? {
    let worlds = trials / Self.trialsPerWorld
    guard worlds >= Surface.fewestWorlds, !ids.isEmpty else { return nil }
    // Worlds of few decks are left out one by one, as decks would be too few to tell anything.
    let isDealt = trials / Self.trialsPerDeck >= Self.fewestDecks
    return AssumptionScores(
      normalScores(of: ids, worlds: worlds), worlds: worlds,
      groupSize: isDealt ? Sampling.deck : 1, groups: Self.jackknifeGroups)
  }

  /// Twice as many would cost twice as much, and tell an error to 13% instead of 18%.
  private static let jackknifeGroups = 16

  private func uncertain(of models: [Int]) -> [AssumptionTable.ID] {
    models.reduce(into: Set()) { $0.formUnion(uncertain[$1]) }.sorted()
  }

  /// What was drawn of each uncertain assumption, by world; a short last world included.
  public var draws: [(assumption: Assumption, values: [Double])] {
    let draws = Draws(seed: seed)
    let worlds = (trials + Self.trialsPerWorld - 1) / Self.trialsPerWorld
    return assumptions.uncertain.map { id in
      let assumption = assumptions.assumptions[id]
      return (
        assumption,
        (0..<worlds).map {
          assumption.distribution.quantile(assumptions.uniform(id, inWorld: $0, draws: draws))
        }
      )
    }
  }

  /// By assumption, then world.
  private func normalScores(of ids: [AssumptionTable.ID], worlds: Int) -> [[Double]] {
    let draws = Draws(seed: seed)
    return ids.map { id in
      (0..<worlds).map {
        StandardNormal.quantile(assumptions.uniform(id, inWorld: $0, draws: draws))
      }
    }
  }

  /// What percentiles are clustered by: decks of worlds from ``fewestDecks`` on, which are what is
  /// independent; else what shares luck or assumptions, as if it were independent. Worlds of a deck
  /// offset one another, so the latter errs to the large side.
  public var clusters: Clusters { clusters(ofTrials: trials) }

  /// The same for the first `trials` of the run.
  public func clusters(ofTrials trials: Int) -> Clusters {
    let deck = Self.trialsPerDeck
    return hasRanges && trials / deck >= Self.fewestDecks
      ? Clusters(size: deck, parts: deck / unitSize, valueCount: trials)
      : Clusters(size: unitSize, valueCount: trials)
  }

  /// The fewest whole decks whose scatter tells an error.
  public static let fewestDecks = 20

  /// Calls `body` with the outcomes of roles in each block of ``TrialBlock/size`` trials; the last
  /// may be short.
  ///
  /// - Parameter body: Receives a block's outcomes by model; a role in which nobody is paid has
  ///   none.
  public func forEachBlock(_ body: (_ roles: [[RoleYear: RoleOutcome]]) -> Void) {
    blocks.forEachBlock(layout, body)
  }

  /// - Parameter outcomes: By model.
  init(_ prepared: PreparedScenario, blocks: TrialBlocks, outcomes: [ModelOutcomes]) {
    let compiled = prepared.compiled
    scenario = compiled.scenario
    seed = prepared.seed
    hasRanges = !compiled.assumptions.uncertain.isEmpty
    unitSize = compiled.clusterSize
    assumptions = compiled.assumptions
    uncertain = compiled.models.indices.map { compiled.uncertainAssumptions(ofModel: $0) }
    self.blocks = blocks
    layout = prepared.blockLayout
    models = compiled.models.indices.map { model in
      ModelResult(
        name: compiled.models[model].name, layout: prepared.layouts[model], blocks: blocks,
        firstColumn: prepared.blockLayout.firstColumns[model],
        heads: compiled.heads(ofModel: model), roles: compiled.models[model].roles,
        roleOutcomes: outcomes[model].roles, people: prepared.blockLayout.people[model],
        personOutcomes: outcomes[model].people, quotas: prepared.personQuotas(ofModel: model),
        measures: prepared.toldMeasures(ofModel: model),
        firstPerson: prepared.blockLayout.firstPeople?[model])
    }
  }
}

/// The results of one model.
public struct ModelResult: Sendable {
  public let name: String
  public let layout: ColumnLayout
  /// The values of all models.
  let blocks: TrialBlocks
  /// The index of the model's first column among those of all models.
  let firstColumn: Int
  /// Heads by role and year; the same in every trial.
  public let heads: [RoleYear: Int]
  public let roles: [Role]
  public let roleOutcomes: [RoleYear: RoleOutcome]
  /// Everybody in every year, seat by seat.
  public let people: [PersonYear]
  /// By index in ``people``.
  public let personOutcomes: [PersonOutcome]
  /// By index in ``people``, in the order of the plan's measures; empty if no plan pays.
  public let quotas: [[PersonQuota]]
  /// By role and year: the names of ``RoleOutcome/measures``.
  public let measures: [RoleYear: [String]]
  /// The index of the first person's pay among the columns of all models; nil if not kept.
  let firstPerson: Int?

  public var trials: Int { blocks.trials }

  /// The values of a column, by trial; zeros for a column that the model does not have.
  ///
  /// Reads the blocks of the run on every call.
  public func column(_ column: TrialColumn) -> [Double] { sum([column]) }

  /// Variable pay by trial of the person at an index of ``people``; nil if the run does not keep
  /// it, see ``PreparedScenario/keepingPeople()``.
  public func pay(ofPerson index: Int) -> [Double]? {
    firstPerson.map { blocks.sum([$0 + index]) }
  }

  /// The sum of several columns, by trial.
  public func sum(_ columns: [TrialColumn]) -> [Double] { sum(columns.map { ColumnTerm($0) }) }

  /// The weighted sum of several columns, by trial.
  public func sum(_ terms: [ColumnTerm]) -> [Double] {
    blocks.sum(
      terms.map { term in
        StoredBlock.Term(
          columns: layout.indices(of: term.column).map { firstColumn + $0 }, factor: term.factor)
      })
  }
}

/// A person's quota on a measure in a year: what gives an attainment of 1.
///
/// Set before any luck, for a full year's work: vacancy and ramps reduce it in proportion.
public struct PersonQuota: Hashable, Sendable {
  /// What is credited; for a leader, the team's.
  public let metric: Metric
  /// In currency, pieces or as a share, depending on the metric.
  public let amount: Double
  /// Whether the plan states it; otherwise the scenario's rule derives it from what the seat is
  /// expected to earn credit for.
  public var isStated: Bool { metric.quota != nil }
}

extension PreparedScenario {
  /// By role and year of a model: the measures that are told by themselves.
  fileprivate func toldMeasures(ofModel index: Int) -> [RoleYear: [String]] {
    var names: [RoleYear: [String]] = [:]
    for (year, stage) in compiled.models[index].stageOfYear.enumerated() {
      for (role, reading) in readings[index][stage] {
        names[RoleYear(role: role, year: year)] = reading.toldMeasures.map {
          reading.plan.measures[$0].name
        }
      }
    }
    return names
  }

  /// The quotas of each person of a model, in the order of the plan's measures; none if no plan
  /// pays, or for measures that need no quota or are not simulated.
  func personQuotas(ofModel index: Int) -> [[PersonQuota]] {
    let stageOfYear = compiled.models[index].stageOfYear
    return blockLayout.people[index].map { person in
      guard let quotas = quotas[index][person.seat][person.year],
        let reading = readings[index][stageOfYear[person.year]][person.role]
      else { return [] }
      return reading.metrics.indices.compactMap { index in
        let ask = reading.metrics[index].ask
        guard ask.gate == nil, let measure = ask.measure,
          reading.plan.measures[measure].shape.needsQuota
        else { return nil }
        return reading.quota(index, quotas)
      }
    }
  }
}

extension PlanBindings {
  /// The quota of a metric by its index; nil if it is always at quota and states none.
  fileprivate func quota(_ metric: Int, _ quotas: SeatQuotas) -> PersonQuota? {
    let asked = metrics[metric]
    if case .atQuota = asked.source, asked.metric.quota == nil { return nil }
    return PersonQuota(metric: asked.metric, amount: quotas.metrics[metric].year)
  }
}
