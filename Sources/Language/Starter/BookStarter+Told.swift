import Formats
import Model
import Units

/// What else the rows and headings tell.
extension BookStarter {
  // MARK: - What else the rows tell

  /// Accounts whose contract was given notice get no chance to renew.
  mutating func chooseLeavers() {
    let headings = Headings(table.headings)
    let flagged = table.headings.indices.first { index in
      Vocabulary.noticeGiven.contains { headings.has(index, $0) }
    }
    let texts: Set<String>
    let column: Int
    if let flagged {
      column = flagged
      texts = Set(
        kept.map { table.text($0, flagged) }.filter { Vocabulary.boolean($0) == true })
    } else if let status = table.headings.indices.first(where: {
      !RowStatus.leavers(in: table, $0).isEmpty
    }) {
      column = status
      texts = RowStatus.leavers(in: table, status)
    } else {
      return
    }
    let leaving = kept.filter { texts.contains(table.text($0, column)) }
    guard let first = leaving.first else { return }
    leavingHeading = table.headings[column]
    let values = texts.sorted().map { "\(DocumentWriter.scalar($0)): never" }.joined(
      separator: ", ")
    drivers = [
      "drivers:",
      "  renewal:",
      "    leaving: {\(values)}   # notice was given: they leave when their term ends",
    ]
    notes.append(
      "drivers.renewal.leaving: \(Counted(leaving.count, "row")) with \(money(leaving)) \(leaving.count == 1 ? "leaves" : "leave")"
        + " at the end of the term by \(table.headings[column]), first at line \(table.line(first)), and"
        + " \(leaving.count == 1 ? "has" : "have") no chance to renew; the stated rates are of the others"
    )
    let gone = leaving.filter { row in renewalDay(row).map { $0 < start } ?? false }
    guard !gone.isEmpty else { return }
    notes.append(
      "drivers.renewal.leaving: \(Counted(gone.count, "row")) of them with"
        + " \(money(gone)) \(gone.count == 1 ? "leaves" : "leave")"
        + " before \(start): no renewal is assumed won, and"
        + " \(gone.count == 1 ? "it leaves" : "they leave") on that day")
  }

  mutating func tellHeadings() {
    for name in ["account", "arr"]
    where index(name) == nil && !(name == "arr" && !guess.rivals.isEmpty) {
      let doubt = guess.doubts.first { $0.name == name }
      let ground = doubt.flatMap { doubt in
        doubt.fit.problem.map { ", and of \(Excerpt.of(table.headings[doubt.index])) \($0)" }
      }
      let content = ColumnContent(table: table)
      let candidates = table.headings.indices.filter { index in
        guard !guess.columns.contains(where: { $0.index == index }) else { return false }
        return content.isMostlyRight(name == "arr" ? content.money(index) : content.ids(index))
      }
      questions.append(
        StarterQuestion(
          key: name,
          text:
            "no heading looks like \(name == "arr" ? "the yearly money" : "the id") of an account"
            + (ground ?? ""),
          choices: (candidates.isEmpty
            ? doubt.map { [$0.index] } ?? Array(table.headings.indices) : candidates).prefix(8).map
          {
            (
              table.headings[$0],
              name == "arr" ? "\(NumberText.grouped(content.sum($0))) in all" : "different values"
            )
          }))
    }
    tellOtherMoney()
    let turnover = guess.columns.first { $0.name == "arr" }
    if let turnover, Headings.words(table.headings[turnover.index]) == ["annual", "revenue"] {
      notes.append(
        "arr: Annual Revenue is often the customer's own turnover; is it what the customer pays?")
    } else if let turnover, let other = table.column("Annual Revenue"), other != turnover.index {
      notes.append(
        "arr: \(table.headings[turnover.index]), not Annual Revenue, which is the customer's turnover"
      )
    }
  }

  /// Names the columns of money that were not chosen, with what they come to.
  mutating func tellOtherMoney() {
    guard let column = index("arr"), answers["arr"] == nil else { return }
    let headings = Headings(table.headings)
    let content = ColumnContent(table: table)
    let others = table.headings.indices.filter { index in
      index != column && Vocabulary.otherMoney.contains { headings.has(index, [$0]) }
        && !guess.columns.contains { $0.index == index }
        && content.isMostlyRight(content.money(index))
    }
    guard !others.isEmpty else { return }
    func told(_ index: Int) -> String {
      let sum = kept.reduce(0) { $0 + (table.possibleAmount($1, index) ?? 0) }
      return "\(table.headings[index]) (\(NumberText.grouped(sum)))"
    }
    notes.append(
      "arr \(table.headings[column]), a year's money by its name, not "
        + others.map(told).joined(separator: ", "))
  }
}
