import Analysis
public import Formats
import Model
import Ownership
import Simulation
import Statements
import Statistics
import Units

/// A trial for the terminal: its years, what was drawn, the largest events and everybody's pay; or
/// everything about one account or person.
public struct TrialText {
  private let report: TrialReport

  /// Longer lists are in JSON, or under an account or a person.
  private static let mostEvents = 10
  private static let mostAssumptions = 8

  public init(_ report: TrialReport) {
    self.report = report
  }

  /// The lines, without line ends.
  public func lines(style: Style = .plain) -> [String] {
    let body: [[String]] =
      switch report.subject {
      case .trial: trial(style)
      case .account(let row): account(row, style)
      case .person: person(style)
      }
    let blocks = [heading(style)] + body + [notes.flatMap { $0.lines(style: style) }]
    return Array(blocks.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private func heading(_ style: Style) -> [String] {
    let trials = report.provenance.trials
    var facts = "trial \(report.replay.trial) of \(NumberText.grouped(Double(trials)))"
    if let choice = report.choice {
      facts += ", the \(choice.rank.rawValue) by \(choice.figure.name)"
    }
    let title = Title(
      name: report.scenario.name, facts: [report.model, facts, "seed \(report.provenance.seed)"])
    return title.lines(style: style)
      + ["Figures are those of the trial in samples.csv; amounts in \(report.scenario.currency)."]
  }

  // MARK: - The whole trial

  private func trial(_ style: Style) -> [[String]] {
    [
      years.lines(style: style),
      heading(
        "Drawn for world \(report.replay.trial / SimulationResult.trialsPerWorld), furthest from"
          + " the middle first", style) + assumptions.lines(style: style),
      heading("Odds of renewal, times what market and segment drew", style)
        + shocks.lines(style: style),
      heading("Largest events", style)
        + events(report.largest(Self.mostEvents), showsAccount: true).lines(style: style),
      heading("Variable pay", style) + payOfAll.lines(style: style),
    ]
  }

  private func heading(_ text: String, _ style: Style) -> [String] { [style.text(text, .strong)] }

  /// A row for each line of the walk and figure, a column for each year.
  private var years: TextTable {
    let names = report.years.map { "year \($0 + 1)" }
    var table = TextTable(
      columns: [.leading("")] + (names + ["horizon"]).map { .trailing($0) })
    func addRow(_ name: String, _ texts: [String], _ emphasis: Emphasis = .normal) {
      table.add(([name] + texts).map { .init($0, emphasis) })
    }
    func money(_ amounts: [Double], signed: Bool = false) -> [String] {
      amounts.map {
        let text = NumberText.grouped($0, decimals: 2)
        return signed ? NumberText.signed($0, text) : text
      }
    }
    addRow("ARR at start", money(report.years.map { report.walk(.start, year: $0) }))
    for item in WalkItem.changes {
      let amounts = report.years.map { item.sign * report.walk(item, year: $0) }
      guard amounts.contains(where: { $0 != 0 }) else { continue }
      addRow("  " + item.name, money(amounts + [amounts.reduce(0, +)], signed: true))
    }
    func addFigure(_ figure: Figure, _ text: (Double) -> String) {
      addRow(
        figure == .endingARR ? "ARR at end" : figure.name,
        (report.years.map { report.value(figure, year: $0) } + [report.value(figure)]).map(text),
        figure == .value ? .strong : .normal)
    }
    func exact(_ amount: Double) -> String { NumberText.grouped(amount, decimals: 2) }
    func percent(_ share: Double) -> String { NumberText.percent(share, decimals: 2) }
    addFigure(.endingARR, exact)
    for figure in [Figure.nrr, .grr, .logoRetention] { addFigure(figure, percent) }
    for figure in [Figure.cost, .payout] { addFigure(figure, exact) }
    addFigure(.payoutPerTI, percent)
    for figure in [Figure.distraction, .margin, .value] { addFigure(figure, exact) }
    let ofYears = report.years.reduce(0) { $0 + report.value(.value, year: $1) }
    let terminal = report.value(.value) - ofYears
    // What sums of years miss by rounding is none.
    if terminal.magnitude >= 0.01 {
      addRow("  of which terminal", report.years.map { _ in "" } + [exact(terminal)])
    }
    return table
  }

  private var assumptions: TextTable {
    var table = TextTable(columns: [
      .leading("assumption"), .trailing("drawn"), .trailing("P10"), .trailing("P90"),
      .trailing("lower in"),
    ])
    let drawn = report.replay.assumptions.sorted {
      ($0.probability - 0.5).magnitude > ($1.probability - 0.5).magnitude
    }
    for draw in drawn.prefix(Self.mostAssumptions) {
      let law = draw.assumption.distribution
      table.add(
        [
          draw.assumption.key, NumberText.short(draw.value), NumberText.short(law.quantile(0.1)),
          NumberText.short(law.quantile(0.9)), NumberText.percent(draw.probability, decimals: 0),
        ].map { .init($0) })
    }
    if drawn.count > Self.mostAssumptions {
      table.add([
        .init("and \(drawn.count - Self.mostAssumptions) more in --json", .faint)
      ])
    }
    return table
  }

  private var shocks: TextTable {
    var table = TextTable(
      columns: [.leading("segment")] + report.years.map { .trailing("year \($0 + 1)") })
    for (index, segment) in report.book.segments.enumerated() {
      table.add(
        ([segment.name]
          + report.years.map {
            "x " + NumberText.grouped(report.replay.shocks[$0][index], decimals: 3)
          }).map { .init($0) })
    }
    return table
  }

  private var payOfAll: TextTable {
    var table = TextTable(
      columns: [.leading("person"), .leading("role")]
        + report.years.map { .trailing("year \($0 + 1)") } + [
          .trailing("pay"), .trailing("target"), .trailing("of target"),
        ])
    func add(_ name: String, _ role: String, _ people: [TrialPerson], _ emphasis: Emphasis) {
      let (pay, target) = (
        people.reduce(0) { $0 + $1.pay }, people.reduce(0) { $0 + $1.target }
      )
      let byYear = report.years.map { year in
        let own = people.flatMap(\.years).filter { $0.year == year }
        return own.isEmpty ? "" : NumberText.grouped(own.reduce(0) { $0 + $1.pay }, decimals: 2)
      }
      table.add(
        ([name, role] + byYear + [
          NumberText.grouped(pay, decimals: 2), NumberText.grouped(target, decimals: 2),
          target > 0 ? NumberText.percent(pay / target) : "-",
        ]).map { .init($0, emphasis) })
    }
    for person in report.people {
      add(report.name(ofSeat: person.seat), person.role.rawValue, [person], .normal)
    }
    add("all", "", report.people, .strong)
    return table
  }

  // MARK: - One account

  private func account(_ row: Int, _ style: Style) -> [[String]] {
    let account = report.book[row]
    let name = account.name.map { "\(account.id), \($0)" } ?? account.id
    let served = report.years.map { year in
      let seats = report.replay.seats(ofAccount: row, year: year)
      let people = seats.map {
        "\(report.replay.people[$0].role) \(report.name(ofSeat: $0))"
      }
      return "year \(year + 1)".padding(to: 10) + people.joined(separator: ", ")
    }
    let events = report.events
    return [
      [
        style.text(PlainText.of(name), .strong),
        "\(account.segment.name), \(NumberText.grouped(account.arr.amount, decimals: 2)) ARR,"
          + " \(Counted(account.term, "month")) to \(account.renewalDay)"
          + (account.autoRenewal ? ", renews automatically" : ""),
      ],
      served.map(PlainText.of),
      events.isEmpty
        ? ["Nothing happened to it."]
        : self.events(events, showsAccount: false).lines(style: style),
      events.contains { !$0.credits.isEmpty }
        ? heading("Credit that plans read", style)
          + credits(of: events, to: nil).lines(style: style)
        : [],
    ]
  }

  // MARK: - One person

  private func person(_ style: Style) -> [[String]] {
    report.people.flatMap { person -> [[String]] in
      let statements = report.statements(of: person)
      let credited = report.events.filter { $0.credits.contains { $0.seat == person.seat } }
      let title = "\(report.name(ofSeat: person.seat)), \(person.role)"
      return [
        heading(PlainText.of(title), style) + years(of: person).lines(style: style)
          + person.changes.map {
            "\($0.day)  " + ($0.isHire ? "a new hire begins" : "leaves; the seat is vacant")
          },
        credited.isEmpty
          ? []
          : heading("Credit that the plan reads", style)
            + credits(of: credited, to: person.seat).lines(style: style),
      ] + statements.map { report.pay.text(of: $0, style: style) }
        + (statements.isEmpty ? [["No plan pays this role: it is paid at target."]] : [])
    }
  }

  private func years(of person: TrialPerson) -> TextTable {
    var table = TextTable(
      columns: [.leading("year")]
        + ["there", "talent", "load", "pay", "target", "of target"].map { .trailing($0) })
    for year in person.years {
      table.add(
        [
          "year \(year.year + 1)", NumberText.percent(year.present, decimals: 0),
          "x " + NumberText.grouped(year.talent, decimals: 3),
          "x " + NumberText.grouped(year.load, decimals: 3),
          NumberText.grouped(year.pay, decimals: 2), NumberText.grouped(year.target, decimals: 2),
          year.target > 0 ? NumberText.percent(year.pay / year.target) : "-",
        ].map { .init($0) })
    }
    return table
  }

  // MARK: - Events

  private func events(_ events: [TrialEvent], showsAccount: Bool) -> TextTable {
    var table = TextTable(
      columns: [.leading("date")]
        + (showsAccount ? [.leading("account"), .leading("segment")] : [])
        + [
          .leading("event"), .trailing("ARR before"), .trailing("change"), .trailing("luck"),
          .leading("against"), .leading("owner"),
        ])
    for event in events {
      let place =
        showsAccount
        ? [report.book.ids[event.account], report.book[event.account].segment.name] : []
      table.add(
        ([event.day.description] + place + [
          words(event), NumberText.grouped(event.before, decimals: 2),
          event.change == 0
            ? ""
            : NumberText.signed(event.change, NumberText.grouped(event.change, decimals: 2)),
          event.draws.first.map { NumberText.grouped($0.uniform, decimals: 4) } ?? "",
          event.draws.first.map(against) ?? "", owner(event),
        ]).map { .init($0) })
    }
    return table
  }

  /// `big-upsell of 12,000.00, found`
  private func words(_ event: TrialEvent) -> String {
    guard case .opportunity(_, let amount, let stage) = event.outcome, stage != .won else {
      return event.name
    }
    return "\(event.name) of \(NumberText.grouped(amount, decimals: 2)), \(stage.rawValue)"
  }

  private func against(_ draw: EventDraw) -> String {
    let bound = draw.decided
    return "\(bound.outcome.rawValue) \(bound.isBelow ? "below" : "from")"
      + " \(NumberText.grouped(bound.at, decimals: 4))"
  }

  private func owner(_ event: TrialEvent) -> String {
    guard let owner = event.owner else { return "" }
    let person = event.ownerSeat.map { ", " + report.name(ofSeat: $0) } ?? ""
    let finder = event.finderSeat.map { "; found by \(report.name(ofSeat: $0))" } ?? ""
    return owner.rawValue + person + finder
  }

  /// - Parameter seat: Only credit of this seat; nil for everybody's.
  private func credits(of events: [TrialEvent], to seat: Int?) -> TextTable {
    var table = TextTable(
      columns: [.leading("date"), seat == nil ? .leading("person") : .leading("account")]
        + [.leading("event"), .leading("credited"), .trailing("amount")])
    for event in events {
      for credit in event.credits where seat.map({ $0 == credit.seat }) ?? true {
        table.add(
          [
            event.day.description,
            seat == nil ? report.name(ofSeat: credit.seat) : report.book.ids[event.account],
            event.name, credit.credited,
            NumberText.grouped(credit.amount, decimals: credit.isCount ? 0 : 2),
          ].map { .init($0) })
      }
    }
    return table
  }

  // MARK: - Notes

  private var notes: [Note] {
    Note.lines("More", more) + Note.lines("Set", report.provenance.settings)
      + [Note(topic: "Inputs", text: report.provenance.line)]
  }

  /// What to type for the rest.
  private var more: [String] {
    guard report.subject == .trial else { return [] }
    let call =
      "quotient explain \(quoted(report.source)) --model \(quoted(report.model))"
      + " --trial \(report.replay.trial)"
    let account = report.largest(1).first.map { report.book.ids[$0.account] }
    let person = report.people.max { $0.pay < $1.pay }
    return [
      account.map { "\(call) --account \(quoted($0))" },
      person.map { "\(call) --person \(quoted($0.name))" },
      "\(call) --json   every event and statement, with all digits",
    ].compactMap(\.self)
  }

  private func quoted(_ name: String) -> String {
    let plain = name.allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) }
    return plain ? name : "'" + name.replacing("'", with: "'\\''") + "'"
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
