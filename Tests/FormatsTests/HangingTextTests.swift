import Testing

@testable import Formats

@Suite struct HangingTextTests {
  @Test func linesBreakBetweenWords() {
    let text = HangingText(lead: "Why  ", text: "契約 two three incomprehensibilities x")
    #expect(text.lines(width: nil) == ["Why  契約 two three incomprehensibilities x"])
    #expect(
      text.lines(width: 14)
        == ["Why  契約 two", "     three", "     incomprehensibilities", "     x"])
  }

  @Test func furtherLinesCanBeIndentedMore() {
    let text = HangingText(lead: "- ", text: "a b c d", hang: 2)
    #expect(text.lines(width: 6) == ["- a b", "    c", "    d"])
  }

  @Test(arguments: [
    ("plain", 5, "plain"), ("plain", 4, "pla…"), ("契約更新", 7, "契約更…"), ("契約更新", 6, "契約…"),
    ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
  ])
  func cutTextEndsInAnEllipsis(text: String, width: Int, cut: String) {
    #expect(DisplayWidth.cut(text, to: width) == cut)
  }

  @Test func foldsAWideTable() {
    var table = TextTable(
      columns: [.leading("model"), .trailing("a"), .trailing("b"), .trailing("c")])
    table.add(["one", "1", TextTable.Cell("between", across: 2)])
    table.add(["two", "22"])
    table.add(["three", "", "", "333333"])
    #expect(
      table.lines(style: Style(isColoured: false, width: 16)) == [
        "model   a", "one     1", "two    22", "",
        "model  b       c", "one    between", "three     333333",
      ])
    #expect(
      table.lines(style: Style(isColoured: false, width: 60)) == table.lines())
  }
}
