import Formats
import History
import Model
import Units

/// The fields of a history's file, read in one place; what is wrong is reported with its line.
struct HistoryFields {
  let table: DataTable
  let columns: [HistoryColumns.Name: Int]
  let diagnostics: Diagnostics
  /// What amounts are multiplied with, such as 12 for a month's money.
  let times: Double
  /// Those that count, in the order of the file.
  let rows: [Int]
  /// What was seen of the rows, each a sentence without its full stop.
  let remarks: [String]
  /// What the amounts of rows in another currency are multiplied with.
  private let rates: HistoryRates

  /// - Parameter money: The column that tells currencies and what repeated rows come to.
  init(
    table: DataTable, columns: [HistoryColumns.Name: Int], money: Int?, answers: StarterAnswers,
    diagnostics: Diagnostics, times: Double
  ) {
    self.table = table
    self.columns = columns
    self.diagnostics = diagnostics
    self.times = times
    let copies = columns[.account] == nil ? [] : table.copies
    let isOnce = answers["repeats"] == BookRules.Repeats.once.rawValue
    let left = Set(isOnce ? copies : [])
    rows = (0..<table.rowCount).filter { !left.contains($0) }
    rates = HistoryRates(
      table, rows, money: money, column: columns[.currency], answers, diagnostics)
    var remarks = rates.remarks
    if let first = copies.first {
      let sum = copies.reduce(0) { sum, row in
        sum + (money.flatMap { table.possibleAmount(row, $0) } ?? 0)
      }
      remarks.append(
        "\(Counted(copies.count, "row")) with \(NumberText.grouped(sum)) \(copies.count == 1 ? "is a duplicate" : "are duplicates"),"
          + " the same in every field as another, first at line \(table.line(first)): "
          + (isOnce
            ? "left out"
            : "\(copies.count == 1 ? "it counts" : "they count"); --answer repeats=once leaves \(copies.count == 1 ? "it" : "them") out")
      )
    }
    if times != 1, answers.times == nil, let money {
      let scale = HeadingUnit(table.headings[money]).scale
      if scale == times {
        remarks.append(
          "\(table.headings[money]): times \(NumberText.grouped(scale)), by its heading")
      }
    }
    self.remarks = remarks
  }

  /// How much of the common currency one of a row's is.
  func rate(_ row: Int) -> Double { rates.rate(row) }

  /// The trimmed text; nil for a blank, and without the column.
  func text(_ row: Int, _ name: HistoryColumns.Name) -> String? {
    guard let column = columns[name] else { return nil }
    let text = table.text(row, column).trimmingSpaces()
    return text.isEmpty ? nil : text
  }

  func day(_ row: Int, _ name: HistoryColumns.Name) -> Day? {
    guard let column = columns[name] else { return nil }
    do throws(LiteralError) {
      return try table.day(row, column)
    } catch {
      let isBlank = table.isEmpty(row, column)
      report(
        row, name,
        .found(error.found, expected: isBlank ? "a date such as 2026-01-31" : error.expected),
        hint: error.hint)
      return nil
    }
  }

  func whole(_ row: Int, _ name: HistoryColumns.Name, _ expected: String) -> Int? {
    read(row, name, expected: expected) { Int($0) }
  }

  /// A year, also as `FY23`, which is that of its name.
  func year(_ row: Int) -> Int? {
    read(row, .year, expected: "a year such as 2026 or FY26") { text in
      text.wholeMatch(of: /(?i)(?:fy|gj)\s*'?(\d{4}|\d{2})/).flatMap { Int($0.1) }.map {
        $0 < 100 ? 2000 + $0 : $0
      } ?? Int(text)
    }
  }

  /// A term in months, also in words such as `Annual`.
  func term(_ row: Int) -> Int? {
    guard text(row, .term) != nil else { return nil }
    return read(row, .term, expected: "a term in months") { Vocabulary.months($0) }
  }

  func boolean(_ row: Int, _ name: HistoryColumns.Name) -> Bool? {
    read(row, name, expected: "yes or no") { Vocabulary.boolean($0) }
  }

  /// An amount of the column, times ``times``; nil was reported.
  func amount(_ row: Int, _ name: HistoryColumns.Name, least: Double? = 0) -> Double? {
    let expected = least == 0 ? "an amount of 0 or above" : "an amount"
    return read(row, name, expected: expected) { text in
      amount(text).flatMap { amount in
        least.map { amount >= $0 } ?? true ? amount * times * rate(row) : nil
      }
    }
  }

  /// An amount as spreadsheets write it, and `-` for none; nil for anything else.
  func amount(_ text: String) -> Double? {
    if ["-", "–", "—"].contains(text) { return 0 }
    return try? WrittenAmount(text, decimal: table.format.decimal).value
  }

  private func read<Value>(
    _ row: Int, _ name: HistoryColumns.Name, expected: String, _ value: (String) -> Value?
  ) -> Value? {
    guard let column = columns[name] else { return nil }
    let text = table.text(row, column).trimmingSpaces()
    if let value = value(text) { return value }
    report(row, name, .found(text, expected: expected))
    return nil
  }

  func report(
    _ row: Int, _ name: HistoryColumns.Name, _ problem: Diagnostic.Problem, hint: String? = nil
  ) {
    guard let column = columns[name] else { return }
    switch refused.count(column) {
    case ...Self.toldOneByOne:
      diagnostics.report(
        Diagnostic(
          at: table.location(row, column), subject: table.headings[column], problem, hint: hint))
    case Self.toldOneByOne + 1:
      diagnostics.report(
        Diagnostic(
          at: SourceLocation(file: table.file), subject: table.headings[column],
          .statement("further fields of this column are wrong")))
    default: break
    }
  }

  /// Only the first few errors of a column are reported one by one.
  private static let toldOneByOne = 20
  private let refused = Refused()

  private final class Refused {
    private var counts: [Int: Int] = [:]

    func count(_ column: Int) -> Int {
      counts[column, default: 0] += 1
      return counts[column, default: 0]
    }
  }
}

/// The rates of a history whose amounts are in several currencies.
private struct HistoryRates {
  private let table: DataTable
  private let money: Int?
  private let column: Int?
  private var byCode: [String: Double] = [:]
  private(set) var remarks: [String] = []

  /// Reports amounts in several currencies without a rate.
  init(
    _ table: DataTable, _ rows: [Int], money: Int?, column: Int?, _ answers: StarterAnswers,
    _ diagnostics: Diagnostics
  ) {
    (self.table, self.money, self.column) = (table, money, column)
    guard let money else { return }
    var codes = CurrencyCodes(own: "")
    for row in rows {
      guard let amount = try? table.amount(row, money) else { continue }
      var code = 0
      if let column {
        code = codes.index(ofText: table.text(row, column))
      } else if let sign = amount.currency {
        code = codes.index(ofSign: sign)
      }
      codes.add(amount.value, to: code, row)
    }
    if column == nil { codes.joinUnsigned() }
    let used = codes.parts.filter { $0.rows > 0 && !$0.code.isEmpty }
    guard used.count > 1 else {
      if let only = used.first, only.code != "USD" {
        remarks.append("every amount is in \(only.code)")
      }
      return
    }
    let largest = used.max { $0.rows < $1.rows }?.code ?? ""
    let base =
      answers["currency"]?.uppercased()
      ?? used.first { answers.rates[$0.code] == 1 }?.code
      ?? used.first { part in
        answers.rates[part.code] == nil
          && used.count - 1 == used.count { answers.rates[$0.code] != nil }
      }?.code ?? largest
    let missing = used.filter { $0.code != base && answers.rates[$0.code] == nil }
    let sums = used.map {
      "\(NumberText.grouped($0.amount)) \($0.code) in \(Counted($0.rows, "row"))"
    }.joined(separator: ", ")
    guard missing.isEmpty else {
      diagnostics.report(
        Diagnostic(
          at: SourceLocation(file: table.file), subject: table.headings[column ?? money],
          .statement("amounts in several currencies are never added: \(sums)"),
          hint: "say how much \(base) one is: "
            + missing.map { "--answer currencies.\($0.code)=RATE" }.joined(separator: " ")))
      return
    }
    byCode = answers.rates
    byCode[base] = 1
    remarks.append(
      "in \(base): \(sums); "
        + used.filter { $0.code != base }.map {
          "one \($0.code) is \(NumberText.short(byCode[$0.code] ?? 1))"
        }
        .joined(separator: ", "))
  }

  func rate(_ row: Int) -> Double {
    guard !byCode.isEmpty else { return 1 }
    let stated =
      column.map { table.text(row, $0).trimmed }
      ?? money.flatMap { try? table.amount(row, $0).currency }
    return stated.flatMap { byCode[WrittenAmount.code(of: $0) ?? $0.uppercased()] } ?? 1
  }
}

extension DataTable {
  /// The rows that are the same in every field as one before them.
  fileprivate var copies: [Int] {
    var rows: [Int: [Int]] = [:]
    var copies: [Int] = []
    for row in 0..<rowCount {
      var hasher = Hasher()
      for column in headings.indices {
        withBytes(row, column) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(column)
      }
      let hash = hasher.finalize()
      let isCopy = (rows[hash] ?? []).contains { other in
        headings.indices.allSatisfy { text(row, $0) == text(other, $0) }
      }
      if isCopy { copies.append(row) } else { rows[hash, default: []].append(row) }
    }
    return copies
  }
}

extension String {
  fileprivate func trimmingSpaces() -> String {
    guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
    return String(
      drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
