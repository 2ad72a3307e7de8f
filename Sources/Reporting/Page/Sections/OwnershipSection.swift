import Analysis
import Books
import Ownership
import Scenarios

extension PageSection {
  /// Who owns what? Motion by model, with what differs from the baseline set apart.
  static func ownership(_ records: ComparisonRecords) -> PageSection {
    let grid = OwnershipGrid(records.scenario, models: records.comparison.ranking)
    let roles = grid.roles
    return PageSection(
      id: "ownership", question: "Who owns what under each model?",
      answer: answer(grid, of: records),
      picture: .grid(
        .tag(
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
            .tag(
              "tbody", [:],
              Motion.allCases.map { motion in
                .tag(
                  "tr", [:],
                  [.tag("th", ["scope": "row"], text: Wording.words(motion.rawValue))]
                    + records.comparison.ranking.map { model in
                      cell(
                        grid[motion, model], label: records.name(model), roles: roles,
                        isChanged: model != records.comparison.baseline
                          && grid[motion, model] != grid[motion, records.comparison.baseline])
                    })
              }),
          ])),
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
    let motions = changed.map { "\(Wording.words($0.rawValue))" as Sentence }
    return """
      From \(name: records.baseline) to \(name: records.best) \
      \(changed.count == Motion.allCases.count ? "every motion changes" : "\(motions.listed()) \(changed.count == 1 ? "changes" : "change")") \
      hands.
      """
  }
}
