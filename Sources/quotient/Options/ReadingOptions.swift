import ArgumentParser
import Formats
import Language

/// How a file is read, where the user says so.
struct FormatOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "An answer, or any key of the reading: dates=m/d/y, arr=Amount, currencies.EUR=1.08.",
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

  fileprivate var stated: [(key: String, value: String)] {
    [
      ("dates", dates), ("decimal", decimal), ("separator", separator), ("encoding", encoding),
      ("sheet", sheet), ("skip-rows", skipRows),
    ].compactMap { key, value in value.map { (key, $0) } }
  }

  /// - Parameter others: Further keys with their values.
  /// - Throws: ``ValidationError`` for an unknown key or a value that it does not take.
  func answers(_ others: [(key: String, value: String)] = []) throws -> StarterAnswers {
    var answers = StarterAnswers()
    do throws(LiteralError) {
      for (key, value) in stated + others { try answers.set(key, to: value) }
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

/// The same for a book.
struct ReadingOptions: ParsableArguments {
  @OptionGroup var format: FormatOptions

  @Option(
    name: .customLong("where"), help: "Which rows are the book: 'Type = Customer; ARR > 0'.")
  var conditions: String?

  @Option(help: "Of the scenario.")
  var currency: String?

  @Option(help: "First day of the first fiscal year.")
  var start: String?

  private var own: [(key: String, value: String)] {
    [("where", conditions), ("currency", currency), ("start", start)].compactMap { key, value in
      value.map { (key, $0) }
    }
  }

  var isEmpty: Bool { format.answer.isEmpty && (format.stated + own).isEmpty }

  /// The first option that was given.
  var first: String {
    format.answer.isEmpty ? (format.stated + own).first.map { "--\($0.key)" } ?? "" : "--answer"
  }

  /// - Throws: ``ValidationError`` for an unknown key or a value that it does not take.
  func answers() throws -> StarterAnswers { try format.answers(own) }
}
