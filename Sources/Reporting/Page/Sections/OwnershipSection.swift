import Analysis
import Formats
import Model
import Ownership

extension PageSection {
  /// Who owns what? Motion by model, with what differs from the baseline set apart.
  static func ownership(_ records: ComparisonRecords) -> PageSection {
    let comparison = records.comparison
    let grid = OwnershipGrid(records.scenario, models: comparison.ranking)
    func row(_ motions: [Motion]) -> Markup {
      .tag(
        "tr", [:],
        [.tag("th", ["scope": "row"], OwnershipGrid.words(motions).markup)]
          + comparison.ranking.map { model in
            cell(
              grid[motions[0], model], label: records.name(model), roles: grid.roles,
              isChanged: model != comparison.baseline
                && grid[motions[0], model] != grid[motions[0], comparison.baseline])
          })
    }
    let table = Markup.tag(
      "table", ["class": "cards grid"],
      [
        .tag("caption", text: "Owner of each motion, by model"),
        .tag(
          "thead", [:],
          [
            .tag(
              "tr", [:],
              [.tag("th", ["scope": "col"], text: "motion")]
                + records.ranking.map { .tag("th", ["scope": "col"], [.name($0)]) })
          ]),
        .tag("tbody", [:], grid.rows.map(row)),
      ])
    return PageSection(
      id: "ownership", question: "Who owns what under each model?",
      answer: answer(grid, of: records),
      picture: .grid(
        .tag(
          "div",
          ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Owners"],
          [table])),
      note: """
        The owner does the work and closes; who finds the opportunities stands beside where it is \
        somebody else. Bold: not as under \(name: records.baseline).
        """,
      tables: [])
  }

  private static func cell(
    _ entries: [OwnershipGrid.Entry], label: String, roles: [Role], isChanged: Bool
  ) -> Markup {
    let items = entries.map { entry in
      let place = roles.firstIndex(of: entry.assignment.owner) ?? 0
      var parts: [Markup] = [
        .tag(
          "span", ["class": "owner \(Tone.series(place).name)"],
          [.name(entry.assignment.owner.rawValue)])
      ]
      if let source = entry.assignment.source, source != entry.assignment.owner {
        parts += [" ", .tag("span", ["class": "small"], ["found by ", .name(source.rawValue)])]
      }
      if !entry.segments.isEmpty || entry.fromYear != nil {
        parts += [" ", .tag("span", ["class": "small"], entry.scope.markup)]
      }
      return Markup.tag("li", [:], parts)
    }
    return .tag(
      "td", ["class": isChanged ? "changed" : nil, "data-label": PlainText.of(label)],
      [items.isEmpty ? "nobody" : .tag("ul", [:], items)])
  }

  private static func answer(
    _ grid: OwnershipGrid, of records: ComparisonRecords
  ) -> Sentence {
    let comparison = records.comparison
    guard comparison.best != comparison.baseline else {
      return "\(name: records.best), the baseline, is the best: nothing changes hands."
    }
    let changed = Motion.allCases.filter {
      grid[$0, comparison.best] != grid[$0, comparison.baseline]
    }
    guard !changed.isEmpty else {
      return """
        \(name: records.best) has the owners of \(name: records.baseline) and differs in its other \
        rules.
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
    return "From \(name: records.baseline) to \(name: records.best) \(hands) hands."
  }
}
