import Formats
import Plans
public import Statements
import Units

extension PlansDocument {
  /// The plan file of the next year: the same plans and people, and what this year leaves to each.
  ///
  /// - Parameter run: To the end of the year.
  public func closing(_ run: PayRun) -> String {
    let nextYear = yearStarts.adding(months: 12)
    let people = people.compactMap { person in
      next(person, run.closings[person.name], from: nextYear).map { (person.name, $0) }
    }
    var pairs: [(String, Entry)] = [
      ("quotient", text("1")), ("currency", text(currency)),
      ("year-starts", text("\(nextYear)")), ("people", map(people)),
    ]
    for key in ["plans", "columns", "duplicates"] {
      if let entry = root[key] { pairs.append((key, entry)) }
    }
    return "# After \(year)\(Self.remark)\n"
      + DocumentWriter(isAnnotated: false).text(map(pairs))
  }

  private static let remark = ": what the year left is under opening."

  /// Whether a file is what ``closing(_:)`` wrote, by its first line.
  public static func isClosing(_ bytes: [UInt8]) -> Bool {
    let first = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    return first.hasPrefix("# After ") && first.hasSuffix(remark)
  }

  /// A person as the next year begins; nil for somebody who has left and is owed nothing.
  private func next(_ person: Person, _ closing: Balances?, from day: Day) -> Entry? {
    let opening = closing.flatMap { $0.isNothing ? nil : $0 }
    let hasLeft = person.until.map { $0 < day } ?? false
    guard let terms = person.terms.last, opening != nil || !hasLeft else { return nil }
    var pairs: [(String, Entry)] = [("plan", text(terms.plan))]
    if let base = terms.base { pairs.append(("base", number(base.amount))) }
    switch terms.targetIncentive {
    case .money(let money): pairs.append(("target-incentive", number(money.amount)))
    case .share(let share):
      pairs.append(("target-incentive", text(Literal.text(share, as: .ratio) + " of base")))
    case nil: break
    }
    if let team = terms.team { pairs.append(("team", text(team))) }
    if let from = person.from { pairs.append(("from", text("\(from)"))) }
    if let until = person.until { pairs.append(("until", text("\(until)"))) }
    let leaves = person.leaves.filter { $0.last >= day }
    if !leaves.isEmpty {
      let spans = leaves.map {
        map([("from", text("\($0.first)")), ("until", text("\($0.last)"))])
      }
      pairs.append(("leaves", Entry(.list(spans), path: "", location: root.location)))
    }
    if !terms.quotas.isEmpty {
      let quotas = terms.quotas.sorted { $0.key < $1.key }.map { name, quota in
        (name, quota.isRate ? text(Literal.text(quota.number, as: .ratio)) : number(quota.number))
      }
      pairs.append(("quotas", map(quotas)))
    }
    if let opening { pairs.append(("opening", entry(opening, of: terms))) }
    return map(pairs)
  }

  private func entry(_ opening: Balances, of terms: Terms) -> Entry {
    let calendar = FiscalCalendar(yearStarts: yearStarts)
    let rhythm = plans.first { $0.name == terms.plan }?.period ?? .month
    var pairs: [(String, Entry)] = []
    if opening.owed != .zero { pairs.append(("owed", number(opening.owed.amount))) }
    if opening.carried != .zero { pairs.append(("carried", number(opening.carried.amount))) }
    if opening.balance != .zero { pairs.append(("balance", number(opening.balance.amount))) }
    if !opening.instalments.isEmpty {
      let due = opening.instalments.sorted { $0.key < $1.key }.map { day, amount in
        (calendar.payPeriod(rhythm, containing: day).label, number(amount.amount))
      }
      pairs.append(("instalments", map(due)))
    }
    if !opening.deals.isEmpty {
      let deals = opening.deals.map { deal in
        map(
          [("deal", deal.deal), ("account", deal.account), ("person", deal.person)]
            .compactMap { key, name in name.map { (key, quoted($0)) } }
            + [("measure", text(deal.measure)), ("paid", number(deal.paid.amount))])
      }
      pairs.append(("deals", Entry(.list(deals), path: "", location: root.location)))
    }
    return map(pairs)
  }

  private func text(_ text: String) -> Entry {
    Entry(.text(text, isQuoted: false), path: "", location: root.location)
  }

  /// A name from the actuals, which may look like a number.
  private func quoted(_ text: String) -> Entry {
    Entry(.text(text, isQuoted: true), path: "", location: root.location)
  }

  private func number(_ number: Double) -> Entry { text(JSONWriter.digits(number) ?? "0") }

  private func map(_ pairs: [(String, Entry)]) -> Entry {
    Entry(
      .map(pairs.map { Entry.Pair(key: $0, keyLocation: root.location, value: $1) }), path: "",
      location: root.location)
  }
}
