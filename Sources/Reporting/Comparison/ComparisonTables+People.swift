import Analysis
import Model
import Ownership
import Simulation
import Statistics

extension ComparisonTables {
  /// Variable pay by role and year: `payout-mean` and `se` are of all the role's people, the
  /// percentiles of one person's pay over target incentive, as is `leverage`, and `person-mean` and
  /// what follows it of one person's pay.
  public var pay: Table {
    Table(
      "pay",
      columns: [
        Table.Column("model"), Table.Column("role"), Table.Column("year"),
        Table.Column("payout-mean", .money), Table.Column("se", .money),
      ]
        + ["p10", "p50", "p90", "payout-per-ti", "payout-per-ti-se", "leverage"].map {
          Table.Column($0, .share)
        }
        + ["person-mean", "person-se", "person-sd"].map { Table.Column($0, .money) },
      rows: figures.flatMap { model, role in
        role.years.enumerated().filter { $1.heads > 0 }.map { year, figures in
          let (health, personPay) = (figures.health, figures.personPay)
          return [
            .text(model.name), .text(role.role.rawValue), Self.year(year),
            .number(figures.payout.mean), .number(figures.payout.standardError),
            .number(health?.payoutPerTI(0.1)), .number(health?.payoutPerTI(0.5)),
            .number(health?.payoutPerTI(0.9)), .number(figures.payoutPerTI.mean),
            .number(figures.payoutPerTI.standardError), .number(health?.leverage),
            .number(personPay.mean),
            .number(figures.personPayError), .number(personPay.standardDeviation),
          ]
        }
      })
  }

  /// What each person may expect in a year: pay, and weighted attainment where a plan pays.
  public var people: Table {
    Table(
      "people",
      columns: [
        Table.Column("model"), Table.Column("role"), Table.Column("person"),
        Table.Column("year"),
      ]
        + ["pay-mean", "pay-se", "pay-sd"].map { Table.Column($0, .money) }
        + ["attainment-mean", "attainment-se", "attainment-sd"].map { Table.Column($0, .share) },
      rows: figures.flatMap { model, role in
        role.years.enumerated().flatMap { year, figures in
          figures.people.map { person in
            [
              .text(model.name), .text(role.role.rawValue), .text(person.name), Self.year(year),
            ] + Self.moments(person.pay) + Self.moments(person.attainment)
          }
        }
      })
  }

  /// What each person is asked for in a year by each measure that reads a quota.
  public var quotas: Table {
    Table(
      "quotas",
      columns: [
        Table.Column("model"), Table.Column("role"), Table.Column("person"), Table.Column("year"),
        Table.Column("measure"), Table.Column("quota", .plain), Table.Column("unit"),
        Table.Column("set-by"),
      ],
      rows: figures.flatMap { model, role in
        role.years.enumerated().flatMap { year, figures in
          figures.people.flatMap { person in
            person.quotas.map { quota in
              [
                .text(model.name), .text(role.role.rawValue), .text(person.name), Self.year(year),
                .text(quota.metric.label), .number(quota.amount), .text(quota.unit.rawValue),
                .text(quota.origin),
              ]
            }
          }
        }
      })
  }

  private static func moments(_ moments: ExactMoments?) -> [Table.Value] {
    [moments?.mean, moments?.standardError, moments?.standardDeviation].map { .number($0) }
  }

  /// How weighted attainment falls over people, trials and years.
  public var attainment: Table {
    Table(
      "attainment",
      columns: [
        Table.Column("model"), Table.Column("role"), Table.Column("measure"),
        Table.Column("bin-from", .share), Table.Column("bin-to", .share),
        Table.Column("share", .share), Table.Column("se", .share),
      ],
      rows: figures.flatMap { model, role in
        (role.health?.attainmentBins ?? []).map { bin in
          [
            .text(model.name), .text(role.role.rawValue), "weighted", .number(bin.from),
            .number(bin.to), .number(bin.share.value), .number(bin.share.standardError),
          ]
        }
      })
  }

  /// Whether each plan does what it is for, over people, trials and years.
  public var planHealth: Table {
    Table(
      "plan-health",
      columns: [
        Table.Column("model"), Table.Column("role"), Table.Column("plan"),
        Table.Column("statistic"), Table.Column("value", .share),
        Table.Column("se", .share), Table.Column("flag"),
      ],
      rows: comparison.models.indices.flatMap { model in
        comparison.models[model].roles.flatMap { role in
          PlanStatistic.all(of: role).map { statistic in
            [
              .text(comparison.models[model].name), .text(role.role.rawValue),
              .text(
                PaidRole.plans(of: role.role, in: scenario.models[model])
                  .joined(separator: ", ")), .text(statistic.name),
              .number(statistic.value), .number(statistic.standardError),
              .text(statistic.flag),
            ]
          }
        }
      })
  }

  private var figures: [(ModelEstimates, RoleFigures)] {
    comparison.models.flatMap { model in model.roles.map { (model, $0) } }
  }
}
