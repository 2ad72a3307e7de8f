import Statistics

extension Scenario {
  /// The scenario whose inputs turn out otherwise than planned; of one key, the last holds.
  ///
  /// ```swift
  /// let tie = try scenario.turning([Outturn("effects.new-logo-hour", 175)])
  /// ```
  ///
  /// - Throws: ``UnknownAssumption`` for the key of no input.
  public func turning(_ outturns: [Outturn]) throws(UnknownAssumption) -> Scenario {
    let known = Set(inputs.map(\.assumption.key))
    var scenario = self
    for outturn in outturns {
      guard known.contains(outturn.key) else { throw UnknownAssumption(key: outturn.key) }
      scenario.outturns.removeAll { $0.key == outturn.key }
      scenario.outturns.append(outturn)
    }
    return scenario
  }

  /// The scenario that states what turned out, as a report shows it: no longer what was planned for.
  ///
  /// - Parameter outturns: Of inputs that it has.
  package func stating(_ outturns: [Outturn]) -> Scenario {
    outturns.reduce(self) { scenario, outturn in
      guard let constant = try? Distribution.constant(outturn.value),
        let stated = try? scenario.setting(
          outturn.key, to: constant, source: "turns out otherwise than planned")
      else { return scenario }
      return stated
    }
  }
}
