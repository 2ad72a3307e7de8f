import Formats
import TestSupport
import Testing
import Units

@Suite struct CSVReaderTests {
  private func read(
    _ text: String, separator: Unicode.Scalar = ","
  ) -> (table: DataTable?, lines: [String]) {
    read(Array(text.utf8), separator: separator)
  }

  private func read(
    _ bytes: [UInt8], separator: Unicode.Scalar = ","
  ) -> (table: DataTable?, lines: [String]) {
    let diagnostics = Diagnostics()
    var table: DataTable?
    do throws(Diagnostic) {
      let source = try SourceText(file: "a.csv", bytes: bytes, limit: 10_000_000)
      table = CSVReader(separator: separator).table(source, diagnostics)
    } catch {
      diagnostics.report(error)
    }
    return (table, diagnostics.lines())
  }

  @Test func readsQuotesSeparatorsAndLineBreaks() throws {
    let (table, lines) = read("\u{FEFF}a,\"b \"\"x\"\"\",c\r\n1,\"2,\r\n3\",\"\"\r\n\"\"\"\",,é")
    #expect(lines == [])
    let csv = try #require(table)
    #expect(csv.headings == ["a", "b \"x\"", "c"])
    #expect(csv.rowCount == 2)
    #expect((0..<3).map { csv.text(0, $0) } == ["1", "2,\r\n3", ""])
    #expect((0..<3).map { csv.text(1, $0) } == ["\"", "", "é"])
    #expect(csv.isEmpty(0, 2) && csv.isEmpty(1, 1) && !csv.isEmpty(1, 0))
    #expect(csv.location(0, 0).description == "a.csv:2:1")
    #expect(csv.location(0, 1).description == "a.csv:2:2")
    #expect(csv.location(0, 2).description == "a.csv:3:3")
    #expect(csv.location(1, 2).description == "a.csv:4:3")
    #expect(csv.column("c") == 2 && csv.column("d") == nil)
  }

  @Test(arguments: [
    ("", "a.csv: the file is empty; begin with a line of headings"),
    ("a,b\n", "a.csv:1: headings but no rows; add at least one row"),
    (
      "a,b\n1,2,3\n",
      "a.csv:2: 3 fields, the headings are 2; put a field that holds a separator in quotes"
    ),
    ("a,b\n1,2\n3\n", "a.csv:3: 1 field, the headings are 2; fill or remove the line"),
    (
      "a,b\n1,\"2\n3,4\n",
      "a.csv:2:2: a quote that is never closed; close it, or double it if it belongs to the text"
    ),
    (
      "a,b\n1,\"2\"x\n", "a.csv:2:2: text after a closing quote; double the quotes inside the field"
    ),
    (
      "a,b\n1,2\"x\n",
      "a.csv:2:2: a quote inside a field that does not begin with one; put the whole field in quotes and double the quotes inside"
    ),
    (
      "a,a\n1,2\n",
      "a.csv:1:2: heading a appears twice (first in field 1); rename one of the columns"
    ),
    ("a,,b\n1,2,3\n", "a.csv:1:2: empty heading; name the column"),
    (
      "a;b\n1;2\n",
      "a.csv:1: the fields are separated by semicolons, not by commas; save the file with commas"
    ),
    (
      "a\tb\n1\t2\n",
      "a.csv:1: the fields are separated by tabs, not by commas; save the file with commas"
    ),
    (
      "a,b\r1,2\r",
      "a.csv:1:2: a carriage return without a line feed; save the file with LF or CRLF line ends"
    ),
    ("a,b\n1,\0\n", "a.csv:2:3: control character (U+0000); remove it"),
  ])
  func refuses(text: String, message: String) {
    let (table, lines) = read(text)
    #expect(table == nil)
    #expect(lines == [message])
  }

  @Test func reportsEveryRaggedRow() {
    #expect(read("a,b\n1\n1,2\n1,2,3\n").lines.count == 2)
  }

  @Test func refusesOtherEncodingsAndLargeFiles() throws {
    #expect(
      read([97, 44, 98, 10, 0xE9, 44, 49]).lines == [
        "a.csv:2:1: byte E9 is no UTF-8; save the file as UTF-8"
      ])
    #expect(read([0xFF, 0xFE, 97, 0]).lines == ["a.csv: the file is UTF-16; save it as UTF-8"])
    // An overlong slash, a surrogate, a code point above the last one, a cut sequence.
    for bytes: [UInt8] in [
      [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
    ] {
      #expect(read(bytes).lines.count == 1)
    }
    #expect(throws: Diagnostic.self) {
      try SourceText(file: "a.csv", bytes: Array("a,b".utf8), limit: 2)
    }
  }

  @Test func readsAnotherSeparator() throws {
    let csv = try #require(read("a;b\n1,5;2\n", separator: ";").table)
    #expect(csv.text(0, 0) == "1,5")
  }

  @Test func readsNumbersWithSuffixes() throws {
    let csv = try #require(read("x\n18500\n1.5k\n88%\n\"1,5\"\n-3\n").table)
    #expect(try csv.number(0, 0, .money) == 18500)
    #expect(try csv.number(1, 0, .money) == 1500)
    #expect(try csv.number(2, 0, .share) == 0.88)
    let error = #expect(throws: LiteralError.self) { try csv.number(3, 0, .money) }
    #expect(
      try csv.diagnostic(3, 0, #require(error)).description
        == "a.csv:5:1: x: found \"1,5\", expected a number such as 1500 or 1.5k; write 1.5")
    #expect(throws: LiteralError.self) { try csv.number(4, 0, .money) }
  }

  @Test func randomBytesNeverCrash() {
    var generator = SplitMix(state: 7)
    let alphabet: [UInt8] = Array("a1,\"\n\r; \u{e9}".utf8) + [0, 0xFF]
    for _ in 0..<3000 {
      let bytes = (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator) ?? 0
      }
      let (table, lines) = read(bytes)
      #expect((table == nil) == !lines.isEmpty)
      if let table {
        for row in 0..<table.rowCount {
          for column in table.headings.indices { _ = table.text(row, column) }
        }
      }
    }
  }
}
