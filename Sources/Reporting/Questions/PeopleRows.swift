import Analysis
import Model
import Ownership
import Simulation
import Statistics

/// A row of `pay`: variable pay of a role in a year; of all its people, and of one.
struct PayRow: ComparisonRow {
  let model: String
  let role: Role
  /// Counted from 0.
  let year: Int
  let figures: RoleFigures.Year

  static let heading = TableHeading(
    "pay", title: "Pay by role",
    question: "What is each role paid, and how widely does that swing?")

  static let columns: [TableColumn<PayRow>] = [
    .model { $0.model }, .role { $0.role.rawValue }, .fiscalYear { $0.year },
    .money("payout-mean", "expected variable pay of all people of the role") {
      $0.figures.payout.mean
    },
    .standardError(.money, "standard error of payout-mean") { $0.figures.payout.standardError },
    .p10(.share, "a person's pay over target incentive, 10% of people and trials are below") {
      $0.figures.health?.payoutPerTI(0.1)
    },
    .p50(.share, "a person's pay over target incentive, the median") {
      $0.figures.health?.payoutPerTI(0.5)
    },
    .p90(.share, "a person's pay over target incentive, 90% of people and trials are below") {
      $0.figures.health?.payoutPerTI(0.9)
    },
    .share(
      "payout-per-ti", "variable pay of all people of the role over their target incentive"
    ) { $0.figures.payoutPerTI.mean },
    .share("payout-per-ti-se", "standard error of payout-per-ti") {
      $0.figures.payoutPerTI.standardError
    },
    .share("leverage", "pay at excellence, the 90th percentile, over target incentive") {
      $0.figures.health?.leverage
    },
    .money("person-mean", "expected variable pay of one person") { $0.figures.personPay.mean },
    .money("person-se", "standard error of person-mean") { $0.figures.personPayError },
    .money(
      "person-sd", "standard deviation of one person's variable pay, over people and trials"
    ) { $0.figures.personPay.standardDeviation },
  ]

  static func rows(of comparison: Comparison) -> [PayRow] {
    comparison.modelRoles.flatMap { model, role in
      role.years.enumerated().filter { $1.heads > 0 }.map {
        PayRow(model: model.name, role: role.role, year: $0, figures: $1)
      }
    }
  }
}

/// A role of a model in a year: its heads, and what they are paid over target.
struct HeadRow: TableRow {
  let model: String
  let role: Role
  let figures: RoleFigures.Year
  let index: Int

  static let heading = TableHeading("heads")
  static let model = Column.model { $0.model }
  static let role = Column.role { $0.role.rawValue }
  static let year = Column.fiscalYear { $0.index }
  static let heads = Column.count("heads") { $0.figures.heads }
  static let payout = Column.share("payout-per-ti") { $0.figures.payoutPerTI.mean }
  static let columns = [model, role, year, heads, payout]

  /// The best model first.
  static func rows(of comparison: Comparison) -> [HeadRow] {
    comparison.ranking.flatMap { index in
      let model = comparison.models[index]
      return model.roles.flatMap { role in
        role.years.enumerated().filter { $1.heads > 0 }.map {
          HeadRow(model: model.name, role: role.role, figures: $1, index: $0)
        }
      }
    }
  }
}

/// A row of `people`: what a person may expect in a year.
struct PersonRow: ComparisonRow {
  let model: String
  let role: Role
  let year: Int
  let person: PersonFigures

  static let heading = TableHeading(
    "people", title: "People",
    question: "What may each person expect to be paid, and how widely does that swing?")

  static let columns: [TableColumn<PersonRow>] = [
    .model { $0.model }, .role { $0.role.rawValue }, .person { $0.person.name },
    .fiscalYear { $0.year },
    .money("pay-mean", "expected variable pay; nothing while nobody sits there") {
      $0.person.pay.mean
    },
    .money("pay-se", "standard error of pay-mean") { $0.person.pay.standardError },
    .money("pay-sd", "standard deviation of variable pay over trials") {
      $0.person.pay.standardDeviation
    },
    .share(
      "attainment-mean",
      "expected weighted attainment of the year, of those who sit there and have something due; empty where nobody does"
    ) { $0.person.attainment?.mean },
    .share("attainment-se", "standard error of attainment-mean") {
      $0.person.attainment?.standardError
    },
    .share("attainment-sd", "standard deviation of weighted attainment over trials") {
      $0.person.attainment?.standardDeviation
    },
  ]

  static func rows(of comparison: Comparison) -> [PersonRow] {
    comparison.modelRoles.flatMap { model, role in
      role.years.enumerated().flatMap { year, figures in
        figures.people.map {
          PersonRow(model: model.name, role: role.role, year: year, person: $0)
        }
      }
    }
  }
}

/// A row of `quotas`: what a person is asked for in a year by a measure that reads a quota.
struct QuotaRow: ComparisonRow {
  let person: PersonRow
  let quota: PersonQuota

  var unit: Figure.Unit? {
    switch quota.unit {
    case .money: .money
    case .share: .ratio
    case .count: .count
    }
  }

  static let heading = TableHeading(
    "quotas", title: "Quotas", question: "What is each person asked for?")

  static let columns: [TableColumn<QuotaRow>] = [
    .model { $0.person.model }, .role { $0.person.role.rawValue },
    .person { $0.person.person.name }, .fiscalYear { $0.person.year },
    .text("measure", "what the plan credits; whose, where it is not the person's own") {
      $0.quota.metric.label
    },
    .number(
      "quota", .ofRow,
      "for an attainment of 1 in a whole year's work, set before the luck; vacant time and a ramp"
        + " take their part away"
    ) { $0.quota.amount },
    .text("unit", "money, share or count") { $0.quota.unit.rawValue },
    .text(
      "set-by",
      "plan, which states it, or the scenario's rule, which makes it of what the seat is expected to"
        + " bring"
    ) { $0.quota.origin },
  ]

  static func rows(of comparison: Comparison) -> [QuotaRow] {
    PersonRow.rows(of: comparison).flatMap { person in
      person.person.quotas.map { QuotaRow(person: person, quota: $0) }
    }
  }
}

extension Comparison {
  /// Every role of every model.
  var modelRoles: [(model: ModelEstimates, role: RoleFigures)] {
    models.flatMap { model in model.roles.map { (model, $0) } }
  }
}
