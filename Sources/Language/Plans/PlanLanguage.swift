public import Formats
import Ownership
import Plans
import Units

/// The keys of a compensation plan, the same in a scenario and in a plan file.
///
/// ```yaml
/// csm:
///   period: quarter
///   measures:
///     - {measure: grr, weight: 70%, quota: 90%, curve: {90%: 0%, 100%: 100%, 106%: 180%}}
///     - {measure: nrr, of: team, weight: 30%, quota: 103%, curve: {92%: 0%, 100%: 100%}}
/// ```
public enum PlanLanguage {
  /// One plan: what stands under its name in a map `plans`.
  public static let planForm = Form.record(
    Record(
      [
        .init("role", "Whose plan it is.", .name),
        .init("base", "Yearly base pay, where the person has none of his own.", .money),
        .init(
          "target-incentive", "Yearly pay at an attainment of 100%: an amount or `5% of base`.",
          amountOrShareOfBase),
        .init("period", "How often it pays; a year unless said otherwise.", periods),
        .init(
          "period-weights", "How target incentive and quotas divide into a year's periods.",
          .list(.share, count: 1...12)),
        .init(
          "counting", "Which credit a period looks at.",
          .choice(of: Plan.Counting.self)),
        .init("ramp", "What is easier in the first periods of a new hire.", ramp),
        .init("measures", "What is paid for.", .list(measure, count: 1...100), isRequired: true),
        .init(
          "modifiers", "Factors on the pay of all weighted measures.",
          .list(modifier, count: 0...100)),
        .init("gate", "All must hold, or the plan pays nothing.", gates),
        .init(
          "cap",
          "The most that is earned: a multiple of the target incentive that a period settles, or "
            + "money a year, which falls into the periods as it does.", cap),
        .init("guarantee", "The least that a period pays; never recovered.", guarantee),
        .init("draw", "An advance against earnings, each period.", draw),
        .init("clawback", "What an event takes back of a deal's pay.", clawback),
        .init(
          "pay-out", "Shares of what is earned by when they are paid: `at-credit`, `6 months`.",
          .map(NamedMap(of: "instalment", .share, isMerged: false))),
        .init(
          "rounding", "How pay becomes whole cents.",
          .choice(Money.Rounding.allCases.map(\.choice) + [.init("none", "Pay stays exact.")])),
      ], isMerged: false))

  /// A multiple of target incentive, an attainment: 0% to 1000%, so that `90` for `90%` is noticed.
  static let multiple = Form.quantity(.ratio)

  /// Money without `%`, a share with it: `1.2m`, `90%`.
  static let amountOrShare = Form.oneOf([.money, multiple])

  static let amountOrShareOfBase = Form.oneOf([.money, .scalar(.portion(of: "base"))])

  static let cap = amountOrShare

  static let periods = Form.choice(of: Period.self)

  static let dates: [Record.Key] = [
    .init("from", "The first day.", .date), .init("until", "The last day.", .date),
  ]

  static let measureDates: [Record.Key] = [
    .init(
      "from", "The first day that counts; target and quota are of the days that count alone.",
      .date),
    .init("until", "The last day that counts.", .date),
  ]

  private static let ramp = Form.record(
    Record([
      .init("quota", "Factors on quota, a period each.", .list(multiple, count: 1...60)),
      .init(
        "guarantee", "Guaranteed shares of target incentive, a period each.",
        .list(multiple, count: 1...60)),
    ]))

  private static let guarantee = Form.oneOf([
    .money, multiple,
    .record(
      Record(
        [
          .init(
            "amount", "Money a period, or a share of the period's target incentive.", amountOrShare,
            isRequired: true),
          .init(
            "for",
            "Only periods that begin within so long after the person's first day, and that of the day.",
            .duration),
        ], shorthand: ["amount"])),
  ])

  private static let draw = Form.record(
    Record([
      .init("amount", "Money a period.", .money, isRequired: true),
      .init("recoverable", "Whether it is owed.", .boolean, isRequired: true),
      .init(
        "for",
        "Only periods that begin within so long after the person's first day, and that of the day.",
        .duration),
      .init("at-most", "The most of a pay that recovers it.", .share),
      .init("forgive", "The day after which what is still owed is forgiven.", .date),
    ]))

  private static let clawback = Form.record(
    Record([
      .init("on", "The event, such as `churn`.", .name, isRequired: true),
      .init("within", "How long after the credit.", .duration, isRequired: true),
      .init(
        "recover", "How much comes back: one of the names, or a share such as 50%.",
        .oneOf([
          .choice([
            .init("credit", "The credit is removed and the true-up acts."),
            .init("full", "All of the deal's pay."),
            .init("paid", "What was paid out; instalments to come are cancelled."),
            .init("sliding", "The share of the window that is left."),
          ]), .share,
        ]), isRequired: true),
      .init(
        "from", "What it is taken from; cash unless said otherwise.",
        .choice(of: Clawback.Source.self)),
      .init("at-most", "The most of a pay that is kept back; for next-pay.", .share),
      .init(
        "forgive", "The day after which what is still to be recovered is forgiven; for next-pay.",
        .date),
    ]))
}
