import ArgumentParser
import Formats
import Language

/// How a file is read, where the user says so.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "An answer, or a key of the book's reading: dates=m/d/y, arr=Amount, currencies.EUR=1.08.",
      valueName: "key=value"))
  var answer: [String] = []

  @Option(help: "The order of dates of numbers: d/m/y, m/d/y or y-m-d.")
  var dates: String?

  @Option(help: "Before the decimals of amounts: a comma or a point.")
  var decimal: String?

  @Option(help: "Between fields: a comma, ;, tab or |.")
  var separator: String?

  @Option(help: "Of a text, such as windows-1252.")
  var encoding: String?

  @Option(help: "Of a workbook.")
  var sheet: String?

  @Option(help: "The lines above the headings.")
  var skipRows: String?

  @Option(
    name: .customLong("where"), help: "Which rows are the book: 'Type = Customer; ARR > 0'.")
  var conditions: String?

  @Option(help: "Of the scenario.")
  var currency: String?

  @Option(help: "First day of the first fiscal year.")
  var start: String?

  private var stated: [(key: String, value: String)] {
    [
      ("dates", dates), ("decimal", decimal), ("separator", separator), ("encoding", encoding),
      ("sheet", sheet), ("skip-rows", skipRows), ("where", conditions), ("currency", currency),
      ("start", start),
    ].compactMap { key, value in value.map { (key, $0) } }
  }

  var isEmpty: Bool { answer.isEmpty && stated.isEmpty }

  /// The first option that was given.
  var first: String { answer.isEmpty ? stated.first.map { "--\($0.key)" } ?? "" : "--answer" }

  /// - Throws: ``ValidationError`` for an unknown key or a value that it does not take.
  func answers() throws -> StarterAnswers {
    var answers = StarterAnswers()
    do throws(LiteralError) {
      for (key, value) in stated { try answers.set(key, to: value) }
      for text in answer { try answers.add(text) }
    } catch {
      throw ValidationError(
        Diagnostic(
          at: SourceLocation(file: ""), .found(error.found, expected: error.expected),
          hint: error.hint
        ).description + ".")
    }
    return answers
  }
}
