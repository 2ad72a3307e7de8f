import Formats
import TestSupport
import Testing

/// Recalculates the formulas of a sheet from their text, as far as plans need them.
///
/// Independent of plans and of the code that writes formulas, so that an error in either shows.
final class FormulaReader {
  enum Value: Equatable {
    case blank
    case number(Double)
    case text(String)
    case list([Double])

    /// What arithmetic reads; a text is an error.
    var number: Double {
      switch self {
      case .blank: 0
      case .number(let number): number
      case .text, .list: .nan
      }
    }

    var numbers: [Double] {
      switch self {
      case .list(let numbers): numbers
      case .number(let number): [number]
      case .blank, .text: []
      }
    }
  }

  private let cells: [String: Spreadsheet.Cell]
  private var known: [String: Value] = [:]
  private var text: [Character] = []
  private var next = 0

  init(_ cells: [String: Spreadsheet.Cell]) { self.cells = cells }

  func value(of cell: String) -> Value {
    if let value = known[cell] { return value }
    guard let found = cells[cell] else { return .blank }
    let value: Value
    if let formula = found.formula {
      let outer = (text, next)
      (text, next) = (Array(formula), 0)
      value = comparison()
      #expect(next == text.count, "\(cell): \(formula)")
      (text, next) = outer
    } else {
      value = found.number.map { .number($0) } ?? found.text.map { .text($0) } ?? .blank
    }
    known[cell] = value
    return value
  }

  // MARK: - Grammar

  private func skip(_ symbol: String) -> Bool {
    guard text[next...].starts(with: symbol) else { return false }
    next += symbol.count
    return true
  }

  private func comparison() -> Value {
    let left = sum()
    for (symbol, holds) in [
      (">=", { $0 >= $1 }), ("<=", { $0 <= $1 }), (">", { $0 > $1 }), ("<", { $0 < $1 }),
      ("=", { $0 == $1 }),
    ] as [(String, (Double, Double) -> Bool)] where skip(symbol) {
      // A text is above every number.
      return pairs(left, sum()) { a, b in
        holds(a.isNaN ? .infinity : a, b.isNaN ? .infinity : b) ? 1 : 0
      }
    }
    return left
  }

  private func sum() -> Value {
    var value = product()
    while true {
      if skip("+") {
        value = pairs(value, product(), +)
      } else if skip("-") {
        value = pairs(value, product(), -)
      } else {
        return value
      }
    }
  }

  private func product() -> Value {
    var value = factor()
    while true {
      if skip("*") {
        value = pairs(value, factor(), *)
      } else if skip("/") {
        value = pairs(value, factor(), /)
      } else {
        return value
      }
    }
  }

  private func pairs(_ a: Value, _ b: Value, _ result: (Double, Double) -> Double) -> Value {
    if case .list(let many) = a {
      let others = b.numbers.count == many.count ? b.numbers : many.map { _ in b.number }
      return .list(zip(many, others).map(result))
    }
    if case .list(let many) = b { return .list(many.map { result(a.number, $0) }) }
    return .number(result(a.number, b.number))
  }

  private func factor() -> Value {
    if skip("-") { return .number(-factor().number) }
    if skip("(") {
      let value = comparison()
      #expect(skip(")"))
      return value
    }
    if skip("\"") {
      let word = text[next...].prefix { $0 != "\"" }
      next += word.count + 1
      return .text(String(word))
    }
    if text[next].isNumber { return number() }
    let name = text[next...].prefix { $0.isLetter || $0.isNumber || $0 == "$" }
    next += name.count
    let word = String(name.filter { $0 != "$" })
    if skip("(") { return call(word) }
    guard skip(":") else { return value(of: word) }
    let end = text[next...].prefix { $0.isLetter || $0.isNumber || $0 == "$" }
    next += end.count
    return .list(range(word, String(end.filter { $0 != "$" })).map { value(of: $0).number })
  }

  private func number() -> Value {
    var digits = ""
    while next < text.count {
      let isSign = "+-".contains(text[next]) && digits.last.map { "eE".contains($0) } == true
      guard text[next].isNumber || "eE.".contains(text[next]) || isSign else { break }
      digits.append(text[next])
      next += 1
    }
    return .number(Double(digits) ?? .nan)
  }

  /// The cells of a row.
  private func range(_ first: String, _ last: String) -> [String] {
    let row = first.drop { $0.isLetter }
    func column(_ cell: String) -> Int {
      cell.prefix { $0.isLetter }.utf8.reduce(0) { $0 * 26 + Int($1) - 64 }
    }
    return (column(first)...column(last)).map {
      String(Cell(0, $0 - 1).name.dropLast()) + row
    }
  }

  private func call(_ name: String) -> Value {
    if name == "COLUMN" {
      let start = next
      let list = comparison().numbers
      let first = text[start..<next].drop { $0 == "$" }.prefix { $0.isLetter }
      let column = String(first).utf8.reduce(0) { $0 * 26 + Int($1) - 64 }
      #expect(skip(")"))
      return .list(list.indices.map { Double(column + $0) })
    }
    var given: [Value] = []
    repeat { given.append(comparison()) } while skip(",")
    #expect(skip(")"))
    // A program passes over texts and blanks of the cells that it compares.
    let numbers: [Double] = given.flatMap { $0.numbers }
    switch name {
    case "IF": return given[0].number != 0 ? given[1] : given[2]
    case "MIN": return .number(numbers.min() ?? 0)
    case "MAX": return .number(numbers.max() ?? 0)
    case "ABS": return .number(abs(given[0].number))
    case "INT": return .number(given[0].number.rounded(.down))
    case "ROUND":
      // As a spreadsheet, which takes what is shown for what is meant.
      let scale = given[1].number == 0 ? 1.0 : 100
      let meant = (given[0].number * scale * 1e6).rounded() / 1e6
      return .number(meant.rounded(.toNearestOrAwayFromZero) / scale)
    case "SUMPRODUCT": return .number(given[0].numbers.reduce(0, +))
    case "INDEX": return .number(given[0].numbers[Int(given[1].number) - 1])
    case "ISNUMBER": if case .number = given[0] { return .number(1) } else { return .number(0) }
    case "N": if case .number = given[0] { return given[0] } else { return .number(0) }
    default:
      Issue.record("\(name) is no function that plans need")
      return .number(.nan)
    }
  }
}
