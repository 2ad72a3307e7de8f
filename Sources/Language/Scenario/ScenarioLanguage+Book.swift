import Formats
import Ownership

extension ScenarioLanguage {
  static let book = Record(
    [
      .init(
        "file",
        "A text of separated fields (.csv) or a workbook (.xlsx), seen from the scenario's"
          + " folder.", .text),
      .init("generate", "A made-up book.", .record(generated)),
      .init(
        "columns",
        "Our name to the file's heading: account, name, segment, arr, currency, renewal-date, term,"
          + " auto-renewal, sales-cycle, owner (whose the account is, only told), parent, a role"
          + " (whose person the account is), or a driver's column. A heading that is our name needs"
          + " no entry.",
        .map(NamedMap(of: "column", .oneOf([.name, .record(column)])))),
      .init(
        "segments",
        "Segments of a file's book: the values that mean each. Without it each value is a"
          + " segment, in alphabetical order.",
        .map(
          NamedMap(of: "segment", .oneOf([.list(.name), .record(segment)]), isMerged: false))),
    ] + BookRules.keys + TableFormat.keys, exactlyOne: [["file", "generate"]])

  private static let column = Record(
    [
      .init("column", "The heading.", .name, isRequired: true),
      .init("times", "Multiplies the column's number.", .quantity(.positive)),
      .init(
        "by",
        "Further columns whose numbers multiply it, such as a quantity, or whose values mean numbers:"
          + " `{column: Interval, values: {month: 12, year: 1}}`.",
        .list(.oneOf([.name, .record(factor)]))),
      .init(
        "over",
        "The column with the months that an amount is for: it is divided by them, times 12. Years are"
          + " `{column: Years, times: 12}`.",
        .oneOf([.name, .record(period)])),
      .init(
        "plus",
        "Of the renewal date: `term` where the column says when a contract began.",
        .choice(of: BookColumns.Plus.self)),
      .init(
        "values", "The column's values and what each means; others are errors.",
        .map(NamedMap(of: "value", .text, isMerged: false))),
    ], shorthand: ["column"])

  private static let period = Record(
    [
      .init("column", "The heading.", .name, isRequired: true),
      .init("times", "Multiplies its number to be months.", .quantity(.positive)),
      .init(
        "by",
        "Further columns that multiply it to be months, such as a unit:"
          + " `{column: Unit, values: {month: 1, year: 12}}`.",
        .list(.oneOf([.name, .record(factor)]))),
    ], shorthand: ["column"])

  private static let factor = Record(
    [
      .init("column", "The heading.", .name, isRequired: true),
      .init(
        "values", "The column's values and the number that each means; others are errors.",
        .map(NamedMap(of: "value", .quantity(.positive), isMerged: false))),
    ], shorthand: ["column"])

  private static let segment = Record(
    [
      .init("values", "The values of the column.", .list(.name), isRequired: true),
      .init("tier", "Overrides the tier by mean ARR.", .choice(of: Tier.self)),
    ], shorthand: ["values"])

  private static let generated = Record([
    .init("accounts", "How many.", .quantity(Quantity(.count, from: 1, to: 10_000_000))),
    .init("arr", "Of all accounts.", .quantity(.positiveMoney)),
    .init(
      "seed", "Number from which the book follows; the luck has a seed of its own.",
      .quantity(.count)),
    .init(
      "segments", "Parts of the book; their shares total 100%.",
      .map(NamedMap(of: "segment", .record(generatedSegment), isMerged: false))),
    .init(
      "health", "Values of the column `health`, each with its share of accounts.",
      .map(NamedMap(of: "value", .share, isMerged: false))),
  ])

  private static let generatedSegment = Record([
    .init("tier", "Overrides the tier by mean ARR.", .choice(of: Tier.self)),
    .init("share", "Of the accounts.", .share, isRequired: true),
    .init(
      "mean-arr", "In proportion to the other segments; the book's ARR sets the scale.",
      .quantity(.positiveMoney), isRequired: true),
    .init("arr-cv", "Standard deviation of ARR over its mean.", .quantity(cv)),
    .init(
      "terms", "Lengths of contracts, each with its share of accounts.",
      .scale(from: .duration, to: .share)),
    .init("auto-renewal", "Share of accounts that renew by themselves.", .share),
    .init("sales-cycle", "Mean days of the first sale.", .quantity(.positive)),
    .init("sales-cycle-cv", "Its standard deviation over its mean.", .quantity(cv)),
  ])

  /// With 100, one account in a thousand has nearly all of the ARR.
  private static let cv = Quantity(.number, from: 0, to: 100)
}
