extension PayProgram {
  /// Whether a gate of which nothing is known decides nothing: its group holds without it, or what it
  /// guards is closed by another.
  ///
  /// - Parameter held: Of the gates that are known, whether they hold.
  package func isDecided(without ask: Int, held: [Int: Bool]) -> Bool {
    func outcome(_ group: Int) -> Bool? {
      let known = groups[group].alternatives.indices.map {
        alternatives[$0].indices.map { held[$0] }
      }
      let least = Int(groups[group].atLeast.value)
      if known.count(where: { $0.allSatisfy { $0 == true } }) >= least { return true }
      return known.count { !$0.contains(false) } < least ? false : nil
    }
    let guards = guards(with: ask)
    if guards.gates.indices.contains(where: { !isGrouped[$0] && held[$0] == false })
      || guards.groups.indices.contains(where: { outcome($0) == false })
    {
      return true
    }
    return guards.groups.indices.contains { group in
      groups[group].alternatives.indices.contains { alternatives[$0].indices.contains(ask) }
        && outcome(group) == true
    }
  }

  /// All gates that guard with one, and their groups.
  private func guards(with ask: Int) -> (gates: Slice, groups: Slice) {
    guard let measure = asks[ask].measure.map({ measures[$0] }) else { return (gates, gateGroups) }
    return measure.gates.indices.contains(ask)
      ? (measure.gates, measure.gateGroups)
      : (measure.acceleratorGates, measure.acceleratorGateGroups)
  }
}
