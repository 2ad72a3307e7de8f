import Formats
import Testing

@Suite struct TextTableTests {
  @Test func columnsFitTheirWidestCell() {
    var table = TextTable(columns: [.leading("name"), .trailing("pay"), .leading("from")])
    table.add(["契約", "1.00", "a"])
    table.add(["Zoe\u{308}", "1,234.50", ""])
    table.add(["🙂 ok"])
    #expect(
      table.lines() == [
        "name        pay  from", "契約       1.00  a", "Zoe\u{308}    1,234.50", "🙂 ok",
      ])
  }

  @Test func cellCanSpanColumns() {
    var table = TextTable(
      columns: [.leading("a"), .trailing("b"), .trailing("c"), .trailing("d")],
      showsHeadings: false)
    table.add(["x", "1", "2", "3"])
    table.add(["y", TextTable.Cell("longer", across: 2), "44"])
    table.add(["z", TextTable.Cell("as long as it likes to be", across: 3)])
    #expect(
      table.lines() == [
        "x  1    2   3", "y  longer  44", "z  as long as it likes to be",
      ])
  }

  @Test func colourDoesNotChangeWidths() {
    var table = TextTable(columns: [.leading("a"), .trailing("b")])
    table.add([TextTable.Cell("x", .bad), TextTable.Cell("1", .strong)])
    let coloured = table.lines(style: Style(isColoured: true))
    #expect(
      coloured == [
        "\u{1B}[2ma\u{1B}[0m  \u{1B}[2mb\u{1B}[0m", "\u{1B}[31mx\u{1B}[0m  \u{1B}[1m1\u{1B}[0m",
      ])
    #expect(table.lines() == ["a  b", "x  1"])
  }

  @Test func textCannotDisturbTheTerminal() {
    var table = TextTable(columns: [.leading("a")])
    table.add([TextTable.Cell("x\u{1B}[31m\ny\t\u{202E}z\u{9B}")])
    #expect(table.lines() == ["a", "x [31m y  z "])
  }

  @Test(arguments: [
    (true, [:], false), (true, ["TERM": "xterm"], true), (true, ["TERM": "dumb"], false),
    (true, ["TERM": "xterm", "NO_COLOR": "1"], false),
    (true, ["TERM": "xterm", "NO_COLOR": ""], true), (false, ["TERM": "xterm"], false),
  ])
  func coloursOnlyTerminalsThatWantIt(
    isTerminal: Bool, environment: [String: String], isColoured: Bool
  ) {
    #expect(
      Style(isTerminal: isTerminal, environment: environment).isColoured == isColoured)
  }
}
