import Analysis
public import Formats
import Model
import Ownership
import Simulation
import Statements
import Units

/// The JSON document of a trial: every figure, draw, event and statement, with all digits.
///
/// Amounts are in the scenario's currency; shares and multiples are 1 at 100%; years count from 1.
/// Figures are those of `samples.csv`, and the `change` of a year's events adds up to its walk.
public struct TrialDocument {
  private let report: TrialReport

  public init(_ report: TrialReport) {
    self.report = report
  }

  /// The text of the document, ending with a line end.
  public var text: String { JSONWriter().text(json) + "\n" }

  public var json: JSONValue {
    [
      "provenance": report.provenance.json,
      "model": .string(report.model),
      "trial": .number(Double(report.replay.trial)),
      "chosen": report.choice.map {
        ["as": .string($0.rank.rawValue), "by": .string($0.figure.name)]
      } ?? .null,
      "figures": figures(year: nil),
      "years": .array(report.years.map(year)),
      "assumptions": .array(
        report.replay.assumptions.map {
          [
            "key": .string($0.assumption.key), "value": .number($0.value),
            "probability": .number($0.probability),
          ]
        }),
      "shocks": .array(report.years.flatMap(shocks)),
      "events": .array(report.events.map(event)),
      "people": .array(report.people.map(person)),
    ]
  }

  private func figures(year: Int?) -> JSONValue {
    .object(
      Figure.all.map { .init($0.name, .number(report.value($0, year: year))) })
  }

  private func year(_ year: Int) -> JSONValue {
    [
      "year": .number(Double(year + 1)),
      "figures": figures(year: year),
      "walk": .object(
        WalkItem.allCases.map { .init($0.name, .number(report.walk($0, year: year))) }),
    ]
  }

  private func shocks(_ year: Int) -> [JSONValue] {
    zip(report.book.segments, report.replay.shocks[year]).map {
      [
        "year": .number(Double(year + 1)), "segment": .string($0.name),
        "renewal-odds": .number($1),
      ]
    }
  }

  private func event(_ event: TrialEvent) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("account", .string(report.book.ids[event.account])),
      .init("segment", .string(report.book[event.account].segment.name)),
      .init("date", .string(event.day.description)), .init("year", .number(Double(event.year + 1))),
      .init("event", .string(event.name)),
    ]
    if case .opportunity(_, let amount, let stage) = event.outcome {
      members += [.init("stage", .string(stage.rawValue)), .init("amount", .number(amount))]
    }
    members += [
      .init("before", .number(event.before)), .init("change", .number(event.change)),
      .init("after", .number(event.after)),
      .init("draws", .array(event.draws.map(draw))),
      .init("owner", .string(event.owner?.rawValue)),
      .init("person", .string(event.ownerSeat.map(report.name))),
      .init("found-by", .string(event.finderSeat.map(report.name))),
      .init("credits", .array(event.credits.map(credit))),
    ]
    return .object(members)
  }

  private func draw(_ draw: EventDraw) -> JSONValue {
    [
      "of": .string(draw.of.rawValue), "uniform": .number(draw.uniform),
      "bounds": .array(
        draw.bounds.map {
          [
            "outcome": .string($0.outcome.rawValue), "side": $0.isBelow ? "below" : "from",
            "at": .number($0.at),
          ]
        }),
    ]
  }

  private func credit(_ credit: TrialEvent.Credit) -> JSONValue {
    [
      "person": .string(report.name(ofSeat: credit.seat)),
      "credited": .string(credit.credited), "amount": .number(credit.amount),
    ]
  }

  private func person(_ person: TrialPerson) -> JSONValue {
    [
      "person": .string(report.name(ofSeat: person.seat)),
      "role": .string(person.role.rawValue),
      "years": .array(
        person.years.map {
          [
            "year": .number(Double($0.year + 1)), "pay": .number($0.pay),
            "target": .number($0.target), "paid-by": $0.hasPlan ? "plan" : "target",
            "present": .number($0.present), "load": .number($0.load),
            "talent": .number($0.talent),
          ]
        }),
      "changes": .array(
        person.changes.map {
          ["date": .string($0.day.description), "change": $0.isHire ? "hired" : "left"]
        }),
      "statements": .array(report.statements(of: person).map(report.pay.json)),
    ]
  }
}
