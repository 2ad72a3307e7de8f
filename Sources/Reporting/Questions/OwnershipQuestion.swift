import Analysis
import Formats
import Model
import Ownership

/// Who owns what? Motion by model, with what differs from the baseline set apart.
enum OwnershipQuestion: Question {
  static func answer(_ comparison: Comparison) -> Answer {
    let owners = OwnershipGrid(comparison.scenario, models: comparison.ranking)
    return Answer(
      id: "ownership", question: "Who owns what under each model?",
      sentence: sentence(owners, of: comparison),
      exhibit: Exhibit(
        picture: .grid(
          Grid(
            title: "Owner of each motion, by model", label: "Owners", corner: "motion",
            columns: comparison.rankedNames,
            rows: owners.rows.map { row($0, owners, of: comparison) })),
        note: """
          The owner does the work and closes; who finds the opportunities stands beside where it is \
          somebody else. Bold: not as under \(name: comparison.baselineName).
          """))
  }

  private static func row(
    _ motions: [Motion], _ owners: OwnershipGrid, of comparison: Comparison
  ) -> Grid.Row {
    let baseline = owners[motions[0], comparison.baseline]
    return Grid.Row(
      heading: OwnershipGrid.words(motions),
      cells: comparison.ranking.map { model in
        let entries = owners[motions[0], model]
        return Grid.Cell(
          items: entries.map { item($0, owners) },
          isEmphasised: model != comparison.baseline && entries != baseline)
      })
  }

  private static func item(_ entry: OwnershipGrid.Entry, _ owners: OwnershipGrid) -> Grid.Item {
    var remarks: [Sentence] = []
    if let source = entry.assignment.source, source != entry.assignment.owner {
      remarks.append("found by \(name: source.rawValue)")
    }
    if !entry.segments.isEmpty || entry.fromYear != nil { remarks.append(entry.scope) }
    let owner = entry.assignment.owner
    return Grid.Item(
      name: owner.rawValue, tone: .series(owners.roles.firstIndex(of: owner) ?? 0),
      remarks: remarks)
  }

  private static func sentence(_ owners: OwnershipGrid, of comparison: Comparison) -> Sentence {
    guard comparison.best != comparison.baseline else {
      return "\(name: comparison.bestName), the baseline, is the best: nothing changes hands."
    }
    let changed = Motion.allCases.filter {
      owners[$0, comparison.best] != owners[$0, comparison.baseline]
    }
    guard !changed.isEmpty else {
      return """
        \(name: comparison.bestName) has the owners of \(name: comparison.baselineName) and differs \
        in its other rules.
        """
    }
    let kept = Motion.allCases.filter { !changed.contains($0) }
    let hands: Sentence =
      switch (changed.count, kept.count) {
      case (_, 0): "every motion changes"
      case (5..., _): "every motion but \(OwnershipGrid.words(kept)) changes"
      case (1, _): "only \(OwnershipGrid.words(changed)) changes"
      default: "\(OwnershipGrid.words(changed)) change"
      }
    return """
      From \(name: comparison.baselineName) to \(name: comparison.bestName) \(hands) hands.
      """
  }
}
