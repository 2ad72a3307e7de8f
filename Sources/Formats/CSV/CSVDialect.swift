/// How a CSV file is written: what separates fields, which sign stands before decimals, and whether it
/// begins with the mark by which a spreadsheet knows UTF-8.
public struct CSVDialect: Hashable, Sendable {
  let separator: Character
  let decimal: Character
  let hasMark: Bool
  /// In the words of an index.
  public let summary: String

  /// As programs read it anywhere: commas, and a full stop before decimals.
  public static let plain = CSVDialect(
    separator: ",", decimal: ".", hasMark: false,
    summary: "Comma-separated, UTF-8, a heading, a full stop before decimals")

  private init(separator: Character, decimal: Character, hasMark: Bool, summary: String) {
    self.separator = separator
    self.decimal = decimal
    self.hasMark = hasMark
    self.summary = summary
  }

  /// As a spreadsheet of a language or region opens it by itself: semicolons where the comma stands
  /// before decimals.
  ///
  /// - Parameter locale: Such as `de`, `fr-CA` or `en_GB`; nil for one that is not known.
  public init?(locale: String) {
    let parts = locale.split(whereSeparator: { $0 == "-" || $0 == "_" }).map { $0.lowercased() }
    guard let language = parts.first, parts.count <= 2 else { return nil }
    let region = parts.count > 1 ? parts[1] : ""
    let hasPoint: Bool
    if Self.withPoint.contains(language) || Self.regionsWithPoint.contains("\(language)-\(region)")
    {
      hasPoint = true
    } else if Self.withComma.contains(language) {
      hasPoint = false
    } else {
      return nil
    }
    // Swiss spreadsheets have a full stop before decimals, and semicolons all the same.
    let isSwiss = region == "ch" || region == "li"
    let separator: Character = hasPoint && !isSwiss ? "," : ";"
    self.init(
      separator: separator, decimal: hasPoint ? "." : ",", hasMark: true,
      summary:
        "\(separator == "," ? "Comma" : "Semicolon")-separated, UTF-8 with its mark, a heading,"
        + " a \(hasPoint ? "full stop" : "comma") before decimals, for spreadsheets in \(locale)")
  }

  /// Some of the languages, for help.
  public static let known = (withComma + withPoint).sorted()

  /// - Reference: Unicode CLDR 45, number symbols by locale.
  private static let withComma = [
    "bg", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr", "hu", "id", "is",
    "it", "lt", "lv", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr",
    "uk", "vi",
  ]
  private static let withPoint = ["en", "he", "hi", "ja", "ko", "ms", "th", "zh"]
  private static let regionsWithPoint = [
    "de-ch", "de-li", "it-ch", "es-mx", "es-us", "es-pr", "es-gt", "es-pa", "es-pe", "es-do",
  ]
}
