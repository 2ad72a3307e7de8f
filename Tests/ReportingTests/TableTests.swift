import Formats
import Testing

@testable import Reporting

@Suite struct TableTests {
  private struct Row: TableRow {
    let model: String
    let cost: Double?
    let nrr: Double?

    static let heading = TableHeading("models")
    static let columns: [TableColumn<Row>] = [
      .text("model") { $0.model }, .number("cost", .number(decimals: 2)) { $0.cost },
      .share("nrr") { $0.nrr },
    ]
  }

  private static let table = Table([
    Row(model: "hybrid", cost: 5.678, nrr: 1.069), Row(model: "=csql", cost: nil, nrr: nil),
  ])

  @Test func writesTextCSVAndJSON() {
    #expect(
      Self.table.text().lines() == [
        "model   cost     nrr", "hybrid  5.68  106.9%", "=csql      -       -",
      ])
    #expect(Self.table.csv() == "model,cost,nrr\nhybrid,5.678,1.069\n'=csql,,\n")
    #expect(Self.table.csv(isRaw: true) == "model,cost,nrr\nhybrid,5.678,1.069\n=csql,,\n")
    #expect(
      Self.table.json() == [
        ["model": "hybrid", "cost": 5.678, "nrr": 1.069],
        ["model": "=csql", "cost": .null, "nrr": .null],
      ])
  }

  /// One declaration gives the object and its schema.
  @Test func shapeDescribesItsObjects() {
    let shape = JSONShape<Row>("row", columns: Row.columns, description: "A model.")
    #expect(shape.json(Self.table.rows[1]) == ["model": "=csql", "cost": .null, "nrr": .null])
    #expect(
      shape.definition.schema == [
        "type": "object", "required": ["model", "cost", "nrr"],
        "additionalProperties": .boolean(false),
        "properties": [
          "model": ["type": "string"], "cost": ["type": ["number", "null"]],
          "nrr": ["type": ["number", "null"]],
        ], "description": "A model.",
      ])
  }
}
