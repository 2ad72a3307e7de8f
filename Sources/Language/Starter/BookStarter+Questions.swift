import Formats
import Model
import Units

/// What a file leaves open besides amounts and dates.
extension BookStarter {
  /// Asks which sheet is the book, where several hold accounts with money.
  mutating func askSheet(of file: TableFile) {
    guard file.isWorkbook, answers["sheet"] == nil, file.sheets.count > 1 else { return }
    let books = file.sheets.compactMap { name -> (answer: String, meaning: String)? in
      var stated = TableFile.Stated()
      stated.sheet = name
      guard let found = try? file.found(stated),
        let table = file.table(found.format, Diagnostics())
      else { return nil }
      let guess = ColumnGuess(table)
      guard guess.has("account"),
        let money = guess.columns.first(where: { $0.name == "arr" })?.index ?? guess.rivals.first
      else { return nil }
      let sum = ColumnContent(table: table).sum(money)
      return (
        name,
        "\(Counted(table.rowCount, "row")), \(NumberText.grouped(sum)) of \(table.headings[money]) in all"
      )
    }
    guard books.count > 1 else { return }
    questions.append(
      StarterQuestion(
        key: "sheet",
        text:
          "\(books.count) sheets hold accounts with money: which is the book? If they are parts of"
          + " one, put their rows on one sheet",
        choices: books))
  }

  /// Asks whether small numbers of a term are months or years.
  mutating func askTerm() {
    guard answers["term-in"] == nil, let column = guess.columns.first(where: { $0.name == "term" })
    else { return }
    let heading = table.headings[column.index]
    guard Vocabulary.unitHeadings.isDisjoint(with: Headings.words(heading)), column.months == nil
    else { return }
    var terms: [Int: Int] = [:]
    for row in kept where !table.isEmpty(row, column.index) {
      guard let term = Int(table.text(row, column.index).trimmed), (1...5).contains(term) else {
        return
      }
      terms[row] = term
    }
    guard let least = terms.values.min(), let most = terms.values.max() else { return }
    let end = start.adding(months: 12)
    let isDivided = amountColumn?.over?.index == column.index
    func due(_ months: Int) -> String {
      var (accounts, arr, whole) = (0.0, 0.0, 0.0)
      for (row, term) in terms.sorted(by: { $0.key < $1.key }) {
        let length = term * months
        let share: Double
        if let date = index("renewal-date"), periodDays.isEmpty,
          let stated = try? table.day(row, date)
        {
          let day = isDatedByStart ? stated.adding(months: length) : stated
          share = RenewalCalendar.nextRenewal(day, term: length, start: start) < end ? 1 : 0
        } else {
          share = min(1, 12 / Double(length))
        }
        let value = (amount(row) ?? 0) / (isDivided ? Double(months) : 1)
        accounts += share
        arr += share * value
        whole += value
      }
      return
        "\(least * months) to \(most * months) months: \(NumberText.grouped(accounts)) accounts with"
        + " \(NumberText.grouped(arr)) due in the year from \(start)"
        + (isDivided ? ", \(NumberText.grouped(whole)) a year in all" : "")
    }
    questions.append(
      StarterQuestion(
        key: "term-in",
        text: "\(heading) has only numbers up to \(most): are they years or months?",
        choices: [("years", due(12)), ("months", due(1))]))
  }

  /// Whether the first row is one of headings and not of the book; reported where it is not.
  func reportMissingHeadings(_ diagnostics: Diagnostics) -> Bool {
    guard index("account") == nil, index("arr") == nil, guess.rivals.isEmpty else { return true }
    let isRecord = table.headings.indices.contains { column in
      let heading = table.headings[column]
      let isNumber = (try? WrittenAmount(heading, decimal: .point)) != nil
      let isYear = Int(heading).map { 1990...2100 ~= $0 } ?? false
      return isNumber && !isYear && table.possibleAmount(0, column) != nil
    }
    guard isRecord else { return true }
    let shown = table.headings.prefix(4).joined(separator: ", ")
    diagnostics.report(
      Diagnostic(
        at: SourceLocation(file: file, line: max(1, table.format.skipRows + 1)),
        .statement("no row of headings: \(Excerpt.of(shown)) is a row of the book"),
        hint: "add a line of headings such as account,arr,renewal-date above it"))
    return false
  }
}
