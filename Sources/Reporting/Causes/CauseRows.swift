import Analysis
import Ownership
import Statistics

/// A row of `causes`: a part of the difference in a year, at the end, or in all.
struct CauseRow: TableRow {
  let part: CausePart
  /// A fiscal year from 1, `end` or `all`.
  let when: String
  let gain: MeanEstimate

  static let heading = TableHeading(
    "causes", title: "Causes", question: "What makes the difference, and in which year?")

  static let columns: [TableColumn<CauseRow>] = [
    .text("cause", "what the part is due to; see Terms") { $0.part.name },
    .text("year", "fiscal year from 1; end of the horizon; or all") { $0.when },
    .money(
      "gain",
      "part of the expected difference of value; above 0 is for the better. Years are not discounted:"
        + " discounting is a cause of its own"
    ) { $0.gain.value },
    .standardError(.money, "standard error of gain") { $0.gain.standardError },
  ]

  /// All of a part, then its years and the end.
  static func rows(of causes: Causes) -> [CauseRow] {
    causes.parts.flatMap { part in
      [CauseRow(part: part, when: "all", gain: part.gain)]
        + part.years.enumerated().map {
          CauseRow(part: part, when: String($0 + 1), gain: $1)
        } + [CauseRow(part: part, when: "end", gain: part.end)]
    }
  }
}

/// A row of `roles`: what the people of a role are expected to be paid under both models.
struct RoleChangeRow: TableRow {
  let role: PeopleChange.OfRole

  static let heading = TableHeading(
    "roles", title: "Pay by role", question: "Which roles gain and lose people and pay?")

  static let name = Column.role { $0.role.role.rawValue }
  static let headsNow = Column.number(
    "heads-now", .people, "people under the model that the other is held against, mean over years"
  ) { $0.role.headsNow }
  static let headsThen = Column.number("heads-then", .people, "the same under the other") {
    $0.role.headsThen
  }
  static let now = Column.money(
    "pay-now", "base and variable pay that one of them is expected to get in a year"
  ) { $0.role.now?.value }
  static let then = Column.money("pay-then", "the same under the other model") {
    $0.role.then?.value
  }
  static let change = Column.money("change", "pay-then less pay-now, on the same luck") {
    $0.role.change?.value
  }
  static let error = Column.standardError(.money, "standard error of change") {
    $0.role.change?.standardError
  }
  static let columns = [name, headsNow, headsThen, now, then, change, error]
}

/// A row of `people`: what a person is expected to be paid under both models.
struct PersonChangeRow: TableRow {
  let person: PeopleChange.Person

  static let heading = TableHeading(
    "people", title: "People", question: "Who gains, who loses, who leaves and who joins?")

  static let role = Column.role { $0.person.role.rawValue }
  static let name = Column.person { $0.person.name }
  static let fate = Column.text("fate", "whether the seat stays, leaves or joins") {
    $0.person.fate.rawValue
  }
  static let now = Column.money(
    "pay-now",
    "expected base and variable pay of a year, while the seat is filled; mean over the seat's years"
  ) { $0.person.now?.value }
  static let nowError = Column.money("pay-now-se", "standard error of pay-now") {
    $0.person.now?.standardError
  }
  static let then = Column.money("pay-then", "the same under the other model") {
    $0.person.then?.value
  }
  static let thenError = Column.money("pay-then-se", "standard error of pay-then") {
    $0.person.then?.standardError
  }
  static let change = Column.money("change", "pay-then less pay-now, on the same luck") {
    $0.person.change?.value
  }
  static let error = Column.standardError(.money, "standard error of change") {
    $0.person.change?.standardError
  }
  static let columns = [
    role, name, fate, now, nowError, then, thenError, change, error,
  ]
}
