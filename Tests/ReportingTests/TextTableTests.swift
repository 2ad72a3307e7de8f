import Reporting
import Testing

@Suite struct TextTableTests {
  @Test func columnsAreAsWideAsTheyShow() {
    var table = TextTable([
      TextTable.Column("model", alignsRight: false), TextTable.Column("cost", "m/y"),
    ])
    table.add(["日本", "5.7"])
    table.add(["e\u{301}t", "12.25"])
    table.add(["évil\u{1B}[31m", ""])
    #expect(
      table.lines == [
        "            cost",
        "model        m/y",
        "日本         5.7",
        "e\u{301}t         12.25",
        "évil\u{FFFD}[31m",
      ])
  }
}
