import Advice
import Analysis
import Formats
import Model
import Ownership

/// What would the books say? The advice of the frameworks beside today's owners and those of the
/// best model.
enum AdviceQuestion: Question {
  static let rows: [any ComparisonRow.Type] = [AdviceRow.self]
  static let document = [
    DocumentPart(
      member: .list("advice", shape) { AdviceRow.rows(of: $0) },
      definitions: [
        shape.definition
      ])
  ]

  private static let shape = JSONShape<AdviceRow>(
    "advice",
    [
      AdviceRow.framework, AdviceRow.segment, AdviceRow.motion, AdviceRow.owner, AdviceRow.source,
      AdviceRow.reason, AdviceRow.factsRead, AdviceRow.notes, AdviceRow.asks,
      AdviceRow.nearestFlip, AdviceRow.distance, AdviceRow.simulatedOwner, AdviceRow.verdict,
    ].map { column in
      JSONMember(
        column.name,
        column.kind == .text ? ["type": ["string", "null"]] : JSONSchema.number
      ) { column.json(of: $0) }
    })

  static func answer(_ comparison: Comparison) -> Answer {
    let rows = AdviceRow.rows(of: comparison)
    return Answer(
      id: "advice", question: "What would the books say?",
      sentence: sentence(rows, comparison),
      exhibit: Exhibit(
        picture: .grids(
          Advisor(comparison.scenario.facts).segments.map { grid(of: $0, rows, comparison) }),
        note: """
          A dash: the source is silent. A question mark: it hangs on a fact that is missing. Bold: \
          not the owner of \(name: comparison.bestName), the best model here. Peers: companies with \
          contracts of this size whose account executive leads or takes part, by a survey of 2019.
          """),
      notes: [Note(topic: "Advice", text: note(rows, comparison))])
  }

  private static func count(
    _ finding: FrameworkVerdict.Finding, in rows: [AdviceRow]
  ) -> Int { rows.count { $0.finding == finding } }

  private static func sentence(_ rows: [AdviceRow], _ comparison: Comparison) -> Sentence {
    let (agree, not) = (count(.agrees, in: rows), count(.disagrees, in: rows))
    let open = count(.open, in: rows)
    return """
      Six frameworks name an owner for \(agree + not) cells: in \(agree) of them that of \
      \(name: comparison.bestName)\(open == 0 ? "" : "; \(open) answers hang on facts that are missing").
      """
  }

  private static func note(_ rows: [AdviceRow], _ comparison: Comparison) -> String {
    let (agree, not) = (count(.agrees, in: rows), count(.disagrees, in: rows))
    let open = count(.open, in: rows)
    return "\(agree) of \(agree + not) answers of six frameworks have the owner of"
      + " \(comparison.bestName)"
      + (open == 0 ? "" : ", \(open) hang on missing facts") + "; `quotient advise` says why"
  }

  private static func grid(
    of segment: String, _ rows: [AdviceRow], _ comparison: Comparison
  ) -> Grid {
    let scenario = comparison.scenario
    let today = OwnerGrid(
      scenario.models[comparison.baseline].stages[0].rules.owners,
      segments: scenario.book.segments)
    return Grid(
      title: "Owners advised for \(PlainText.of(segment))", label: "Advice", corner: "motion",
      columns: Framework.all.map(\.name) + ["peers", "today", "best model"],
      rows: Motion.allCases.map { motion in
        let own = rows.filter { $0.advice.segment == segment && $0.advice.motion == motion }
        let cell = OwnerCell(segment: segment, motion: motion)
        return Grid.Row(
          heading: "\(Wording.words(motion.rawValue))",
          cells: own.map(self.cell) + [
            plain(peers(own)), role(today[cell]?.owner), role(own.first?.simulated),
          ])
      })
  }

  private static func cell(_ row: AdviceRow) -> Grid.Cell {
    guard let role = row.advice.role else {
      return plain(row.advice.owner == .open ? "?" : "–")
    }
    var remarks: [Sentence] = []
    if let source = row.advice.source { remarks.append("found by \(name: source.rawValue)") }
    let others = row.advice.alternatives
    if !others.isEmpty {
      remarks.append("or \(others.map { "\(name: $0.rawValue)" as Sentence }.listed(" or "))")
    }
    return Grid.Cell(
      items: [Grid.Item(name: role.rawValue, tone: AdviceTone.of(role), remarks: remarks)],
      isEmphasised: row.finding == .disagrees)
  }

  private static func role(_ role: Role?) -> Grid.Cell {
    Grid.Cell(
      items: role.map {
        [Grid.Item(name: $0.rawValue, tone: AdviceTone.of($0), remarks: [])]
      } ?? [], isEmphasised: false)
  }

  private static func plain(_ text: String) -> Grid.Cell {
    Grid.Cell(
      items: [Grid.Item(name: text, tone: .muted, remarks: [])], isEmphasised: false)
  }

  private static func peers(_ rows: [AdviceRow]) -> String {
    rows.lazy.flatMap(\.advice.notes).compactMap { note in
      if case .peers(let share) = note { share } else { nil }
    }.first ?? "–"
  }
}

/// The colour of a role, the same in every picture of advice.
enum AdviceTone {
  private static let order: [Role] = [
    .csm, .accountExecutive, .accountManager, .renewalManager, .pooledCSM, .newLogoSeller, .digital,
  ]

  static func of(_ role: Role) -> Tone { .series(order.firstIndex(of: role) ?? order.count) }
}
