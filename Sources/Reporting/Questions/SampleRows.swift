import Analysis
import Ownership
import Simulation

/// A row of `samples`: a figure of a model over the horizon in a trial.
struct SampleRow: TableRow {
  let trial: Int
  let model: String
  let figure: Figure
  let value: Double

  static let heading = TableHeading("samples", question: "What happened in each trial?")

  static let columns: [TableColumn<SampleRow>] = [
    .trial { $0.trial }, .world { $0.trial / SimulationResult.trialsPerWorld },
    .model { $0.model }, .text("metric", "see Metrics") { $0.figure.name },
    .number("value", .ofRow, "of the metric over the horizon") { $0.value },
  ]

  static func rows(of result: SimulationResult, model: Int, _ figure: Figure) -> [SampleRow] {
    let model = result.models[model]
    let values = FigureSeries(model, of: result.scenario).values(figure) ?? []
    return values.enumerated().map {
      SampleRow(trial: $0, model: model.name, figure: figure, value: $1)
    }
  }
}

/// A row of `people-samples`: the pay of a person in a trial.
struct PersonSampleRow: TableRow {
  let trial: Int
  let model: String
  let person: PersonYear
  let pay: Double

  static let heading = TableHeading(
    "people-samples", question: "What was each person paid in each trial?")

  static let columns: [TableColumn<PersonSampleRow>] = [
    .trial { $0.trial }, .world { $0.trial / SimulationResult.trialsPerWorld },
    .model { $0.model }, .role { $0.person.role.rawValue }, .person { $0.person.name },
    .fiscalYear(.count) { $0.person.year },
    .money("pay", "variable pay of the person in the year and trial") { $0.pay },
  ]

  /// - Parameter person: By its index among those of the model.
  static func rows(of model: ModelResult, person index: Int) -> [PersonSampleRow] {
    (model.pay(ofPerson: index) ?? []).enumerated().map {
      PersonSampleRow(trial: $0, model: model.name, person: model.people[index], pay: $1)
    }
  }
}
