import Model

extension RunIdentity {
  /// The identity of a run of `prepared`.
  public init(_ prepared: PreparedScenario) {
    self.init(
      version: Simulator.version, instructions: InstructionClass.current,
      inputs: prepared.compiled.scenario.fingerprint.description,
      tables: prepared.fingerprint.description, seed: prepared.seed)
  }
}

extension PartHeader {
  public init(
    _ prepared: PreparedScenario, origin: RunOrigin, trials: Int, blocks: Range<Int>
  ) {
    self.init(
      identity: RunIdentity(prepared), origin: origin, trials: trials, blocks: blocks,
      keepsPeople: prepared.keepsPeople, columnCount: prepared.blockLayout.columnCount)
  }
}

extension PartSet {
  /// The result of the whole run.
  ///
  /// - Throws: ``PartProblem`` if the parts belong to another run, or lack people's pay that
  ///   `prepared` keeps.
  public func result(_ prepared: PreparedScenario) throws(PartProblem) -> SimulationResult {
    if let difference = header.identity.difference(from: RunIdentity(prepared)) {
      throw PartProblem(parts[0].path, difference)
    }
    for part in parts {
      if prepared.keepsPeople, !part.header.keepsPeople {
        throw PartProblem(
          part.path,
          "the pay of every person is not there: simulate it with --keep people, or merge without")
      }
      let columns = prepared.blockLayout.columnCount(whereKeepingPeople: part.header.keepsPeople)
      guard part.header.columnCount == columns else { throw Self.misfit(part) }
    }
    guard let outcomes = blocks.outcomes(prepared.blockLayout) else { throw Self.misfit(parts[0]) }
    return SimulationResult(prepared, blocks: blocks, outcomes: outcomes)
  }

  private static func misfit(_ part: PartFile) -> PartProblem {
    PartProblem(part.path, "its blocks do not fit the scenario")
  }
}

extension PreparedScenario {
  /// A fingerprint of this run's tables, down to the last bit of a quota. The pilot exercises the
  /// whole engine, so a build that simulates differently has another fingerprint.
  var fingerprint: Fingerprint {
    var print = Fingerprint()
    func add(_ numbers: [Double]) {
      print.add(UInt64(numbers.count))
      for number in numbers { print.add(number.bitPattern) }
    }
    for layout in layouts { print.add("\(layout.columns)".utf8) }
    let intercepts = compiled.intercepts
    add(intercepts.renewal.flatMap(\.self) + intercepts.increase)
    add((intercepts.found + intercepts.won).flatMap { $0.flatMap(\.self) })
    for quotas in quotas.flatMap({ $0.flatMap(\.self) }) {
      add(quotas?.metrics.map(\.year) ?? [])
    }
    return print
  }
}
