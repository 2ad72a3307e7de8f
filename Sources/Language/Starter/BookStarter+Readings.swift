import Formats
import Model
import Units

/// How amounts and dates are written.
extension BookStarter {
  // MARK: - Readings

  mutating func chooseDecimal() {
    guard answers["decimal"] == nil, let column = index("arr") else { return }
    switch table.decimalReading(column) {
    case .plain, .only(.point): break
    case .only(.comma):
      table = table.reading(decimal: .comma, dates: table.format.dates)
      notes.append("decimal ,: amounts such as \(sample(column)) are none with a point")
    case .open(let row, let point, let comma):
      let signs = europeanSigns(column)
      if signs.count >= 2 {
        table = table.reading(decimal: .comma, dates: table.format.dates)
        notes.append(
          "decimal ,: \(table.text(row, column)) is \(NumberText.grouped(comma.value)), as three digits"
            + " follow every point, \(signs.joined(separator: ", "))")
      } else {
        questions.append(
          StarterQuestion(
            key: "decimal",
            text: "\(Excerpt.of(table.text(row, column))) in \(table.headings[column]) at line"
              + " \(table.line(row)) has two readings",
            choices: [
              (",", "\(NumberText.grouped(comma.value)); \(NumberText.grouped(comma.sum)) in all"),
              (
                ".",
                "\(NumberText.short(point.value)); \(NumberText.grouped(point.sum, decimals: 2)) in all"
              ),
            ]))
      }
    }
  }

  func sample(_ column: Int) -> String {
    let row = (0..<table.rowCount).first { row in
      !table.isEmpty(row, column)
        && (try? WrittenAmount(table.text(row, column), decimal: .point)) == nil
        && (try? WrittenAmount(table.text(row, column), decimal: .comma)) != nil
    }
    return Excerpt.of(row.map { table.text($0, column) } ?? "")
  }

  /// What speaks for a country that separates thousands by points.
  func europeanSigns(_ column: Int) -> [String] {
    var signs: [String] = []
    if table.format.separator == ";" { signs.append("fields are separated by semicolons") }
    let dotted = table.headings.indices.contains { index in
      (0..<min(table.rowCount, 50)).contains { row in
        let text = table.text(row, index)
        return text.contains(".") && table.isDay(row, index) && !table.isTyped(row, index)
      }
    }
    if dotted { signs.append("dates are day.month.year") }
    let euros = (0..<min(table.rowCount, 50)).contains {
      ["€", "EUR", "CHF", "kr", "zł"].contains((try? table.amount($0, column))?.currency ?? "")
        || ["€", "CHF", "kr", "zł"].contains { table.text(0, column).hasSuffix($0) }
    }
    if euros { signs.append("the currency is a European one") }
    if table.headings.contains(where: {
      !Vocabulary.continentalWords.isDisjoint(with: Headings.words($0))
    }) {
      signs.append("the headings are of such a language")
    }
    return signs
  }

  /// The columns whose dates the book uses, or that may tell how its dates are written.
  var dateColumns: [Int] {
    let named = [index("renewal-date")].compactMap(\.self)
    let sample = 0..<min(table.rowCount, 40)
    let others = table.headings.indices.filter { column in
      !named.contains(column)
        && sample.count { table.isDay($0, column) } * 2
          > sample.count { !table.isEmpty($0, column) }
    }
    return named + others
  }

  mutating func chooseDates() {
    guard answers["dates"] == nil else { return }
    let columns = dateColumns
    for column in columns {
      switch table.dateReading(column) {
      case .plain, .open: continue
      case .mixed:
        if column == index("renewal-date") { return }
        continue
      case .only(let order, let row):
        table = table.reading(decimal: table.format.decimal, dates: order)
        let isOther = column != index("renewal-date")
        notes.append(
          "dates \(order.rawValue): \(table.text(row, column)) in \(table.headings[column]) at line"
            + " \(table.line(row)) has no other reading"
            + (isOther ? ", and the other dates are taken to be written so" : ""))
        return
      }
    }
  }

  /// Asks how dates are to be read, where that changes what is due.
  mutating func askDates() {
    guard answers["dates"] == nil, table.format.dates == nil, let column = index("renewal-date"),
      case .open(let row) = table.dateReading(column)
    else { return }
    let readings = [DateOrder.monthFirst, .dayFirst].map { order in
      let read = table.reading(decimal: table.format.decimal, dates: order)
      var due = (accounts: 0, arr: 0.0)
      var byQuarter: [Int: [Double]] = [:]
      for row in kept {
        guard let stated = try? read.day(row, column) else { continue }
        let day = isDatedByStart ? stated.adding(months: terms[row] ?? 12) : stated
        let arr = amount(row) ?? 0
        let quarter = day >= start ? start.wholeMonths(to: day) / 3 : -1
        let before = byQuarter[quarter] ?? [0, 0]
        byQuarter[quarter] = [before[0] + 1, before[1] + arr]
        guard day >= start, day < start.adding(months: 12) else { continue }
        due.accounts += 1
        due.arr += arr
      }
      return (
        order: order, day: (try? read.day(row, column))?.description ?? "", due: due,
        byQuarter: byQuarter
      )
    }
    if readings[0].byQuarter == readings[1].byQuarter {
      table = table.reading(decimal: table.format.decimal, dates: .monthFirst)
      notes.append("dates m/d/y: every date has two readings, and the same is due in every quarter")
      return
    }
    questions.append(
      StarterQuestion(
        key: "dates",
        text:
          "\(table.text(row, column)) in \(table.headings[column]) at line \(table.line(row)) is"
          + " \(readings[0].day) or \(readings[1].day), and no date of the file tells",
        choices: readings.map {
          (
            $0.order.rawValue,
            "\(Counted($0.due.accounts, "account")) with \(NumberText.grouped($0.due.arr)) due in the"
              + " year from \(start), \(NumberText.grouped($0.byQuarter[0]?[1] ?? 0)) in its first quarter"
          )
        }))
  }
}
