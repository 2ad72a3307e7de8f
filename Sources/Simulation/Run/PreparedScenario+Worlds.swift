public import Model

extension PreparedScenario {
  /// The uncertain assumptions, each with its value in every world of a run.
  ///
  /// - Parameter trials: Of the run.
  public func uncertainValues(trials: Int) -> [(assumption: Assumption, values: [Double])] {
    let draws = Draws(seed: seed, strata: compiled.scenario.sampling.strata)
    let worlds = (0..<(trials + laneCount - 1) / laneCount).map {
      compiled.assumptions.values(inWorld: $0, draws: draws)
    }
    return compiled.assumptions.uncertain.map { id in
      (compiled.assumptions.assumptions[id], worlds.map { $0[id] })
    }
  }
}
