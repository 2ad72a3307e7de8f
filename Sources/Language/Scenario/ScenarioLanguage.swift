public import Formats
import Model
import Ownership

/// The language of scenarios: every key, what may stand there, and what it means.
public enum ScenarioLanguage {
  public static let table = KeyTable(
    title: "Quotient scenario",
    root: Record([
      .init("quotient", "Version of this language.", .choice([.init("1", "The only one.")])),
      .init("name", "Title of reports; the file's name where none is given.", .name),
      .init("currency", "ISO code of the currency of every amount, such as USD.", .name),
      .init("start", "First day of the first fiscal year.", .date),
      .init("horizon", "What is simulated.", .scalar(.years(1...10))),
      .init(
        "period", "Has no effect; scenarios of older versions may have it.",
        .choice([
          .init("month", "Twelve a year."), .init("quarter", "Four a year."),
          .init("year", "One a year."),
        ])),
      .init(
        "trials", "How often the horizon is played, each time with other luck.",
        .quantity(trials)),
      .init(
        "seed", "Number from which all luck follows: the same seed, the same luck.",
        .quantity(seed)),
      .init(
        "sampling", "How luck is sampled, so that fewer trials tell as much.", .record(sampling)),
      .init("book", "The accounts: a CSV file, or made up.", .record(book)),
      .init(
        "outcomes",
        "What happens to accounts today, under the baseline's owners. Segment, then motion.",
        .map(NamedMap(of: "segment", .record(outcomes), allowsAll: true))),
      .init(
        "drivers",
        "Columns of the book that move the odds. Motion, then column. A value of a renewal's may be"
          + " `never`: notice was given, and the stated rate is that of the others.",
        .map(NamedMap(of: "motion", drivers, names: driven))),
      .init("shocks", "What moves many accounts at once, on log-odds.", .record(shocks)),
      .init(
        "hours", "Hours of work. Segment, then motion.",
        .map(NamedMap(of: "segment", .record(hours), allowsAll: true))),
      .init(
        "roles", "Who works with customers, and what that costs.",
        .map(NamedMap(of: "role", .record(role), allowsAll: true))),
      .init(
        "effects", "How a different owner changes what happens; 1 is no effect on odds.",
        .record(effects)),
      .init(
        "baseline",
        "The status quo: the model under which the outcomes were seen, and to which all others"
          + " are compared.", .name, isRequired: true),
      .init(
        "models", "The ownership models to compare: presets by name, or records.",
        .list(.oneOf([.name, .reference("model")]), count: 1...100), isRequired: true),
      .init(
        "quotas", "How quotas are set where a measure has none of its own.", .record(quotas)),
      .init(
        "plans",
        "Pay plans by name; a role is paid by the plan of its own name unless a model"
          + " says otherwise.", .map(NamedMap(of: "plan", .reference("plan")))),
      .init("finance", "What turns retained revenue into value.", .record(finance)),
      .init(
        "approve",
        "What a model has to meet to be approved, such as `cost: \"<= 6.2m with 80%\"`: a figure, or"
          + " a percentile such as `payout-p90` without a chance; `share-at-quota` by role. Of cost"
          + " and pay a year's mean counts, of NRR and GRR the last year.", approve),
      .init(
        "company", "Facts that only the advice of the frameworks reads.",
        .record(CompanyLanguage.record)),
    ]),
    definitions: [
      "expansion": .record(expansion), "model": .record(model), "stage": .record(stage),
      "owner": .record(owner), "plan": PlanLanguage.planForm,
    ])

  /// The allowed number of trials.
  public static let trials = Quantity(.count, from: 1, to: Double(Sampling.mostTrials))

  /// The allowed seeds: whole numbers that a `Double` represents exactly.
  public static let seed = Quantity(.count, from: 0, to: 9_007_199_254_740_991)

  static let sampling = Record([
    .init(
      "strata",
      "True to spread the market's shock of the first year evenly over each 64 trials: other luck,"
        + " mostly with smaller standard errors.", .boolean),
    .init(
      "adjusted",
      "True to show means from which the luck of accounts is taken out beside the raw ones: the"
        + " same trials, worked on for longer.", .boolean),
  ])

  static let quotas = Record(
    [
      .init(
        "basis", "Whose expectation the quota is.",
        .choice(of: QuotaRule.Basis.self)),
      .init(
        "stretch", "Multiplies every quota so set, of roles without a stretch of their own.",
        .quantity(positiveRatio)),
      .init(
        "over-assignment", "Street quotas over the leader's target; bookings and counts only.",
        .quantity(positiveRatio)),
      .init(
        "nothing-due", "What a measure on due ARR counts for where nothing is due.",
        .choice(of: QuotaRule.NothingDue.self)),
      .init(
        "targets", "For top-down: measure to the whole team's target of a year.",
        .map(NamedMap(of: "measure", .money))),
    ], others: NamedMap(of: "role", .record(roleQuotas)))

  static let roleQuotas = Record([
    .init(
      "stretch", "Multiplies the role's quotas so set: all of them, or each by its measure.",
      .oneOf([
        .quantity(positiveRatio), .map(NamedMap(of: "measure", .quantity(positiveRatio))),
      ]))
  ])

  static let finance = Record(
    FinanceInputs.keys + [
      .init(
        "budget", "Cost of people allowed in a year.",
        .quantity(.positiveMoney)),
      .init(
        "targets", "Retention aimed at in the last year.",
        .record(
          Record([
            .init("nrr", "Net revenue retention.", .quantity(.ratio)),
            .init("grr", "Gross revenue retention.", .share),
          ]))),
    ])

  static let positiveRatio = Quantity(.ratio, from: 0, to: 10, includesLowest: false)
}
