import Formats
import Reporting
import Testing

@Suite struct CheckTextTests {
  private static let facts = ["12 accounts, 1.00m USD ARR", "! csm: cliff at 50%", "tab\there"]

  @Test func listsOneFactPerLine() {
    #expect(
      CheckText(Self.facts).lines()
        == ["OK   12 accounts, 1.00m USD ARR", "     ! csm: cliff at 50%", "     tab here"])
  }

  @Test func indentsWrappedFacts() {
    #expect(
      CheckText(Self.facts).lines(style: Style(isColoured: false, width: 22)) == [
        "OK   12 accounts,", "       1.00m USD ARR", "     ! csm: cliff at", "       50%",
        "     tab here",
      ])
  }

  @Test func coloursFindings() {
    let lines = CheckText(Self.facts).lines(style: Style(isColoured: true))
    #expect(lines[0] == "\u{1B}[32mOK\u{1B}[0m   12 accounts, 1.00m USD ARR")
    #expect(lines[1].hasPrefix("\u{1B}[33m") && !lines[2].contains("\u{1B}"))
  }
}
