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
        legend: legend(rows, comparison),
        picture: .grids(
          Advisor(comparison.scenario.facts).segments.map { grid(of: $0, rows, comparison) }),
        note: """
          Bold: \(name: comparison.bestName), the best model here, has an owner whom the framework \
          neither advises nor allows. A dash: the source is silent. A question mark: it hangs on a fact that \
          is missing. Peers: companies with contracts of this size whose account executive leads or \
          takes part, by a survey of 2019.
          """),
      notes: [Note(topic: "Advice", text: note(rows, comparison))])
  }

  private static func count(
    _ finding: FrameworkVerdict.Finding, in rows: [AdviceRow]
  ) -> Int { rows.count { $0.finding == finding } }

  /// How many answers have an owner, have that of the best model, or only allow it.
  private struct Tally {
    let named, same, allowed, open: Int

    init(_ rows: [AdviceRow]) {
      let agreeing = count(.agrees, in: rows)
      named = agreeing + count(.disagrees, in: rows)
      same = rows.count { $0.advice.role != nil && $0.advice.role == $0.simulated }
      allowed = agreeing - same
      open = count(.open, in: rows)
    }
  }

  private static func sentence(_ rows: [AdviceRow], _ comparison: Comparison) -> Sentence {
    let tally = Tally(rows)
    let (allowed, open) = (tally.allowed, tally.open)
    return """
      Six frameworks name an owner for \(tally.named) cells: in \(tally.same) of them that of \
      \(name: comparison.bestName)\(allowed == 0 ? "" : "; \(allowed) more allow it as well")\
      \(open == 0 ? "" : "; \(open) answers hang on facts that are missing").
      """
  }

  private static func note(_ rows: [AdviceRow], _ comparison: Comparison) -> String {
    let tally = Tally(rows)
    return "\(tally.same) of \(tally.named) answers of six frameworks have the owner of"
      + " \(comparison.bestName)"
      + (tally.allowed == 0 ? "" : ", \(tally.allowed) more allow it")
      + (tally.open == 0 ? "" : ", \(tally.open) more hang on missing facts")
      + "; `quotient advise` says why"
  }

  /// The roles in their colours, as the cells shorten them.
  private static func legend(
    _ rows: [AdviceRow], _ comparison: Comparison
  ) -> [Exhibit.LegendItem] {
    let today = today(comparison)
    let named = rows.flatMap { row in
      [row.advice.role, row.advice.source, row.simulated, today[row.advice.cell]?.owner]
        .compactMap(\.self) + row.advice.alternatives
    }
    return AdviceTone.order(Set(named)).map { role in
      let short = RecommendationText.short(role)
      return .init(
        swatch: .area, tone: AdviceTone.of(role),
        text: short == role.rawValue ? "\(name: short)" : "\(short) \(name: role.rawValue)")
    }
  }

  private static func today(_ comparison: Comparison) -> OwnerGrid {
    OwnerGrid(
      comparison.scenario.models[comparison.baseline].stages[0].rules.owners,
      segments: comparison.scenario.book.segments)
  }

  private static func grid(
    of segment: String, _ rows: [AdviceRow], _ comparison: Comparison
  ) -> Grid {
    let today = today(comparison)
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
    if let source = row.advice.source {
      remarks.append("found by \(name: RecommendationText.short(source))")
    }
    let others = row.advice.alternatives
    if !others.isEmpty {
      let names = others.map { "\(name: RecommendationText.short($0))" as Sentence }
      remarks.append("or \(names.listed(" or "))")
    }
    return Grid.Cell(
      items: [
        Grid.Item(
          name: RecommendationText.short(role), tone: AdviceTone.of(role), remarks: remarks)
      ],
      isEmphasised: row.finding == .disagrees)
  }

  private static func role(_ role: Role?) -> Grid.Cell {
    Grid.Cell(
      items: role.map {
        [
          Grid.Item(
            name: RecommendationText.short($0), tone: AdviceTone.of($0), remarks: [])
        ]
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

  /// Roles in the order of their colours, others behind by name.
  static func order(_ roles: Set<Role>) -> [Role] {
    order.filter(roles.contains) + roles.subtracting(order).sorted()
  }
}
