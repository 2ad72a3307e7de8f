import Formats
import Reporting
import Testing

@Suite struct TableTests {
  static func table() -> Table {
    var table = Table(
      "models",
      columns: [
        .init("model"), .init("cost", .number(decimals: 2)), .init("nrr", .percent(decimals: 1)),
      ])
    table.add([.text("hybrid"), .number(5.678), .number(1.069)])
    table.add([.text("=csql"), .missing, .number(nil)])
    return table
  }

  @Test func oneTableInThreeForms() {
    let table = Self.table()
    #expect(
      table.text().lines() == [
        "model   cost     nrr", "hybrid  5.68  106.9%", "=csql      -       -",
      ])
    #expect(table.csv() == "model,cost,nrr\nhybrid,5.678,1.069\n'=csql,,\n")
    #expect(table.csv(isRaw: true) == "model,cost,nrr\nhybrid,5.678,1.069\n=csql,,\n")
    #expect(
      table.json() == [
        ["model": "hybrid", "cost": 5.678, "nrr": 1.069],
        ["model": "=csql", "cost": .null, "nrr": .null],
      ])
  }
}
