/// What the styles of cells say of a number: that it is a day, or an amount in a currency.
struct CellStyles: Sendable {
  private let days: [Bool]
  private let signs: [UInt8]
  /// The signs or codes that formats write; the first is none.
  let currencies: [String]

  func isDay(_ style: Int) -> Bool { days.indices.contains(style) && days[style] }

  /// The index in ``currencies`` of what a style writes beside a number; 0 for none.
  func sign(_ style: Int) -> UInt8 { signs.indices.contains(style) ? signs[style] : 0 }

  init(_ handler: StyleHandler) {
    days = handler.formats.map { id in
      handler.codes[id].map(CellStyles.showsDay) ?? CellStyles.builtIn.contains { $0.contains(id) }
    }
    var currencies = [""]
    signs = handler.formats.map { id in
      guard let sign = handler.codes[id].flatMap(CellStyles.currency) else { return 0 }
      if let known = currencies.firstIndex(of: sign) { return UInt8(known) }
      guard currencies.count < 255 else { return 0 }
      currencies.append(sign)
      return UInt8(currencies.count - 1)
    }
    self.currencies = currencies
  }

  /// The currency that a format code writes, such as that of `[$€-407] #,##0` or `#,##0 "EUR"`.
  ///
  /// - Reference: ECMA-376-1:2016, 18.8.31.
  static func currency(_ code: String) -> String? {
    let part = code.split(separator: ";").first.map(String.init) ?? code
    // `[$-409]` names a country's way to write, and no currency.
    let first = part.replacing(/\[\$-[^\]]*\]/, with: "")
    if let match = first.firstMatch(of: /\[\$([^\]\-]+)(-[^\]]*)?\]/) {
      return String(match.1).trimmed
    }
    let quoted = first.matches(of: /"([^"]*)"/).map { String($0.1).trimmed }
    let isCode = { (text: String) in text.count == 3 && text.allSatisfy { ("A"..."Z").contains($0) }
    }
    if let named = quoted.first(where: { isCode($0) || signs.contains($0) }) { return named }
    // What is in brackets is a language, a colour or a condition.
    let shown = first.replacing(/\[[^\]]*\]/, with: "")
    return signs.first { shown.contains($0) }
  }

  private static let signs = ["€", "£", "¥", "₹", "$"]

  /// - Reference: ECMA-376-1:2016, 18.8.30.
  private static let builtIn = [14...17, 22...22, 27...31, 36...36, 50...54, 57...58]

  /// Whether a format code writes a day or a year, outside quoted texts and brackets.
  private static func showsDay(_ code: String) -> Bool {
    var isQuoted = false
    var isBracketed = false
    var isEscaped = false
    for character in code {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch character {
      case "\"": isQuoted.toggle()
      case "[" where !isQuoted: isBracketed = true
      case "]": isBracketed = false
      case "\\", "_", "*": isEscaped = true
      case "d", "D", "y", "Y": if !isQuoted, !isBracketed { return true }
      default: break
      }
    }
    return false
  }
}

final class StyleHandler: XMLHandler {
  /// Of the workbook's own formats, by id.
  var codes: [Int: String] = [:]
  /// The format of each style.
  var formats: [Int] = []
  private var isCellFormats = false

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if name == "numFmt" {
      if let id = attributes["numFmtId"].flatMap({ Int($0) }) {
        codes[id] = attributes["formatCode"] ?? ""
      }
    } else if name == "cellXfs" {
      isCellFormats = true
    } else if name == "xf", isCellFormats {
      formats.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0)
    }
  }

  override func end(_ name: XMLName) {
    if name == "cellXfs" { isCellFormats = false }
  }
}
