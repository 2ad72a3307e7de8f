import Analysis
import Formats
import Model
import Statistics

/// A row of `approvals`: whether a model meets a criterion of the scenario.
struct ApprovalRow: ComparisonRow {
  let model: String
  let answer: CriterionAnswer

  static let heading = TableHeading(
    "approvals", title: "Approvals", question: "Which model meets what the scenario asks for?")

  static let criterion = Column.text("criterion", "as `approve` states it") {
    $0.answer.criterion.text
  }
  static let model = Column.model { $0.model }
  static let wanted = Column.share(
    "wanted", "the least share of trials, or of people, that have to keep to it"
  ) { $0.answer.criterion.chance }
  static let chance = Column.share(
    "chance", "the share that keeps to it; empty where the model has no such people"
  ) { $0.answer.share?.value }
  static let standardError = Column.share("se", "standard error of chance") {
    $0.answer.share?.standardError
  }
  static let low = Column.share("low", "lower end of the 95% interval of chance") {
    $0.answer.share?.interval.lowerBound
  }
  static let high = Column.share("high", "upper end of the 95% interval of chance") {
    $0.answer.share?.interval.upperBound
  }
  static let finding = Column.text(
    "finding",
    "go where the interval reaches what is wanted, no-go where it does not, else too close"
  ) { $0.answer.finding?.rawValue }
  static let columns = [criterion, model, finding, wanted, chance, standardError, low, high]

  /// By criterion, the best model first.
  static func rows(of comparison: Comparison) -> [ApprovalRow] {
    let criteria = comparison.approvals.map(\.criterion)
    return criteria.indices.filter { !criteria[..<$0].contains(criteria[$0]) }.flatMap { first in
      comparison.ranking.compactMap { model in
        comparison.approvals.first { $0.model == model && $0.criterion == criteria[first] }
      }
    }.map { ApprovalRow(model: comparison.name($0.model), answer: $0) }
  }

  static let part = DocumentPart(
    member: .list(
      "approvals", shape, "Whether each model meets each criterion of the scenario; by criterion."
    ) { rows(of: $0) }, definitions: [shape.definition])

  private static let shape = JSONShape<ApprovalRow>(
    "approval",
    [
      JSONMember(criterion), JSONMember(model),
      JSONMember(
        "finding",
        [
          "anyOf": [
            JSONSchema.oneOf(CriterionAnswer.Finding.allCases.map(\.rawValue)), ["type": "null"],
          ]
        ]
      ) { .string($0.answer.finding?.rawValue) },
    ]
      + [wanted, chance, standardError, low, high].map { column in
        .number(column.name, column.meaning) { column.number(of: $0) }
      })
}

/// Go or no-go: which model meets the criteria of the scenario?
enum ApprovalQuestion: Question {
  static let rows: [any ComparisonRow.Type] = [ApprovalRow.self]
  static let document = [ApprovalRow.part]

  static func answer(_ comparison: Comparison) -> Answer {
    var answer = Answer(id: "approvals", question: "Go or no-go: who meets what was asked for?")
    let rows = ApprovalRow.rows(of: comparison)
    guard !rows.isEmpty else { return answer }
    let format = FigureFormat.percent(decimals: 1)
    answer.sentence = sentence(of: comparison.bestName, rows, comparison)
    answer.views = [
      TableView(
        "Each criterion, with its chance and 95% interval", rows,
        [
          .prose(ApprovalRow.criterion), .name(ApprovalRow.model), .words(ApprovalRow.finding),
          .figure(ApprovalRow.wanted, format), .figure(ApprovalRow.chance, format),
          .figure(ApprovalRow.low, "95% low", format),
          .figure(ApprovalRow.high, "95% high", format),
        ])
    ]
    answer.notes = Note.lines("Approve", lines(rows))
    return answer
  }

  /// A line for each criterion: `cost <= 6.2m with 80%: go hybrid 97% (95-98%); no-go staged ...`.
  private static func lines(_ rows: [ApprovalRow]) -> [String] {
    var texts: [String] = []
    for row in rows where !texts.contains(row.answer.criterion.text) {
      texts.append(row.answer.criterion.text)
    }
    return texts.map { text in
      let own = rows.filter { $0.answer.criterion.text == text }
      let parts = CriterionAnswer.Finding.allCases.compactMap { finding -> String? in
        let models = own.filter { $0.answer.finding == finding }
        guard !models.isEmpty else { return nil }
        return "\(finding.rawValue) "
          + models.map { "\($0.model) \($0.answer.share?.inWords ?? "")" }.joined(separator: ", ")
      }
      let none = own.filter { $0.answer.finding == nil }.map(\.model)
      return text + ": "
        + (parts + (none.isEmpty ? [] : ["nobody to ask in \(none.joined(separator: ", "))"]))
        .joined(separator: "; ")
    }
  }

  /// What the best model meets, and who meets all.
  static func sentence(
    of model: String, _ rows: [ApprovalRow], _ comparison: Comparison
  ) -> Sentence {
    let asked = rows.filter { $0.model == model }
    let met = asked.filter { $0.answer.finding == .go }
    let all = comparison.rankedNames.filter { name in
      rows.filter { $0.model == name }.allSatisfy { $0.answer.finding == .go }
    }
    let own: Sentence =
      met.count == asked.count
      ? "\(name: model) meets all that was asked for"
      : """
      \(name: model) meets \(met.count) of \(NumberText.counted(asked.count, "criterion", "criteria"))\
      : \(asked.filter { $0.answer.finding != .go }.map { row in
          "\(row.answer.criterion.text) \(standing(row.answer))" as Sentence
        }.listed())
      """
    let others: Sentence =
      all.isEmpty
      ? "; no model meets all"
      : all == [model] || met.count == asked.count
        ? ""
        : "; \(all.map { "\(name: $0)" as Sentence }.listed()) \(all.count == 1 ? "meets" : "meet") all"
    return "\(own)\(others)."
  }

  private static func standing(_ answer: CriterionAnswer) -> String {
    guard let share = answer.share else { return "has nobody to ask" }
    return "is \(answer.finding == .noGo ? "a no-go" : "too close") at \(share.inWords)"
  }
}

extension Proportion {
  /// `97% (95-98%)`.
  var inWords: String {
    let interval = interval
    return NumberText.percent(value, decimals: 0)
      + " (\(NumberText.grouped(interval.lowerBound * 100))-"
      + "\(NumberText.percent(interval.upperBound, decimals: 0)))"
  }
}
