import Reporting
import Testing

@Suite struct CSVWriterTests {
  static func field(_ text: String, isRaw: Bool = false) -> String {
    let table = Table("t", [Table.Column("c")], rows: [[.text(text)]])
    return String(CSVWriter(isRaw: isRaw).text(table).dropFirst(2).dropLast())
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
  func formulasAreNeutralised(text: String) {
    #expect(Self.field(text) == "'" + text)
    #expect(Self.field(text, isRaw: true) == text)
  }

  @Test func quotes() {
    #expect(Self.field("a,b") == "\"a,b\"")
    #expect(Self.field("say \"hi\"") == "\"say \"\"hi\"\"\"")
    #expect(Self.field("two\r\nlines") == "\"two\r\nlines\"")
    #expect(Self.field("\rx") == "\"'\rx\"")
    #expect(Self.field("plain - text") == "plain - text")
  }

  @Test func numbersAreNeverNeutralisedAndNeverNaN() {
    let table = Table(
      "t", [Table.Column("a", .money), Table.Column("b"), Table.Column("c")],
      rows: [[.number(-0.1), .number(.nan), .empty], [.number(12), .number(1e300), "x"]])
    #expect(CSVWriter().text(table) == "a,b,c\n-0.1,,\n12,1e+300,x\n")
  }
}
