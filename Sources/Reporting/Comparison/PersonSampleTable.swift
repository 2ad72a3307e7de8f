import Analysis
import Ownership
import Simulation

/// The pay of a person in every trial.
struct PersonSampleTable {
  let table: Table

  /// Without a trial.
  static let empty = Table(
    "people-samples",
    columns: [
      Table.Column("trial", .count), Table.Column("world", .count), Table.Column("model"),
      Table.Column("role"), Table.Column("person"), Table.Column("year", .count),
      Table.Column("pay", .money),
    ])

  /// - Parameter place: The person's, among those of the model.
  init(_ model: ModelResult, person place: Int) {
    let person = model.people[place]
    let perWorld = SimulationResult.trialsPerWorld
    table = Table(
      Self.empty.name, columns: Self.empty.columns,
      rows: (model.pay(ofPerson: place) ?? []).enumerated().map { trial, pay in
        [
          .count(trial), .count(trial / perWorld), .text(model.name),
          .text(person.role.rawValue), .text(person.name), .count(person.year + 1),
          .number(pay),
        ]
      })
  }
}
