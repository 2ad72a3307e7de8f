import Formats
import History
import Units

extension HistoryReader {
  func renewals(of fields: HistoryFields) -> HistoryReading {
    let covariates = options.covariates.compactMap { fields.table.column($0) }
    let isLoss = lossHeading(of: fields)
    var unknown: [String: (count: Int, row: Int)] = [:]
    var renewals: [Renewal] = []
    var odd = OddRenewals()
    for row in fields.rows {
      let word = fields.text(row, .outcome)
      guard let outcome = outcome(word, isLoss: isLoss) else {
        unknown[word ?? "", default: (0, row)].count += 1
        continue
      }
      let date = fields.columns[.date] == nil ? nil : fields.day(row, .date)
      guard let before = fields.amount(row, .before) else { continue }
      let stated = fields.text(row, .after)
      let after =
        stated == nil
        ? nil
        : outcome == .renewed
          ? fields.amount(row, .after)
          : stated.flatMap { fields.amount($0) }.map { $0 * fields.times }
      odd.add(outcome, before: before, after: after, row)
      renewals.append(
        Renewal(
          account: fields.text(row, .account) ?? "row \(row + 1)",
          segment: fields.text(row, .segment), territory: fields.text(row, .territory),
          term: fields.term(row), date: date, before: before, outcome: outcome,
          // Renewed for nothing is no amount, and lost for one is lost: the word counts.
          after: outcome == .lost
            ? 0 : outcome == .open || after == 0 && before > 0 ? nil : after,
          covariates: covariates.map { number(row, $0, fields) }))
    }
    for (word, found) in unknown.sorted(by: { $0.key < $1.key }) {
      fields.report(
        found.row, .outcome,
        .statement(
          word.isEmpty
            ? "\(Counted(found.count, "outcome")) blank: lost, or still open?"
            : "\(Counted(found.count, "row")) with \(Excerpt.of(word)): renewed, lost or open?"),
        hint: "say which: --value \"\(word)=renewed\", --value \"\(word)=lost\" or"
          + " --value \"\(word)=open\"")
    }
    let history = RenewalHistory(renewals, covariates: options.covariates)
    return HistoryReading(
      past: .renewals(history), remarks: remarks(on: history, fields) + odd.remarks(in: fields))
  }

  /// Renewals whose outcome and amount contradict each other: the outcome counts.
  private struct OddRenewals {
    private var renewedForNothing: (rows: Int, arr: Double, first: Int)?
    private var lostForSomething: (rows: Int, arr: Double, first: Int)?
    private var untold: (rows: Int, arr: Double, first: Int)?

    mutating func add(_ outcome: Renewal.Outcome, before: Double, after: Double?, _ row: Int) {
      if outcome == .renewed, after == 0, before > 0 {
        renewedForNothing = (
          (renewedForNothing?.rows ?? 0) + 1, (renewedForNothing?.arr ?? 0) + before,
          renewedForNothing?.first ?? row
        )
      }
      if outcome == .renewed, after == nil {
        untold = ((untold?.rows ?? 0) + 1, (untold?.arr ?? 0) + before, untold?.first ?? row)
      }
      if outcome == .lost, let after, after > 0 {
        lostForSomething = (
          (lostForSomething?.rows ?? 0) + 1, (lostForSomething?.arr ?? 0) + after,
          lostForSomething?.first ?? row
        )
      }
    }

    func remarks(in fields: HistoryFields) -> [String] {
      func line(_ row: Int) -> Int { fields.table.line(row) }
      let untold = fields.columns[.after] == nil ? nil : untold
      return [
        untold.map {
          "\(Counted($0.rows, "renewal")) of \(NumberText.grouped($0.arr))"
            + " \($0.rows == 1 ? "has" : "have") no amount renewed, first at line \(line($0.first))"
        },
        renewedForNothing.map {
          "\(Counted($0.rows, "renewal")) of \(NumberText.grouped($0.arr))"
            + " \($0.rows == 1 ? "is" : "are") renewed for 0, first at line \(line($0.first)):"
            + " \($0.rows == 1 ? "it counts" : "they count") as renewed for an amount that is not told;"
            + " correct the outcome if \($0.rows == 1 ? "it is" : "they are") lost"
        },
        lostForSomething.map {
          "\(Counted($0.rows, "renewal")) \($0.rows == 1 ? "is" : "are") lost and yet renewed for"
            + " \(NumberText.grouped($0.arr)), first at line \(line($0.first)):"
            + " \($0.rows == 1 ? "it counts" : "they count") as lost; correct the outcome if"
            + " \($0.rows == 1 ? "it is" : "they are") not"
        },
      ].compactMap(\.self)
    }
  }

  private func remarks(on history: RenewalHistory, _ fields: HistoryFields) -> [String] {
    let open = history.renewals.filter { $0.outcome == .open }
    let arr = open.reduce(0) { $0 + $1.before }
    var remarks = [
      "\(NumberText.counted(history.renewals.count - open.count, "renewal")) with an outcome"
    ]
    if !open.isEmpty {
      let days = open.compactMap(\.date)
      let span = days.min().flatMap { first in days.max().map { " from \(first) to \($0)" } } ?? ""
      remarks.append(
        "\(NumberText.counted(open.count, "open renewal"))\(span) of \(NumberText.grouped(arr)):"
          + " neither kept nor lost, left out")
    }
    if fields.columns[.date] == nil {
      remarks.append("no dates: one cross-section, without years")
    }
    return remarks
  }

  /// Whether the column of outcomes says who left: `Churn`, `lapse`.
  private func lossHeading(of fields: HistoryFields) -> Bool {
    fields.columns[.outcome].map { Headings.sayWhoLeft(fields.table.headings[$0]) } ?? false
  }

  private func outcome(_ word: String?, isLoss: Bool) -> Renewal.Outcome? {
    let text = word ?? ""
    if options.words[text] == nil, let flag = Vocabulary.boolean(text) {
      return flag == isLoss ? .lost : .renewed
    }
    return meaning(of: text, Vocabulary.outcomes)
  }

  private func number(_ row: Int, _ column: Int, _ fields: HistoryFields) -> Double {
    let text = fields.table.text(row, column)
    if let number = fields.amount(text) { return number }
    fields.diagnostics.report(
      Diagnostic(
        at: fields.table.location(row, column), subject: fields.table.headings[column],
        .found(text, expected: "a number")))
    return 0
  }

  // MARK: - Snapshots

  func snapshots(of fields: HistoryFields) -> HistoryReading {
    var snapshots: [Snapshot] = []
    for row in fields.rows {
      guard let year = fields.year(row),
        let opening = fields.amount(row, .opening), let closing = fields.amount(row, .closing)
      else { continue }
      guard let account = fields.text(row, .account) else {
        fields.report(row, .account, .foundKind("nothing", expected: "an account"))
        continue
      }
      snapshots.append(
        Snapshot(
          account: account, segment: fields.text(row, .segment),
          territory: fields.text(row, .territory), term: fields.term(row), year: year,
          opening: opening, closing: closing,
          isDue: fields.columns[.due] == nil ? nil : fields.boolean(row, .due)))
    }
    let history = SnapshotHistory(snapshots)
    return HistoryReading(past: .snapshots(history), remarks: remarks(on: history))
  }

  private func remarks(on history: SnapshotHistory) -> [String] {
    let snapshots = history.snapshots
    var remarks = [NumberText.counted(snapshots.count, "account-year")]
    let years = Set(snapshots.map(\.year))
    if let first = years.min(), let last = years.max() {
      let missing = (first...last).filter { !years.contains($0) }
      if !missing.isEmpty {
        remarks.append(
          "\(missing.map(String.init).joined(separator: ", ")) \(missing.count == 1 ? "is" : "are") not in the"
            + " file: no NRR of \(missing.count == 1 ? "it" : "them"); in the cohorts a year that is missing ends"
            + " with what the next opens with, and who came and left within it is unknown")
      }
    }
    let closings = Dictionary(
      snapshots.map { (AccountYear(account: $0.account, year: $0.year), $0.closing) },
      uniquingKeysWith: +)
    if closings.count < snapshots.count {
      remarks.append(
        "\(Counted(snapshots.count - closings.count, "row")) repeat an account's year: both count")
    }
    let breaks = snapshots.compactMap { snapshot -> Double? in
      let before = closings[AccountYear(account: snapshot.account, year: snapshot.year - 1)]
      guard let before, before != snapshot.opening else { return nil }
      return snapshot.opening - before
    }
    if !breaks.isEmpty {
      remarks.append(
        "\(NumberText.counted(breaks.count, "opening")) differ from the closing of the year before,"
          + " by \(NumberText.grouped(breaks.reduce(0) { $0 + max(0, $1) })) more and"
          + " \(NumberText.grouped(breaks.reduce(0) { $0 + max(0, -$1) })) less,"
          + " \(NumberText.grouped(breaks.reduce(0, +))) in all")
    }
    if snapshots.contains(where: { $0.isDue != nil }) {
      remarks.append("who is up for renewal is counted at the ARR with which the year opened")
    }
    return remarks
  }

  private struct AccountYear: Hashable {
    let account: String
    let year: Int
  }

  // MARK: - Survivors

  func survivors(of fields: HistoryFields) -> HistoryReading? {
    var counts: [Double] = []
    for row in fields.rows {
      guard let year = fields.whole(row, .year, "a year from 0 on"),
        let count = fields.amount(row, .survivors)
      else { continue }
      guard year == counts.count else {
        fields.report(row, .year, .found("\(year)", expected: "year \(counts.count)"))
        return nil
      }
      guard count <= counts.last ?? count else {
        fields.report(
          row, .survivors,
          .found(
            NumberText.short(count),
            expected: "at most \(NumberText.short(counts.last ?? 0)): survivors only fall"))
        return nil
      }
      counts.append(count)
    }
    guard counts.count > 1, let first = counts.first, first > 0 else {
      fields.report(0, .survivors, .statement("a cohort begins above 0 and has a year after it"))
      return nil
    }
    let isShare = first == 100 || first == 1
    return HistoryReading(
      past: .survivors(
        SurvivorTable(shares: counts.map { $0 / first }, customers: isShare ? nil : first)),
      remarks: [
        "\(Counted(counts.count - 1, "year")) of a cohort"
          + (isShare ? ", as shares: without its size there is no error" : "")
      ])
  }
}
