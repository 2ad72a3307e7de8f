import Formats
import Plans
import Statements
import Units

/// Statements as a workbook: a sheet a person, whose sums are formulas.
struct StatementWorkbook {
  let pages: [StatementPage]
  let title: String

  private static let money = CellStyle(numbers: "#,##0.00")

  private static func amount(_ number: Double, _ isRatio: Bool) -> CellStyle {
    CellStyle(
      numbers: isRatio ? "0.00%" : number == number.rounded() ? "#,##0" : "#,##0.00")
  }

  func bytes() throws(WorkbookError) -> [UInt8] {
    try WorkbookFile.bytes(title: title) { file throws(WorkbookError) in
      var taken: Set<String> = []
      var order: [String] = []
      var byPerson: [String: [StatementPage]] = [:]
      for page in pages {
        let person = page.statement.person
        if byPerson[person] == nil { order.append(person) }
        byPerson[person, default: []].append(page)
      }
      for person in order {
        let sheet = try file.addSheet(Self.name(of: person, taken: &taken))
        var row = 0
        for page in byPerson[person] ?? [] { row = try write(page, to: sheet, at: row) + 2 }
        sheet.hideGridlines()
      }
    }
  }

  /// A name that a sheet may have, and no other has.
  private static func name(of person: String, taken: inout Set<String>) -> String {
    let safe = String(person.map { "[]:*?/\\'".contains($0) ? "-" : $0 }.prefix(28))
    var name = safe.isEmpty ? "person" : safe
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      name = "\(safe) \(number)"
      number += 1
    }
    return name
  }

  /// - Returns: The row after the last.
  private func write(
    _ page: StatementPage, to sheet: Sheet, at top: Int
  ) throws(WorkbookError) -> Int {
    var row = top
    try sheet.write(page.title, at: Cell(row, 0), .section, setsWidth: false)
    row += 1
    for (label, text) in page.facts {
      try sheet.write(label, at: Cell(row, 0), .faint)
      try sheet.write(text, at: Cell(row, 1), setsWidth: false)
      row += 1
    }
    row += 1
    for (column, heading) in StatementPage.stepHeadings.enumerated() {
      try sheet.write(heading, at: Cell(row, column), .heading)
    }
    let first = row + 1
    for step in page.steps {
      row += 1
      let texts = [
        step.name, step.credited, step.quota, step.attainment, step.multiple, step.weight,
      ]
      let numbers = [
        1: step.figure?.credited, 2: step.quota.isEmpty ? nil : step.figure?.quota,
      ]
      for (column, text) in texts.enumerated() {
        let cell = Cell(row, column)
        if let number = numbers[column] ?? nil {
          try sheet.write(number, at: cell, Self.amount(number, step.figure?.isRatio ?? false))
        } else {
          try sheet.write(
            text, at: cell, CellStyle(alignment: column == 0 ? .leading : .trailing))
        }
      }
      try sheet.write(step.pay.amount, at: Cell(row, 6), Self.money)
    }
    row += 1
    let total = CellStyle(numbers: "#,##0.00", isStrong: true, isOverlined: true)
    try sheet.write("Pay", at: Cell(row, 0), total)
    try sheet.write(
      formula: "=SUM(\(Cell(first, 6).name):\(Cell(row - 1, 6).name))",
      value: page.statement.pay.amount, at: Cell(row, 6), total)
    row += 2
    for (name, sentences) in page.workings {
      try sheet.write(name, at: Cell(row, 0), CellStyle(isStrong: true), setsWidth: false)
      row += 1
      for sentence in sentences {
        try sheet.write(sentence, at: Cell(row, 0), setsWidth: false)
        row += 1
      }
    }
    if !page.deals.isEmpty {
      row += 1
      for (column, heading) in StatementPage.dealHeadings.enumerated() {
        try sheet.write(heading, at: Cell(row, column), .heading)
      }
      for deal in page.deals {
        row += 1
        let credit = deal.deal.credit.credit
        for (column, text) in [deal.line.name, credit.deal ?? "", credit.date.description]
          .enumerated()
        { try sheet.write(text, at: Cell(row, column)) }
        try sheet.write(credit.amount, at: Cell(row, 3), Self.money)
        try sheet.write(credit.share, at: Cell(row, 4), CellStyle(numbers: "0%"))
        try sheet.write(deal.deal.credit.credited, at: Cell(row, 5), Self.money)
        try sheet.write(deal.deal.pay.rounded().amount, at: Cell(row, 6), Self.money)
      }
      row += 1
    }
    for balance in page.balances {
      row += 1
      try sheet.write(balance.name, at: Cell(row, 0), setsWidth: false)
      try sheet.write(balance.opening.amount, at: Cell(row, 5), Self.money)
      try sheet.write(balance.closing.amount, at: Cell(row, 6), Self.money)
    }
    row += 1
    try sheet.write("Paid this year so far", at: Cell(row, 0), setsWidth: false)
    try sheet.write(page.yearToDate.amount, at: Cell(row, 6), Self.money)
    return row + 1
  }
}
