public import Analysis
import Formats
import Model
import Ownership
import Statistics

extension AnswerReport {
  /// The report of `quotient causes`.
  ///
  /// - Parameter warnings: Of the scenario, a sentence each.
  public init(_ causes: Causes, _ provenance: Provenance, warnings: [String]) {
    let answers = CauseAnswers(causes, warnings: warnings)
    self.init(
      command: "causes", title: causes.scenario.name,
      facts: [
        "\(answers.model) over \(answers.reference)",
        "\(NumberText.grouped(Double(causes.trials))) trials", "seed \(causes.seed)",
      ], answers: answers.all, provenance: provenance.facts, terms: CauseAnswers.terms,
      currency: causes.scenario.currency,
      document: CauseDocument(causes, provenance, warnings: warnings).json)
  }
}

/// The answers about why a model is worth more or less than another.
struct CauseAnswers {
  private let causes: Causes
  private let warnings: [String]
  let model: String
  let reference: String
  private let format: FigureFormat
  private let errors: FigureFormat

  init(_ causes: Causes, warnings: [String]) {
    self.causes = causes
    self.warnings = warnings
    model = causes.scenario.models[causes.model].name
    reference = causes.scenario.models[causes.reference].name
    let scale = MoneyScale(for: causes.parts.map(\.gain.value) + [causes.gain.value])
    format = .change(scale)
    errors = .money(scale)
  }

  var all: [Answer] { [why, ownerOrPlan, people] }

  static let terms: [(name: String, meaning: String)] =
    [
      ("cause", "what is otherwise under the one model than under the other"),
      (
        "part",
        "what the difference grows by as a cause is switched, averaged over orders of switching;"
          + " what people are paid for it is taken off"
      ),
    ] + CausePart.Reason.all.map { (Wording.words($0.name), $0.meaning) }

  // MARK: - Causes

  private var why: Answer {
    let rows = CauseRow.rows(of: causes)
    return Answer(
      id: "causes", question: "What makes the difference, and in which year?",
      sentence: sentence, exhibit: causes.parts.isEmpty ? nil : exhibit,
      views: causes.parts.isEmpty ? [] : [view], tables: [Table(rows)], notes: notes,
      warnings: warnings)
  }

  private var sentence: Sentence {
    guard !causes.parts.isEmpty else {
      return "\(name: model) and \(name: reference) come to the same in every trial."
    }
    let largest = causes.parts.sorted { $0.gain.value.magnitude > $1.gain.value.magnitude }
    let parts = largest.prefix(4).map { part in
      "\(Wording.words(part.name)) \(ShownNumber(part.gain.value, format))" as Sentence
    }
    let rest = largest.dropFirst(4)
    let others: [Sentence] =
      rest.isEmpty
      ? []
      : [
        """
        \(rest.count) other \(rest.count == 1 ? "cause" : "causes") \
        \(ShownNumber(rest.reduce(0) { $0 + $1.gain.value }, format))
        """
      ]
    return """
      \(name: model) comes to \(ShownNumber(causes.gain.value, format)) \
      (standard error \(ShownNumber(causes.gain.standardError, errors))) over \
      \(name: reference): \((parts + others).listed()).
      """
  }

  private var view: TableView {
    struct Line {
      let name: String
      let years: [MeanEstimate?]
      let end: MeanEstimate?
      let gain: MeanEstimate
    }
    let lines =
      causes.parts.map { part in
        Line(
          name: part.name, years: part.years.map { $0.value == 0 ? nil : $0 },
          end: part.end.value == 0 ? nil : part.end, gain: part.gain)
      } + [
        Line(
          name: "all", years: causes.years,
          end: causes.parts.last.flatMap {
            $0.reason == .terminalMultiple ? $0.end : nil
          }, gain: causes.gain)
      ]
    return TableView(
      "From \(name: reference) to \(name: model), \(causes.scenario.currency)", lines,
      [.init(heading: "cause", content: .name) { .text(Wording.words($0.name)) }]
        + causes.years.indices.map { year in
          .figure("year \(year + 1)", format) { $0.years[year]?.value }
        }
        + [
          .figure("end", format) { $0.end?.value },
          .figure("in all", format) { $0.gain.value },
          .figure("standard error", errors) { $0.gain.standardError },
        ])
  }

  private var exhibit: Exhibit {
    Waterfall(
      steps: causes.parts.map {
        .init(name: Wording.words($0.name), gain: $0.gain.value, readout: readout($0))
      }, gain: causes.gain.value, from: reference, to: model, format: format,
      title: "value over \(causes.years.count) years, \(causes.scenario.currency)"
    ).exhibit(
      note: """
        Each bar is what the difference grows by as \(name: model) takes over this one thing, \
        averaged over an order of doing so and its reverse, after what people are paid for it. The bars \
        add up.
        """)
  }

  private func readout(_ part: CausePart) -> String {
    let years = part.years.enumerated().filter { $1.value != 0 }.map {
      "\(format.text($1.value)) in year \($0 + 1)"
    }
    return ([format.text(part.gain.value)] + years).joined(separator: ", ")
  }

  private var notes: [Note] {
    guard !causes.parts.isEmpty else { return [Note(topic: "Why", text: sentence.text)] }
    var notes = [Note(topic: "Why", text: sentence.text)]
    if !timing.isEmpty { notes.append(Note(topic: "When", text: timing)) }
    if causes.isOrderOfMatter {
      notes.append(
        Note(
          topic: "Order",
          text:
            "three or more causes act together: order matters by up to"
            + " \(errors.text(causes.orderMatters.value.magnitude)); parts are means of an order and its"
            + " reverse"))
    }
    return notes
  }

  /// When the larger parts happen, if that is not evenly; empty for a single year.
  private var timing: String {
    guard causes.years.count > 1 else { return "" }
    let large = causes.parts.filter {
      $0.reason != .terminalMultiple && $0.reason != .discounting
        && $0.gain.value.magnitude > 0.1 * causes.largest
    }
    func names(_ isMeant: (Double) -> Bool) -> String {
      large.filter { isMeant($0.years[0].value / $0.gain.value) }.map { Wording.words($0.name) }
        .joined(separator: ", ")
    }
    return [
      ("nearly all in year 1: ", names { $0 > 0.8 }),
      ("mostly after year 1: ", names { $0 < 0.2 }),
    ].filter { !$1.isEmpty }.map(+).joined(separator: "; ")
  }

  // MARK: - Owner or plan

  private var ownerOrPlan: Answer {
    Answer(
      id: "owner-or-plan", question: "Is it the owners, or the plans that pay them?",
      sentence: ownerSentence, notes: [Note(topic: "Owners", text: ownerSentence.text)])
  }

  private var ownerSentence: Sentence {
    guard causes.ofPlan.value != 0 || causes.ofPlan.standardError != 0 else {
      return """
        All of it is who owns what: under both models every role has the same plan, so that none of \
        the difference is pay.
        """
    }
    return """
      \(ShownNumber(causes.ofOwners.value, format)) is who owns what and \
      \(ShownNumber(causes.ofPlan.value, format)) the plans under pay (standard errors \
      \(ShownNumber(causes.ofOwners.standardError, errors)) and \
      \(ShownNumber(causes.ofPlan.standardError, errors))); plans do not change what people do, so \
      that a plan costs or saves, and no more.
      """
  }

  // MARK: - People

  private var people: Answer {
    let change = causes.people
    let roles = change.roles.map { RoleChangeRow(role: $0) }
    let rows = change.people.map { PersonChangeRow(person: $0) }
    let scale = MoneyScale(for: change.roles.flatMap { [$0.now?.value ?? 0, $0.then?.value ?? 0] })
    let amount = FigureFormat.money(scale)
    let changes = MoneyScale(
      for: change.roles.flatMap { [$0.change?.value ?? 0, $0.change?.standardError ?? 0] })
    return Answer(
      id: "people", question: "Who gains and who loses in pay?", sentence: peopleSentence,
      views: [
        TableView(
          "What one person of a role is expected to be paid in a year, base and variable",
          roles,
          [
            .name(RoleChangeRow.name), .figure(RoleChangeRow.headsNow, "people now", .count),
            .figure(RoleChangeRow.headsThen, "then", .count),
            .figure(RoleChangeRow.now, "pay now", amount),
            .figure(RoleChangeRow.then, "pay then", amount),
            .figure(RoleChangeRow.change, "change", .change(changes)),
            .figure(RoleChangeRow.error, "standard error", .money(changes)),
          ])
      ], tables: [Table(roles), Table(rows)],
      notes: [Note(topic: "People", text: peopleSentence.text)])
  }

  private var peopleSentence: Sentence {
    let people = causes.people.people
    func count(_ fate: PeopleChange.Fate) -> Int { people.count { $0.fate == fate } }
    let up = people.count { $0.direction > 0 }
    let down = people.count { $0.direction < 0 }
    let same = count(.stays) - up - down
    let stays: Sentence =
      count(.stays) == 0
      ? "No seat is there under both models"
      : """
      Of \(count(.stays)) seats that stay, \(up) may expect more pay than under \
      \(name: reference), \(down) less, and of \(same) no change is told from nothing
      """
    return "\(stays); \(count(.leaves)) leave and \(count(.joins)) join."
  }
}

extension Causes {
  /// The largest part.
  fileprivate var largest: Double { parts.map(\.gain.value.magnitude).max() ?? 0 }
}
