import Formats
import Plans
import Statements
import Units

extension PayReport {
  /// Notes on why nothing is shown and on pay still to come.
  var remarks: [Note] {
    var notes: [Note] = []
    if statements.isEmpty {
      notes.append(Note(topic: "Nothing", text: whyNothing))
    }
    for (person, period, missing) in open {
      notes.append(
        Note(topic: "Open", text: "\(person) from \(period): no actual of \(missing) yet"))
    }
    for item in toCome {
      notes.append(Note(topic: "To come", text: text(item)))
    }
    return notes
  }

  /// Who has no statement of a requested period because something is not reported yet.
  private var open: [(person: String, period: PayPeriod, missing: String)] {
    var seen: Set<String> = []
    return run.open.compactMap { item in
      guard item.isDue, !item.isOver, isAsked(item.period), seen.insert(item.person).inserted else {
        return nil
      }
      return (item.person, item.period, Self.missing(in: item))
    }
  }

  private static func missing(in item: OpenStatement) -> String {
    let names = item.problems.map { problem in
      problem.keyPath.replacing("\(item.person).\(item.period).", with: "")
    }
    return Set(names).sorted().joined(separator: ", ")
  }

  private var whyNothing: String {
    let asked = run.statements.filter { person == nil || $0.person == person }
    let who = person ?? "anybody"
    let lacking = run.open.first { person == nil || $0.person == person }
    if asked.isEmpty, let lacking {
      return "no statement of \(lacking.person) for \(lacking.period): no actual of"
        + " \(Self.missing(in: lacking))"
    }
    guard let period, let first = asked.map(\.period).min() else {
      return "no period of \(who) has begun yet"
    }
    let rhythms = Set(asked.map(\.period.period)).filter { period.period.months < $0.months }
    guard rhythms.isEmpty else {
      let names = Period.allCases.filter(rhythms.contains).map(\.rawValue)
      return "\(who == person ? who : "everybody") is paid by \(names.joined(separator: " or ")), "
        + "and \(period.span) is less"
    }
    return "no period of \(who) lies in \(period.span); the first is \(first)"
  }

  private func text(_ item: PayToCome) -> String {
    switch item.item {
    case .instalment(let amount):
      "\(item.person): an instalment of \(NumberText.money(amount)) is due in \(item.period)"
    case .credit(let measure, let credited):
      "\(item.person): \(NumberText.short(credited)) of \(measure) is counted in \(item.period)"
    }
  }
}
