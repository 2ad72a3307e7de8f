import Ownership
import Plans
import Units

/// The credits of everybody, ready to be asked what counts for a metric in a window.
struct CreditBook {
  /// A credit, the place it stood in, and the days it may mean.
  struct Entry {
    let credit: Credit
    /// Nil for the removal of an earlier credit.
    let index: Int?
    let span: DaySpan
    /// The day whose terms value it: the last it may mean; of a removal that of what it removes.
    let valued: Day
    /// The credit's.
    let amount: DoubleDouble

    init(_ credit: Credit, index: Int?, span: DaySpan, valued: Day? = nil) {
      self.credit = credit
      self.index = index
      self.span = span
      self.valued = valued ?? span.last
      amount = DoubleDouble(written: credit.amount)
    }
  }

  let calendar: FiscalCalendar
  /// The members of each team.
  let members: [String: [Person]]
  private let people: [String: Person]
  /// By person, by team and of everybody; each in the order of their last day.
  private let own: [String: [Entry]]
  private let teams: [String: [Entry]]
  private let company: [Entry]

  /// - Parameter removals: Each with the place of the credit that it removes.
  init(
    people: [Person], credits: [Credit], removals: [(credit: Credit, of: Int)],
    calendar: FiscalCalendar
  ) {
    self.calendar = calendar
    self.people = Dictionary(uniqueKeysWithValues: people.map { ($0.name, $0) })
    members = people.reduce(into: [:]) { members, person in
      for team in person.teams { members[team, default: []].append(person) }
    }
    let entries =
      credits.enumerated().map {
        Entry($1, index: $0, span: calendar.span(of: $1.date))
      }
      + removals.map {
        Entry(
          $0.credit, index: nil, span: calendar.span(of: $0.credit.date),
          valued: calendar.span(of: credits[$0.of].date).last)
      }
    company = entries.sorted {
      ($0.span.last, $0.index ?? .max) < ($1.span.last, $1.index ?? .max)
    }
    own = Dictionary(grouping: company, by: \.credit.person)
    let people = self.people
    teams = Dictionary(grouping: company) { entry in
      guard let person = people[entry.credit.person] else { return entry.credit.person }
      return person.terms(on: entry.span.last).team ?? ""
    }
  }

  /// Everything credited to a scope: to the people in it and, for a team, to the team by name.
  func entries(of scope: Metric.Scope, for person: Person) -> [Entry] {
    switch scope {
    case .individual: own[person.name] ?? []
    case .team: teamEntries(for: person)
    case .company: company
    }
  }

  /// What the teams are credited with while the person is in them.
  private func teamEntries(for person: Person) -> [Entry] {
    guard person.changes.contains(where: { $0.team != nil }) else {
      return person.team.flatMap { teams[$0] } ?? []
    }
    return person.terms.flatMap { terms in
      (terms.team.flatMap { teams[$0] } ?? []).filter {
        person.terms(on: $0.span.last) == terms
      }
    }.sorted { ($0.span.last, $0.index ?? .max) < ($1.span.last, $1.index ?? .max) }
  }

  /// What counts for a metric in a window, deal caps and shares applied.
  ///
  /// A deal's cap is one for all its entries of a person, also those of earlier windows.
  ///
  /// - Parameter pool: The team whose pool it makes, all the window long; nil for the person's own
  ///   teams, each while the person is in it.
  func counted(
    _ metric: Metric, for person: Person, in window: DaySpan, of measure: Measure? = nil,
    isRatioOf plan: Plan? = nil, pool: String? = nil
  ) -> [CountedCredit] {
    struct Deal: Hashable {
      let person: String
      let deal: String
    }
    let dealCap = (measure?.dealCap).map { DoubleDouble(written: $0.amount) }
    var soFar: [Deal: DoubleDouble] = [:]
    var counted: [CountedCredit] = []
    let entries = pool.map { teams[$0] ?? [] } ?? entries(of: metric.of, for: person)
    for entry in entries where entry.span.last <= window.last {
      guard let term = metric.terms.first(where: { $0.kind == entry.credit.measure }),
        metric.counts(entry.credit.motion),
        measure?.isOpen(on: entry.span) ?? true,
        people[entry.credit.person].map({
          counts(entry.span, for: $0, isRatioOf: plan, by: measure)
        }) ?? true
      else { continue }
      let amount =
        term.share == 1 ? entry.amount : entry.amount * DoubleDouble(written: term.share)
      var credited = amount
      if let cap = dealCap {
        if let deal = entry.credit.deal {
          let key = Deal(person: entry.credit.person, deal: deal)
          let before = soFar[key] ?? .zero
          soFar[key] = before + amount
          credited = Swift.min(cap, before + amount) - Swift.min(cap, before)
        } else {
          credited = Swift.min(cap, amount)
        }
      }
      guard entry.span.last >= window.first else { continue }
      counted.append(
        CountedCredit(
          credit: entry.credit, index: entry.index, span: entry.span, valued: entry.valued,
          amount: amount, counted: credited))
    }
    return counted
  }

  /// Whether a person is employed on any of an actual's days; of a ratio, which is reported when its
  /// period ends, in that period.
  private func counts(
    _ span: DaySpan, for person: Person, isRatioOf plan: Plan?, by measure: Measure?
  ) -> Bool {
    guard let plan else { return person.isEmployed(in: span) }
    let period = calendar.payPeriod(measure?.period ?? plan.period, containing: span.last)
    return person.isEmployed(in: span) || person.isEmployed(in: period.span)
  }
}
