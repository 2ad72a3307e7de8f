import CMinizip
import Units

/// A workbook in the format of ECMA-376 (`.xlsx`): its sheets, and the records of each.
///
/// Numbers, days, texts and truth values are read as the file types them. A formula counts as the
/// value that was saved with it.
///
/// - Reference: ECMA-376-1:2016, 18.3 (worksheets), 18.4 (shared strings), 18.8 (styles).
struct Workbook: Sendable {
  struct Sheet: Sendable {
    let name: String
    let isHidden: Bool
    /// Within the archive.
    fileprivate let path: String
  }

  private let file: String
  private let bytes: [UInt8]
  let sheets: [Sheet]
  private let styles: CellStyles
  private let startsIn1904: Bool

  /// - Throws: A diagnostic for an archive that is no workbook, or a broken one.
  init(file: String, bytes: [UInt8]) throws(Diagnostic) {
    self.file = file
    self.bytes = bytes
    let archive = Archive(file: file, bytes: bytes)
    let contents = WorkbookHandler()
    guard try archive.parse("xl/workbook.xml", contents) else {
      throw Diagnostic(
        at: SourceLocation(file: file), .statement("an archive, but no workbook (.xlsx)"),
        hint: "save the table as .xlsx or CSV")
    }
    let links = RelationHandler()
    _ = try archive.parse("xl/_rels/workbook.xml.rels", links)
    let styles = StyleHandler()
    _ = try archive.parse("xl/styles.xml", styles)
    self.styles = CellStyles(styles)
    startsIn1904 = contents.startsIn1904
    sheets = contents.sheets.compactMap { sheet in
      guard let target = links.targets[sheet.relation] else { return nil }
      let path = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
      return Sheet(name: sheet.name, isHidden: sheet.isHidden, path: path)
    }
    guard !sheets.isEmpty else {
      throw Diagnostic(at: SourceLocation(file: file), .statement("a workbook without a sheet"))
    }
  }

  /// The records of a sheet; rows without content are left out.
  ///
  /// - Parameter name: Nil for the first sheet.
  /// - Throws: A diagnostic for a sheet that is not there, or broken.
  func records(ofSheet name: String?) throws(Diagnostic) -> Records {
    guard let sheet = name.map({ name in sheets.first { $0.name == name } }) ?? sheets.first else {
      throw Diagnostic(
        at: SourceLocation(file: file), .statement("no sheet \(Excerpt.of(name ?? ""))"),
        hint: Suggestion.hint(for: name ?? "", among: sheets.map(\.name), listsKnown: true))
    }
    let archive = Archive(file: file, bytes: bytes)
    let texts = SharedTexts()
    _ = try archive.parse("xl/sharedStrings.xml", texts)
    let cells = SheetHandler(
      file: file, texts: texts, styles: styles, startsIn1904: startsIn1904)
    guard try archive.parse(sheet.path, cells) else {
      throw Diagnostic(
        at: SourceLocation(file: file), .statement("the workbook lacks \(sheet.path)"),
        hint: "open it in a spreadsheet and save it anew")
    }
    let records = cells.uniform()
    if cells.isTooLarge { throw tooLarge(sheet) }
    return records
  }

  private func tooLarge(_ sheet: Sheet) -> Diagnostic {
    Diagnostic(
      at: SourceLocation(file: file),
      .statement("sheet \(Excerpt.of(sheet.name)) has more cells than are read"),
      hint: "save it as CSV, or remove stray cells far from the table")
  }
}

/// The files within a workbook.
private struct Archive {
  let file: String
  let bytes: [UInt8]

  /// Parses a part; false if there is none such.
  func parse(_ path: String, _ handler: XMLHandler) throws(Diagnostic) -> Bool {
    let result = bytes.withUnsafeBufferPointer { bytes in
      var memory = quotient_archive(
        bytes: bytes.baseAddress, count: ZPOS64_T(bytes.count), at: 0)
      return withUnsafeMutablePointer(to: &memory) { Self.parse(path, handler, $0) }
    }
    switch result {
    case .some(let isThere): return isThere
    case nil:
      throw Diagnostic(
        at: SourceLocation(file: file), .statement("the workbook is broken at \(path)"),
        hint: "open it in a spreadsheet and save it anew")
    }
  }

  /// Nil for a broken part or archive.
  private static func parse(
    _ path: String, _ handler: XMLHandler, _ memory: UnsafeMutablePointer<quotient_archive>
  ) -> Bool? {
    guard let archive = quotient_unzip(memory) else { return nil }
    defer { unzClose(archive) }
    guard unzLocateFile(archive, path, 2) == UNZ_OK else { return false }
    guard unzOpenCurrentFile(archive) == UNZ_OK, let stream = XMLStream(handler) else { return nil }
    return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { piece in
      while true {
        let count = unzReadCurrentFile(archive, piece.baseAddress, UInt32(piece.count))
        guard count >= 0 else { return nil }
        let read = UnsafeRawBufferPointer(rebasing: piece[..<Int(count)])
        guard stream.parse(read, isLast: count == 0) else { return nil }
        // The last read checks the sum of the part.
        if count == 0 { return unzCloseCurrentFile(archive) == UNZ_OK ? true : nil }
      }
    }
  }
}

private final class WorkbookHandler: XMLHandler {
  var sheets: [(name: String, relation: String, isHidden: Bool)] = []
  var startsIn1904 = false

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if name == "sheet" {
      sheets.append(
        (
          attributes["name"] ?? "", attributes["id"] ?? "",
          attributes["state"].map { $0 != "visible" } ?? false
        ))
    } else if name == "workbookPr" {
      startsIn1904 = ["1", "true"].contains(attributes["date1904"])
    }
  }
}

private final class RelationHandler: XMLHandler {
  var targets: [String: String] = [:]

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard name == "Relationship", let id = attributes["Id"] else { return }
    targets[id] = attributes["Target"]
  }
}

/// Makes the cells of a sheet into records.
final class SheetHandler: XMLHandler {
  private static let mostFields = 100_000_000

  private let texts: SharedTexts
  private let styles: CellStyles
  private let startsIn1904: Bool
  private var records: Records
  private(set) var isTooLarge = false

  private var row = 0
  private var isHidden = false
  /// Such as `A2:A9`.
  private var merges: [String] = []
  private var column = 0
  private var width = 0
  private var filled = 0
  /// Of the cell being read.
  private var kind = CellKind.number
  private var style = 0
  private var value: [UInt8] = []
  private var formula: [UInt8] = []
  private var reads = Reads.nothing

  private enum CellKind { case number, shared, text, boolean, day }
  private enum Reads { case nothing, value, formula }

  init(file: String, texts: SharedTexts, styles: CellStyles, startsIn1904: Bool) {
    self.texts = texts
    self.styles = styles
    self.startsIn1904 = startsIn1904
    records = Records(file: file, bytes: [])
  }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if name == "c" {
      startCell(attributes)
    } else if name == "v" || name == "t" {
      reads = .value
    } else if name == "f" {
      reads = .formula
    } else if name == "mergeCell" {
      if let place = attributes["ref"] { merges.append(place) }
    } else if name == "row" {
      row = attributes.pointer("r").flatMap { Self.number($0) } ?? row + 1
      isHidden =
        attributes.pointer("hidden").map { $0.pointee == 0x31 || $0.pointee == 0x74 } ?? false
      column = 0
      filled = 0
    }
  }

  private func startCell(_ attributes: XMLAttributes) {
    value.removeAll(keepingCapacity: true)
    formula.removeAll(keepingCapacity: true)
    style = attributes.pointer("s").flatMap { Self.number($0) } ?? 0
    if let place = attributes.pointer("r"), let named = Self.column(place), named >= column {
      while column < named, !isTooLarge {
        append([], .text)
        column += 1
      }
    }
    guard let type = attributes.pointer("t") else {
      kind = .number
      return
    }
    switch UInt8(bitPattern: type.pointee) {
    case UInt8(ascii: "s"): kind = type[1] == 0 ? .shared : .text
    case UInt8(ascii: "b"): kind = .boolean
    case UInt8(ascii: "d"): kind = .day
    case UInt8(ascii: "n"): kind = .number
    default: kind = .text
    }
  }

  override func text(_ text: UnsafeBufferPointer<UInt8>) {
    switch reads {
    case .nothing: break
    case .value: value.append(contentsOf: text)
    case .formula: formula.append(contentsOf: text)
    }
  }

  override func end(_ name: XMLName) {
    if name == "v" || name == "t" || name == "f" {
      reads = .nothing
    } else if name == "c" {
      endCell()
      column += 1
    } else if name == "row", column > 0 {
      endRow()
    }
  }

  private func endCell() {
    if value.isEmpty, !formula.isEmpty {
      // A formula that no spreadsheet has calculated; refused where its value is needed.
      append([UInt8(ascii: "=")] + formula, .text)
      return
    }
    switch kind {
    case .shared:
      let index = Int(String(decoding: value, as: UTF8.self)) ?? -1
      append(texts[index] ?? [], .text)
    case .text: append(value[...], .text)
    case .boolean: append(value == [0x31] ? Self.yes : Self.no, .boolean)
    case .day: append(value.prefix(10), .day)
    case .number: appendNumber()
    }
  }

  private static let yes = Array("true".utf8)[...]
  private static let no = Array("false".utf8)[...]

  private func appendNumber() {
    guard !value.isEmpty else {
      append([], .text)
      return
    }
    if styles.isDay(style), let number = Double(String(decoding: value, as: UTF8.self)),
      number >= 1, number < 2_958_466
    {
      let first = startsIn1904 ? 24_107 : 25_569
      append(Array(Day(number: Int(number.rounded(.down)) - first).description.utf8)[...], .day)
      return
    }
    let sign = styles.sign(style)
    guard value.contains(where: { $0 < 0x30 || $0 > 0x39 }) else {
      append(value[...], .number, sign)
      return
    }
    let text = String(decoding: value, as: UTF8.self)
    guard let number = Double(text) else {
      append(value[...], .text)
      return
    }
    let isWhole = number == number.rounded() && number.magnitude < 1e15
    append(Array((isWhole ? String(Int(number)) : "\(number)").utf8)[...], .number, sign)
  }

  private func append(_ content: ArraySlice<UInt8>, _ kind: Records.Kind, _ sign: UInt8 = 0) {
    guard records.bytes.count + content.count < SharedTexts.mostBytes,
      records.fields.count < Self.mostFields
    else {
      isTooLarge = true
      return
    }
    let start = records.bytes.count
    records.bytes.append(contentsOf: content)
    records.fields.append(
      Records.Field(start: UInt32(start), endAndEscape: UInt32(records.bytes.count)))
    records.kinds.append(kind)
    records.signs.append(sign)
    if !content.isEmpty { filled = column + 1 }
  }

  private func endRow() {
    let start = Int(records.starts[records.starts.count - 1])
    if filled == 0 {
      records.fields.removeLast(records.fields.count - start)
      records.kinds.removeLast(records.kinds.count - start)
      records.signs.removeLast(records.signs.count - start)
      return
    }
    width = max(width, filled)
    if isHidden { records.hidden.append(UInt32(row)) }
    records.endRecord(line: row)
  }

  /// The records, each with as many fields as the widest.
  func uniform() -> Records {
    var uniform = Records(file: records.file, bytes: records.bytes)
    uniform.hidden = records.hidden
    uniform.currencies = styles.currencies
    uniform.lines = records.lines
    let count = records.count * width
    guard count < Self.mostFields else {
      isTooLarge = true
      return uniform
    }
    uniform.fields.reserveCapacity(count)
    uniform.kinds.reserveCapacity(count)
    uniform.starts.reserveCapacity(records.count + 1)
    for record in 0..<records.count {
      let range = Int(records.starts[record])..<Int(records.starts[record + 1])
      let kept = range.prefix(width)
      uniform.fields.append(contentsOf: records.fields[kept])
      uniform.kinds.append(contentsOf: records.kinds[kept])
      uniform.signs.append(contentsOf: records.signs[kept])
      for _ in kept.count..<width {
        uniform.fields.append(Records.Field(start: 0, endAndEscape: 0))
        uniform.kinds.append(.text)
        uniform.signs.append(0)
      }
      uniform.starts.append(UInt32(uniform.fields.count))
    }
    for merge in merges {
      // Of cells side by side each has a heading of its own, which the text may not be of.
      guard let cells = merge.wholeMatch(of: /([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)/),
        cells.1 == cells.3, let first = Int(cells.2), let last = Int(cells.4),
        let column = String(cells.1).withCString(Self.column)
      else { continue }
      uniform.fill(column: column, from: first, to: last)
    }
    if uniform.signs.allSatisfy({ $0 == 0 }) { uniform.signs = [] }
    return uniform
  }

  private static func number(_ digits: UnsafePointer<CChar>) -> Int? {
    var sum = 0
    var next = digits
    while next.pointee != 0 {
      let digit = Int(next.pointee) - 0x30
      guard (0...9).contains(digit), sum < 100_000_000 else { return nil }
      sum = sum * 10 + digit
      next += 1
    }
    return next == digits ? nil : sum
  }

  /// The column of a cell such as `BC12`, from 0.
  private static func column(_ cell: UnsafePointer<CChar>) -> Int? {
    var column = 0
    var next = cell
    while next.pointee >= 0x41, next.pointee <= 0x5A, column < 20_000 {
      column = column * 26 + Int(next.pointee) - 0x40
      next += 1
    }
    return column == 0 || column > 16_384 ? nil : column - 1
  }
}
