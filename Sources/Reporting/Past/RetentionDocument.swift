import Formats
import History
import Simulation
import Units

/// The JSON document of retention: what the file cannot tell is null, and named under `unknown`.
struct RetentionDocument {
  private let retention: Retention
  private let file: String
  private let remarks: [String]

  init(_ retention: Retention, file: String, remarks: [String]) {
    (self.retention, self.file, self.remarks) = (retention, file, remarks)
  }

  var json: JSONValue {
    [
      "provenance": ["file": .string(file), "version": .string(Simulator.version)],
      "form": .string(retention.past.form),
      "years": .array(retention.years.map(json)),
      "cohorts": retention.triangle.map { Table(IntakeRow.rows(of: $0)).json() } ?? .null,
      "unknown": .array(
        retention.unknown.map {
          ["figures": .string($0.figures), "reason": .string($0.reason)]
        }),
      "read": .array(remarks.map { .string($0) }),
    ]
  }

  private func json(_ year: YearRetention) -> JSONValue {
    .object(
      [.init("year", .number(Double(year.year)))] + members(of: year.whole) + [
        .init(
          "segments",
          .array(
            year.segments.map {
              .object([.init("segment", .string($0.name))] + members(of: $0.figures))
            }))
      ])
  }

  private func members(of figures: RetentionFigures) -> [JSONValue.Member] {
    let (cohort, due) = (figures.cohort, figures.due)
    return [
      .init("nrr", .number(cohort?.nrr)), .init("grr", .number(cohort?.grr)),
      .init("grr-by-movements", .number(cohort?.grrByMovements)),
      .init("logo-retention", .number(cohort?.logoRetention)),
      .init("start-accounts", .number(cohort.map { Double($0.accounts) })),
      .init("start-arr", money(cohort?.start)), .init("end-arr", money(cohort?.end)),
      .init("renewal-rate-events", .number(due?.rateOfEvents)),
      .init("renewal-rate-due-arr", .number(due?.rateOfARR)),
      .init("renewal-rate-due-arr-capped", .number(due?.rateCapped)),
      .init("renewal-rate-due-arr-with-increase", .number(due?.rateWithIncrease)),
      .init("walk", figures.walk.map(json) ?? .null),
      .init("walk-of-year-ends", figures.netWalk.map(json) ?? .null),
      .init("due", due.map(json) ?? .null),
      .init("opening-due", figures.openingDue.map(json) ?? .null),
    ]
  }

  private func json(_ walk: ARRWalk) -> JSONValue {
    [
      "start": money(walk.start), "new": money(walk.new),
      "reactivation": money(walk.reactivation), "expansion": money(walk.expansion),
      "contraction": money(walk.contraction), "churn": money(walk.churn), "end": money(walk.end),
    ]
  }

  private func json(_ due: DueFigures) -> JSONValue {
    [
      "events": .number(Double(due.events)), "arr": money(due.arr),
      "renewed-events": .number(Double(due.renewedEvents)),
      "arr-of-the-renewed-before": money(due.renewedBefore),
      "arr-renewed-capped": money(due.renewedCapped), "arr-renewed": money(due.renewedAfter),
    ]
  }

  private func json(_ due: OpeningDueFigures) -> JSONValue {
    [
      "accounts": .number(Double(due.accounts)), "opening-arr": money(due.arr),
      "lost-accounts": .number(Double(due.lostAccounts)),
      "renewal-rate-accounts": .number(due.rateOfAccounts),
      "renewal-rate-opening-arr": .number(due.rateOfARR),
    ]
  }

  /// To the cent: sums of cents have no exact binary form.
  private func money(_ amount: Double?) -> JSONValue {
    .number(amount.map { Money($0).rounded().amount })
  }
}
