import Analysis
import Statistics

/// The value of a row in a column.
enum TableValue: Hashable, Sendable, ExpressibleByStringLiteral {
  case text(String)
  /// Exact; only text for people rounds it.
  case number(Double)
  case missing

  init(stringLiteral text: String) { self = .text(text) }

  /// The number, or what is missing.
  static func number(_ value: Double?) -> TableValue { value.map { .number($0) } ?? .missing }

  /// The text, or what is missing.
  static func text(_ text: String?) -> TableValue { text.map { .text($0) } ?? .missing }

  /// A whole number, or what is missing.
  static func count(_ value: Int?) -> TableValue { .number(value.map(Double.init)) }

  /// A fiscal year counted from 0, as it is written: from 1; `all` for the horizon.
  static func year(_ year: Int?) -> TableValue { year.map { .count($0 + 1) } ?? "all" }

  var number: Double? { if case .number(let number) = self { number } else { nil } }
}

/// What a column holds, which determines rounding and alignment.
enum ColumnKind: Hashable, Sendable {
  case text
  /// An amount of the scenario's currency.
  case money
  /// A whole number.
  case count
  /// The mean number of people.
  case people
  /// A share or a multiple; 1 is 100%.
  case share
  /// In the row's own unit: see ``TableRow/unit``.
  case ofRow
  /// With so many decimals.
  case number(decimals: Int)
}

/// How a list highlights a column.
enum ColumnMark: Hashable, Sendable {
  /// A bar from 0 to 1.
  case bar
  /// Highlights rows that have a text here.
  case flag
  /// Dims rows with this text.
  case faint(String)
  /// From pale for the least of all columns with this mark to strong for the greatest.
  case heat
}

/// A column of a table: its name, kind and meaning, and how to read it from a row.
struct TableColumn<Row>: Sendable {
  typealias Kind = ColumnKind
  typealias Mark = ColumnMark

  /// Kebab-case: the heading in CSV, the key in JSON.
  let name: String
  let kind: Kind
  /// As the report's index explains it, on one line; empty if no index lists it.
  let meaning: String
  let mark: Mark?
  let value: @Sendable (Row) -> TableValue

  init(
    _ name: String, _ kind: Kind, _ meaning: String = "", mark: Mark? = nil,
    value: @escaping @Sendable (Row) -> TableValue
  ) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
    self.mark = mark
    self.value = value
  }

  static func text(
    _ name: String, _ meaning: String = "", mark: Mark? = nil,
    _ value: @escaping @Sendable (Row) -> String?
  ) -> TableColumn {
    TableColumn(name, .text, meaning, mark: mark) { .text(value($0)) }
  }

  static func count(
    _ name: String, _ meaning: String = "", _ value: @escaping @Sendable (Row) -> Int?
  ) -> TableColumn {
    TableColumn(name, .count, meaning) { .count(value($0)) }
  }

  static func number(
    _ name: String, _ kind: Kind, _ meaning: String = "", mark: Mark? = nil,
    _ value: @escaping @Sendable (Row) -> Double?
  ) -> TableColumn {
    TableColumn(name, kind, meaning, mark: mark) { .number(value($0)) }
  }

  static func money(
    _ name: String, _ meaning: String = "", _ value: @escaping @Sendable (Row) -> Double?
  ) -> TableColumn {
    number(name, .money, meaning, value)
  }

  static func share(
    _ name: String, _ meaning: String = "", mark: Mark? = nil,
    _ value: @escaping @Sendable (Row) -> Double?
  ) -> TableColumn {
    number(name, .share, meaning, mark: mark, value)
  }

  /// The number in a row; nil if it is missing.
  func number(of row: Row) -> Double? { value(row).number }
}

/// Columns with the same meaning in every table.
extension TableColumn {
  typealias Text = @Sendable (Row) -> String?
  typealias Number = @Sendable (Row) -> Double?

  static func model(_ value: @escaping Text) -> TableColumn {
    .text("model", "ownership model", value)
  }

  static func baseline(_ value: @escaping Text) -> TableColumn {
    .text("baseline", "the status quo, to which the model is compared", value)
  }

  static func role(_ value: @escaping Text) -> TableColumn {
    .text("role", "role of the people", value)
  }

  static func person(_ value: @escaping Text) -> TableColumn {
    .text("person", "by the book, else the role and a number", value)
  }

  /// - Parameter value: Nil for the whole book.
  static func segment(_ value: @escaping Text) -> TableColumn {
    TableColumn("segment", .text, "segment of the book, or all") { .text(value($0) ?? "all") }
  }

  /// - Parameter value: Counted from 0.
  static func fiscalYear(
    _ kind: Kind = .text, _ value: @escaping @Sendable (Row) -> Int?
  ) -> TableColumn {
    TableColumn("year", kind, "fiscal year from 1") { .year(value($0)) }
  }

  static func trial(_ value: @escaping @Sendable (Row) -> Int?) -> TableColumn {
    .count("trial", "from 0", value)
  }

  static func world(_ value: @escaping @Sendable (Row) -> Int?) -> TableColumn {
    .count("world", "trials of one world share their assumptions", value)
  }

  static func mean(_ kind: Kind, _ meaning: String = "expectation", _ value: @escaping Number)
    -> TableColumn
  {
    .number("mean", kind, meaning, value)
  }

  static func standardError(
    _ kind: Kind, _ meaning: String = "standard error of the mean", _ value: @escaping Number
  ) -> TableColumn {
    .number("se", kind, meaning, value)
  }

  static func p10(
    _ kind: Kind, _ meaning: String = "10% of outcomes are below", _ value: @escaping Number
  ) -> TableColumn {
    .number("p10", kind, meaning, value)
  }

  static func p50(
    _ kind: Kind, _ meaning: String = "median outcome", _ value: @escaping Number
  ) -> TableColumn {
    .number("p50", kind, meaning, value)
  }

  static func p90(
    _ kind: Kind, _ meaning: String = "90% of outcomes are below", _ value: @escaping Number
  ) -> TableColumn {
    .number("p90", kind, meaning, value)
  }

  static func probabilityBetter(
    mark: Mark? = nil, _ value: @escaping Number
  ) -> TableColumn {
    .share(
      "p-better",
      "probability, over assumptions, that the expectation is better than the baseline's",
      mark: mark, value)
  }

  /// The probability with its interval.
  static func better(
    mark: Mark? = nil, _ value: @escaping @Sendable (Row) -> ChanceBetter?
  ) -> [TableColumn] {
    [.probabilityBetter(mark: mark) { value($0)?.value }] + interval(ofBetter: value)
  }

  static func interval(
    ofBetter value: @escaping @Sendable (Row) -> ChanceBetter?
  ) -> [TableColumn] {
    [
      .share("p-better-low", "lower end of the 95% interval of p-better") { value($0)?.low },
      .share("p-better-high", "upper end of the 95% interval of p-better") { value($0)?.high },
    ]
  }

  /// The ends of a percentile's 95% interval, empty where the sample is too small for one.
  static func interval(
    of column: TableColumn, _ estimate: @escaping @Sendable (Row) -> QuantileEstimate?
  ) -> [TableColumn] {
    [
      .number(column.name + "-low", .ofRow, "lower end of the 95% interval of \(column.name)") {
        estimate($0)?.low
      },
      .number(column.name + "-high", .ofRow, "upper end of the 95% interval of \(column.name)") {
        estimate($0)?.high
      },
    ]
  }

  static func adjusted(_ value: @escaping @Sendable (Row) -> AdjustedMean?) -> [TableColumn] {
    [
      .number("adjusted", .ofRow, "expectation without the luck of accounts") { value($0)?.mean },
      .number("adjusted-se", .ofRow, "standard error of adjusted") { value($0)?.standardError },
    ]
  }
}
