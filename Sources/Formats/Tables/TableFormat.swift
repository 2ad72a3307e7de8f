/// How a file is read as a table: the answers to everything that a file does not say of itself.
///
/// Found once by ``TableFile/found()``, shown, and written down; reading guesses nothing.
public struct TableFormat: Hashable, Sendable {
  /// Of a text, as `iconv` names it, such as `windows-1252`; nil for UTF-8.
  public var encoding: String?
  /// Between the fields of a text: an ASCII character.
  public var separator: Unicode.Scalar = ","
  /// Of a workbook; nil for its first sheet.
  public var sheet: String?
  /// The lines above the headings.
  public var skipRows = 0
  /// The label of the row before which the table ends; nil for the end of the file.
  public var footer: RowLabel?
  /// The labels of rows within the table that are none of its records, such as totals.
  public var leaveOut: [RowLabel] = []
  /// Before the decimals of amounts that are text; nil for a point where nobody said so.
  public var decimal: DecimalMark?
  /// Of dates that are text; nil where only those that can be read in one order are read.
  public var dates: DateOrder?

  public init() {}
}

/// What stands before the decimals of a number.
public enum DecimalMark: String, CaseIterable, Hashable, Sendable {
  case point = "."
  case comma = ","

  /// The mark that then separates thousands.
  public var thousands: DecimalMark { self == .point ? .comma : .point }
}

/// The order of day, month and year in a date of numbers.
///
/// A date that begins with a year of four digits is read year first, and one with a month's name has
/// no order to choose.
public enum DateOrder: String, CaseIterable, Hashable, Sendable {
  case yearFirst = "y-m-d"
  case dayFirst = "d/m/y"
  case monthFirst = "m/d/y"

  /// Reads `d/m/y`, and what means the same: `d.m.y`, `dd-mm-yyyy`, `DMY`.
  public init?(_ text: String) {
    var letters: [Character] = []
    for character in text.lowercased() where character.isLetter && letters.last != character {
      letters.append(character)
    }
    switch String(letters) {
    case "ymd": self = .yearFirst
    case "dmy": self = .dayFirst
    case "mdy": self = .monthFirst
    default: return nil
    }
  }
}

/// The first text of a row that marks it as no record: `Total`, or `Subtotal*` for what begins so.
///
/// A label that ends in `*` marks rows of which at most half the fields are filled, so that
/// `Total*` does not take the customer `Total Logistics` from the book. Case and spaces at the ends
/// do not matter.
public struct RowLabel: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) {
    self.text = text
  }

  public var description: String { text }

  private var isStem: Bool { text.hasSuffix("*") }

  /// - Parameters:
  ///   - first: The first filled field of a row.
  ///   - filled: The number of its filled fields.
  ///   - width: The number of the table's columns.
  func marks(first: String, filled: Int, width: Int) -> Bool {
    let first = first.trimmed.lowercased()
    guard isStem else { return first == text.trimmed.lowercased() }
    return filled * 2 <= width && first.hasPrefix(String(text.dropLast()).trimmed.lowercased())
  }
}

extension StringProtocol {
  /// Without white space at its ends, no-break spaces included.
  package var trimmed: String {
    // Nearly every text begins and ends with what is no space.
    let bytes = Substring(self).utf8
    if let first = bytes.first, let last = bytes.last, (0x21..<0x7F).contains(first),
      (0x21..<0x7F).contains(last)
    {
      return String(self)
    }
    var view = Substring(self).unicodeScalars
    while let first = view.first, first.properties.isWhitespace { view.removeFirst() }
    while let last = view.last, last.properties.isWhitespace { view.removeLast() }
    return String(view)
  }
}
