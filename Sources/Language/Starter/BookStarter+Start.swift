import Formats
import Model
import Units

/// The first fiscal year, and the days that follow from it.
extension BookStarter {
  /// The first fiscal year: the next that begins on a 1 January, where none is stated.
  ///
  /// Where an old file tells its age only by the first contract that ends, and most of its money ends in
  /// the year of that day, it is that year: else the whole year would be taken as won.
  mutating func chooseStart() {
    let (day, ground, isFirstEnd) = exportDay()
    (asOf, asOfGround, asOfIsFirstEnd) = (day, ground, isFirstEnd)
    if let stated = answers["start"].flatMap({ Day($0) }) {
      start = stated
      return
    }
    start = Day(year: asOf.year + 1, month: 1, day: 1) ?? asOf
    if isFirstEnd, let early = Day(year: asOf.year, month: 1, day: 1) {
      let sums = kept.reduce(into: (before: 0.0, whole: 0.0)) { sums, row in
        let arr = amount(row) ?? 0
        sums.whole += arr
        if let day = renewalDay(row), day < start { sums.before += arr }
      }
      if sums.before * 2 > sums.whole {
        start = early
        asOf = early
        notes.append(
          "start \(start): the fiscal year of \(day), \(ground): \(NumberText.grouped(sums.before)) of"
            + " \(NumberText.grouped(sums.whole)) ends in it")
        return
      }
    }
    notes.append("start \(start): the first fiscal year after \(asOf), \(asOfGround)")
  }

  /// The day on which the file was written, as far as it tells, and whether only the end of a contract
  /// does.
  private func exportDay() -> (day: Day, ground: String, isFirstEnd: Bool) {
    if let stated = answers["as-of"].flatMap({ Day($0) }) { return (stated, "as stated", false) }
    let headings = Headings(table.headings)
    for words in Vocabulary.pastDays {
      let columns = dateColumns.filter { column in words.contains { headings.has(column, [$0]) } }
      let days = columns.flatMap { column in
        kept.compactMap { row in try? table.day(row, column) }
      }.filter { $0 <= today }
      if let last = days.max(), last >= today.adding(months: -12), let column = columns.first {
        return (
          last,
          "the last day in \(columns.count > 1 ? "its dates of the past" : table.headings[column])",
          false
        )
      }
    }
    // Most exports hold contracts that run: the first to end tells how old the file may be.
    if let column = index("renewal-date"),
      table.format.dates != nil || table.dateReading(column) == .plain,
      let first = kept.compactMap({ renewalDay($0) }).min(),
      first >= today.adding(months: -12), first <= today
    {
      return (first, "when the first contract of the file ends", true)
    }
    return (today, "today", false)
  }

  /// Reads months and quarters without a year, and quarters of fiscal years, where no column has days.
  mutating func choosePeriods() {
    let headings = Headings(table.headings)
    let found = guess.columns.first { $0.name == "renewal-date" }
    let candidates =
      found.map { $0.isStart ? [] : [$0.index] }
      ?? guess.ignoredIndices.filter { index in
        Vocabulary.renewalPeriod.contains { headings.isExactly(index, $0) }
      }
    for column in candidates {
      let texts = Set(kept.map { table.text($0, column) }.filter { !$0.isEmpty })
      guard !texts.isEmpty, texts.count <= 60,
        !kept.contains(where: { table.isDay($0, column) })
      else { continue }
      var days: [String: Day] = [:]
      for text in texts { days[text] = FiscalPeriod.firstDay(text, from: start) }
      guard days.count == texts.count else {
        if found == nil {
          notes.append(
            "renewal-date: \(table.headings[column]) is not read, as \(Excerpt.of(texts.sorted().first { days[$0] == nil } ?? ""))"
              + " is no month or quarter: days are made up, spread over each term")
        }
        continue
      }
      let heading = table.headings[column]
      let pairs = days.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map {
        "\(DocumentWriter.scalar($0.key)): \($0.value)"
      }
      guess.add(
        "renewal-date", column,
        yaml: "renewal-date: {column: \(DocumentWriter.scalar(heading)),"
          + " values: {\(pairs.joined(separator: ", "))}}",
        ground: "the first day of each")
      periodDays = days
      let example = days.min { ($0.value, $0.key) < ($1.value, $1.key) }
      notes.append(
        "renewal-date: \(heading) has no days: \(example.map { "\($0.key) is \($0.value)" } ?? ""), in the"
          + " fiscal year from \(start) where it names none")
      return
    }
  }

  /// Says for which rows a word of the term says no length.
  mutating func tellTerms() {
    guard let term = index("term") else { return }
    let vague = kept.filter { Vocabulary.vagueMonths(table.text($0, term)) != nil }
    guard let first = vague.first else { return }
    notes.append(
      "term: \(Counted(vague.count, "row")) with \(money(vague)) \(vague.count == 1 ? "says" : "say")"
        + " \(Excerpt.of(table.text(first, term))), which is no length:"
        + " \(Vocabulary.vagueMonths(table.text(first, term)) ?? 0) months are taken; correct it under"
        + " book.columns.term")
  }

  /// Says which rows have no day of renewal, and which have only a month.
  mutating func tellDates() {
    guard let column = index("renewal-date") else {
      notes.append(
        "renewal-date: no column says when contracts end: the days are made up, spread evenly over"
          + " each term, with \(money(kept)); what is due in a quarter is no more than that")
      return
    }
    let heading = table.headings[column]
    if isDatedByStart {
      notes.append(
        "renewal-date: \(heading) plus "
          + (index("term").map { table.headings[$0] } ?? "12 months, as no column says a term")
          + ", as no column says when contracts end")
    }
    let undated = kept.filter { table.isEmpty($0, column) }
    if !undated.isEmpty {
      let isOne = undated.count == 1
      notes.append(
        "renewal-date: \(Counted(undated.count, "row")) with \(money(undated)) \(isOne ? "has" : "have")"
          + " no \(heading): \(isOne ? "its day is" : "their days are") made up, spread over the term;"
          + " --where '\(heading) is not blank' leaves \(isOne ? "it" : "them") out")
    }
    let vague = kept.filter { table.isMonth($0, column) }
    if let first = vague.first, periodDays.isEmpty {
      notes.append(
        "renewal-date: \(Counted(vague.count, "field")) of \(heading) \(vague.count == 1 ? "is" : "are") a"
          + " month or quarter, such as \(table.text(first, column)), and read as its first day")
    }
    let past = kept.filter { row in
      renewalDay(row).map { BookRows.isOver($0, term: terms[row] ?? 12, by: start) } ?? false
    }
    let whole = kept.reduce(0) { $0 + (amount($1) ?? 0) }
    let lost = past.reduce(0) { $0 + (amount($1) ?? 0) }
    if past.count > 0, lost * 3 >= whole {
      notes.append(
        "start \(start): \(past.count) of \(Counted(kept.count, "row")) with \(money(past)) ended before it:"
          + " each is taken to have renewed; --start says an earlier year,"
          + " --where '\(heading) >= \(asOf)' leaves out what had ended by \(asOf)")
    }
  }
}
