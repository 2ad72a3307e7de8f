import Formats
import Testing

@Suite struct CSVWriterTests {
  static let wild = [
    "plain", "a,b", "a \"b\"", "a\nb", "a\r\nb", " a ", "\"\u{308}", "", "契約", "x=1", "'x",
  ]

  @Test func quotesFieldsByRFC4180() {
    var writer = CSVWriter(headings: ["a", "b"])
    writer.add([.text("x,y"), .text("say \"hi\"")])
    writer.add([.text("two\nlines"), .empty])
    #expect(writer.text == "a,b\n\"x,y\",\"say \"\"hi\"\"\"\n\"two\nlines\",\n")
  }

  @Test func readsBackWhatItWrote() throws {
    var writer = CSVWriter(headings: ["a", "b"])
    for text in Self.wild { writer.add([.text(text), .number(1)]) }
    let diagnostics = Diagnostics()
    let source = try SourceText(file: "a.csv", bytes: Array(writer.text.utf8))
    let table = try #require(CSVReader().table(source, diagnostics), "\(diagnostics.lines())")
    #expect((0..<table.rowCount).map { table.text($0, 0) } == Self.wild)
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
  func neutralisesFormulas(text: String) {
    var safe = CSVWriter(headings: ["a"])
    safe.add([.text(text)])
    var raw = CSVWriter(headings: ["a"], isRaw: true)
    raw.add([.text(text)])
    let quote = text.hasPrefix("\r") ? "\"" : ""
    #expect(safe.text == "a\n\(quote)'\(text)\(quote)\n")
    #expect(raw.text == "a\n\(quote)\(text)\(quote)\n")
  }

  @Test func leavesNumbersAlone() {
    var writer = CSVWriter(headings: ["a", "b", "c", "d"])
    writer.add([.number(-1.5), .number(.nan), .number(1_000_000), .count(1_000_000)])
    writer.add([.number(-0.0), .number(-.infinity), .number(1e300), .count(-7)])
    #expect(writer.text == "a,b,c,d\n-1.5,,1000000.0,1000000\n0.0,,1e+300,-7\n")
  }

  @Test func singleEmptyTextIsNotAnEmptyLine() {
    var writer = CSVWriter(headings: ["a"])
    writer.add([.text("")])
    #expect(writer.text == "a\n\"\"\n")
  }
}
