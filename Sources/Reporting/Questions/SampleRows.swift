import Analysis
import Model
import Ownership
import Simulation

/// A row of `samples`: a trial, with every figure of every model over the horizon.
struct SampleRow: TableRow {
  let trial: Int

  static let heading = TableHeading("samples", question: "What happened in each trial?")

  static let columns: [TableColumn<SampleRow>] = [
    .trial { $0.trial }, .world { $0.trial / SimulationResult.trialsPerWorld },
  ]

  /// A row a trial is what spreadsheets open, up to this many.
  static let mostRows = 1_048_575

  /// The columns of a run: `MODEL.METRIC`, and `MODEL.value-gain` over the baseline.
  static func columns(of result: SimulationResult) -> [TableColumn<SampleRow>] {
    let series = result.models.map { FigureSeries($0, of: result.scenario) }
    let baseline = series[result.scenario.baseline].values(.value)!
    return columns
      + series.indices.flatMap { model in
        let name = result.models[model].name
        let figures = Figure.all.map { figure in
          column("\(name).\(figure.name)", series[model].values(figure)!)
        }
        guard model != result.scenario.baseline else { return figures }
        let value = series[model].values(.value)!
        return figures + [
          column("\(name).value-gain", zip(value, baseline).map { $0 - $1 })
        ]
      }
  }

  private static func column(_ name: String, _ values: [Double]) -> TableColumn<SampleRow> {
    .number(name, .number(decimals: 4)) { values[$0.trial] }
  }
}

/// A row of `worlds`: what was drawn of every range.
struct WorldRow: TableRow {
  let world: Int

  static let heading = TableHeading(
    "worlds", question: "Which values of the ranges did each world have?")

  static let columns: [TableColumn<WorldRow>] = [.world { $0.world }]

  /// The columns of a run: the key of each range.
  static func columns(of result: SimulationResult) -> [TableColumn<WorldRow>] {
    columns
      + result.draws.map { assumption, values in
        .number(assumption.key, .number(decimals: 4)) { values[$0.world] }
      }
  }

  static func rows(of result: SimulationResult) -> [WorldRow] {
    let size = SimulationResult.trialsPerWorld
    return (0..<(result.trials + size - 1) / size).map { WorldRow(world: $0) }
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
