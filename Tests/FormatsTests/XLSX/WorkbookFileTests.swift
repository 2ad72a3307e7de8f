import Foundation
import TestSupport
import Testing

@testable import Formats

@Suite struct WorkbookFileTests {
  private static func sheet(
    _ body: (Sheet) throws(WorkbookError) -> Void
  ) throws -> Spreadsheet {
    try Spreadsheet(
      WorkbookFile.bytes(title: "Test") { file throws(WorkbookError) in
        try body(try file.addSheet("Sheet"))
      })
  }

  @Test(arguments: [
    "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "a & b",
    "\"quoted\" 'twice'", "客户成功 顧客", "émile 👩‍👩‍👧 🇨🇭", "\u{202E}abc\u{202C}", "two\nlines", "_x0041_",
    "{=1}", "https://example.org", "mailto:a@b.c", "internal:Sheet!A1", " blank ", "0123",
  ])
  func textStaysText(text: String) throws {
    let book = try Self.sheet { sheet throws(WorkbookError) in
      try sheet.write(text, at: Cell(0, 0))
    }
    let cell = try #require(book["Sheet", "A1"])
    #expect(cell.text?.replacing("_x005F_", with: "_") == text)
    #expect(cell.formula == nil)
    #expect(cell.number == nil)
    #expect(!book.text(of: "xl/worksheets").contains("<hyperlink"))
  }

  @Test func escapesTextThatLooksEscaped() throws {
    let book = try Self.sheet { sheet throws(WorkbookError) in
      try sheet.write("_x0041_ _x004_", at: Cell(0, 0))
    }
    #expect(book["Sheet", "A1"]?.text == "_x005F_x0041_ _x004_")
  }

  @Test func replacesCharactersThatXMLCannotHold() throws {
    let book = try Self.sheet { sheet throws(WorkbookError) in
      try sheet.write("a\u{0}b\u{7}c\u{FFFE}d\u{9}e\r\nf", at: Cell(0, 0))
    }
    #expect(book["Sheet", "A1"]?.text == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{9}e\u{FFFD}\nf")
  }

  @Test func cutsTextToTheLimitOfACell() throws {
    let emoji = String(repeating: "👩‍👩‍👧", count: 10_000)
    let cut = CellText.of(emoji)
    #expect(cut.utf16.count <= 32_767 && cut.utf16.count > 32_750)
    #expect(cut.hasSuffix("👩‍👩‍👧…"))
    let fits = String(repeating: "x", count: 32_767)
    #expect(CellText.of(fits) == fits)
    let book = try Self.sheet { sheet throws(WorkbookError) in
      try sheet.write(emoji, at: Cell(0, 0))
      try sheet.write(fits, at: Cell(1, 0))
    }
    #expect(book["Sheet", "A2"]?.text == fits)
  }

  @Test func numbersAreExactAndNonFiniteOnesAreBlank() throws {
    let numbers = [0.1, 1.0 / 3, -0.0, 1e300, .pi * 1e9, 1e-300, 12_345_678.91]
    let book = try Self.sheet { sheet throws(WorkbookError) in
      for (row, number) in numbers.enumerated() { try sheet.write(number, at: Cell(row, 0)) }
      for (row, none) in [Double.nan, .infinity, -.infinity].enumerated() {
        try sheet.write(none, at: Cell(row, 1))
      }
      try sheet.write(nil, at: Cell(3, 1))
    }
    for (row, number) in numbers.enumerated() {
      let read = try #require(book["Sheet", "A\(row + 1)"]?.number)
      #expect(abs(read - number) <= abs(number) * 1e-15)
    }
    for row in 1...4 {
      #expect(book["Sheet", "B\(row)"].map { $0.number == nil && $0.text == nil } ?? true)
    }
    let sheet = book.text(of: "xl/worksheets")
    #expect(!sheet.localizedCaseInsensitiveContains("nan"))
    #expect(!sheet.localizedCaseInsensitiveContains("inf<"))
  }

  @Test(arguments: [
    "", "a:b", "a/b", "a\\b", "a?b", "a*b", "a[b", "a]b", "'a", "a'",
    String(repeating: "x", count: 32), "sheet",
  ])
  func refusesInvalidSheetNames(name: String) {
    #expect(throws: WorkbookError.self) {
      try WorkbookFile.bytes(title: "") { file throws(WorkbookError) in
        _ = try file.addSheet("Sheet")
        _ = try file.addSheet(name)
      }
    }
  }

  @Test func quotesSheetNamesInFormulas() throws {
    let name = "it's 顧客 & co"
    let book = try Spreadsheet(
      WorkbookFile.bytes(title: "") { file throws(WorkbookError) in
        let first = try file.addSheet("First")
        let second = try file.addSheet(name)
        try second.write(5, at: Cell(2, 1))
        let target = CellRange(name, Cell(2, 1))
        try first.write(formula: "=\(target.fullName)", value: 5, at: Cell(0, 0))
        try first.write("there", leadingTo: target, at: Cell(1, 0))
      })
    #expect(book.names == ["First", name])
    #expect(book["First", "A1"]?.formula == "'it''s 顧客 & co'!$B$3:$B$3")
    #expect(book["First", "A1"]?.number == 5)
    #expect(book["First", "A2"]?.text == "there")
  }

  @Test(arguments: ["R&G", "&G", "&[Picture]", "A & B", "&&G", "100%", "&P", "1 2 3"])
  func escapesNamesInFooters(name: String) throws {
    let book = try Self.sheet { sheet throws(WorkbookError) in
      try sheet.print(upTo: Cell(0, 0), footer: name)
    }
    let footer = try #require(
      book.text(of: "xl/worksheets").firstMatch(of: /<oddFooter>(.*)<\/oddFooter>/))
    #expect(
      footer.1 == "&amp;L&amp;8 \(name.replacing("&", with: "＆"))&amp;C&amp;8&amp;A"
        + "&amp;R&amp;8Page &amp;P of &amp;N")
  }

  @Test func sameContentGivesSameBytes() throws {
    func bytes() throws -> [UInt8] {
      try WorkbookFile.bytes(title: "Twice") { file throws(WorkbookError) in
        let sheet = try file.addSheet("Sheet")
        try sheet.write(1, at: Cell(0, 0), CellStyle(numbers: "0%"))
        try sheet.write("one", at: Cell(0, 1), .title)
      }
    }
    let first = try bytes()
    Thread.sleep(forTimeInterval: 1.1)
    #expect(try bytes() == first)
  }

  @Test func reportsAnUnwritableFolder() {
    let folder = URL(filePath: "/nowhere/at/all")
    let error = #expect(throws: WorkbookError.self) {
      try WorkbookFile.bytes(title: "", in: folder) { _ throws(WorkbookError) in }
    }
    #expect(error?.location == folder.path)
  }

  @Test func leavesNothingInTheTemporaryFolder() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try WorkbookFile.bytes(title: "", in: folder) { file throws(WorkbookError) in
      _ = try file.addSheet("Sheet")
    }
    _ = try? WorkbookFile.bytes(title: "", in: folder) { file throws(WorkbookError) in
      throw WorkbookError(location: "here", reason: "by intent")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test(arguments: [(0, "A1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1"), (702, "AAA1")])
  func namesOfCells(column: Int, name: String) {
    #expect(Cell(0, column).name == name)
  }
}
