import Formats
import Ownership
import Plans
import Statements

extension PlanLanguage {
  /// The shapes: of these keys exactly one stands in a measure.
  static let shapes = ["rate", "marginal", "retroactive", "per-deal", "curve", "steps", "matrix"]

  static let measure = Form.record(
    Record(
      metricKeys + [
        .init("weight", "Its share of target incentive, where its shape pays multiples.", .share),
        .init(
          "rate", "Money for each unit of credit: `10%`, `500`, `8% of base`.",
          .oneOf([.scalar(.portion(of: "base")), rate])),
        .init("marginal", "From: rate; each rate pays its own slice.", tiers),
        .init("retroactive", "From: rate; the top rate reached pays everything.", tiers),
        .init("per-deal", "From: rate; the size of each deal picks its rate.", tiers),
        .init("curve", "Attainment: multiple of target, in straight lines between.", multiples),
        .init("uncapped", "Whether a curve's last line goes on.", .boolean),
        .init("steps", "Attainment: multiple of target, flat until the next.", multiples),
        .init("matrix", "Two attainments: multiple of target.", matrix),
        .init(
          "cap",
          "The most it pays in a window: a multiple of its share of target, or of a shape that pays"
            + " money an amount, each window anew.", cap),
        .init("gate", "All must hold, or the measure pays nothing.", gates),
        .init(
          "accelerator-gate", "All must hold, or the measure pays no more than its target.", gates),
        .init("deal-cap", "The most credit that one deal brings.", .money),
        .init(
          "share", "How a team's pool is divided among those on the plan.",
          .choice(of: Measure.Sharing.self)),
        .init("period", "How often it is counted, where not as often as the plan pays.", periods),
      ] + measureDates, exactlyOne: [["measure", "matrix"], shapes], namedBy: "measure"))

  static let modifier = Form.record(
    Record(
      metricKeys + [
        .init("curve", "Attainment: factor, in straight lines between.", multiples),
        .init("uncapped", "Whether a curve's last line goes on.", .boolean),
        .init("steps", "Attainment: factor, flat until the next.", multiples),
        .init(
          "on", "What is modified; weighted measures unless said otherwise.",
          .choice([
            .init("weighted", "The measures with a weight."),
            .init("all", "Rates, tiers and SPIFs as well."),
          ])),
      ], exactlyOne: [["measure"], ["curve", "steps"]], namedBy: "measure"))

  /// Measures and what must be reached of them; or alternatives of which some must hold.
  static let gates = Form.map(
    NamedMap(
      of: "measure", .oneOf([.money, multiple, condition, .list(plainGates, count: 1...20)]),
      isMerged: false))

  private static let condition = Form.record(
    Record(
      [
        .init("at-least", "What must be reached.", amountOrShare, isRequired: true), scope,
        motions,
      ], shorthand: ["at-least"]))

  private static let plainGates = Form.map(
    NamedMap(of: "measure", .oneOf([.money, multiple, condition]), isMerged: false))

  private static let rate = Form.quantity(.nonNegative)
  private static let tiers = Form.oneOf([
    .scale(from: .quantity(.nonNegative), to: rate), knots(rate, bound: amountOrShare),
  ])
  private static let multiples = Form.oneOf([
    .scale(from: .quantity(.ratio), to: multiple), knots(multiple, bound: multiple),
  ])

  /// The same as a list, where a bound may be left out: `{above: 90%, pays: 60%}`.
  private static func knots(_ pays: Form, bound: Form) -> Form {
    .list(
      .record(
        Record(
          [
            .init("from", "The lower bound, which belongs to it.", bound),
            .init("above", "The lower bound, which does not belong to it.", bound),
            .init("pays", "What is paid from there on.", pays, isRequired: true),
          ], exactlyOne: [["from", "above"]])), count: 1...100)
  }

  private static let scope = Record.Key(
    "of", "Whose credit counts.", .choice(of: Metric.Scope.self))

  private static let motions = Record.Key(
    "motions", "Only credit of these motions counts.",
    .list(.choice(Motion.allCases.map { .init($0.rawValue, "Credit of it counts.") })))

  /// What is credited, to whom, against which quota.
  private static let metricKeys: [Record.Key] = [
    .init(
      "measure", "What is credited, or shares of several: `{arr: 100%, tcv: 50%}`.",
      .oneOf([.name, .map(NamedMap(of: "measure", multiple, isMerged: false))])),
    scope, motions,
    .init(
      "quota", "Yearly, for an attainment of 100%: an amount, or a share for a ratio.",
      amountOrShare),
  ]

  private static let matrix = Form.record(
    Record([
      .init("rows", "The measure of the rows.", side, isRequired: true),
      .init("columns", "The measure of the columns.", side, isRequired: true),
      .init(
        "pays", "Row attainment: column attainment: multiple of target.",
        .scale(
          from: .quantity(.ratio), to: .scale(from: .quantity(.ratio), to: multiple)),
        isRequired: true),
      .init("interpolate", "Whether it is bilinear; stepped otherwise.", .boolean),
    ]))

  private static let side = Form.record(Record(metricKeys, exactlyOne: [["measure"]]))
}
