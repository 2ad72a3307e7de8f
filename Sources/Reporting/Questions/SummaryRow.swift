import Analysis
import Model
import Statistics

/// A row of `summary`: what a first look asks of a model. Cost is a year's; the gain is of value
/// against the baseline, and missing for the baseline itself.
struct SummaryRow: ComparisonRow {
  /// From 1, the best by expected value first.
  let rank: Int
  let estimates: ModelEstimates
  let gain: Difference?
  let chanceBest: Double?
  /// The model whose outcomes of value are better; nil where there is none, or none is known.
  let dominator: (name: String, order: Int)?
  let years: Double

  var model: String { estimates.name }

  static let heading = TableHeading(
    "summary", title: "Summary",
    question: "Which model is best, what does it cost, and how sure is that?")

  static let rank = Column.count("rank", "by expected value, from 1") { $0.rank }
  static let model = Column.model { $0.model }
  static let nrr = Column.share("nrr", "net revenue retention of the last year's cohort") {
    $0.estimates[.nrr].mean
  }
  static let grr = Column.share("grr", "gross revenue retention of the last year's cohort") {
    $0.estimates[.grr].mean
  }
  static let heads = Column.number("heads", .people, Figure.heads.meaning) {
    $0.estimates[.heads].mean
  }
  static let costPerYear = Column.money(
    "cost-per-year", "expected cost of people in a year"
  ) { $0.costPerYear }
  static let overBudget = Column.share(
    "over-budget", "\(Chance.overBudget.meaning); empty without a budget"
  ) { $0.overBudget?.value }
  static let jointTargets = Column.share(
    "joint-targets", "\(Chance.jointTargets.meaning); empty without targets"
  ) { $0.jointTargets?.value }
  static let payoutP10 = Column.share(
    "payout-per-ti-p10", "variable pay over target incentive, 10% of outcomes are below"
  ) { $0.payout.p10.value }
  static let payoutP90 = Column.share(
    "payout-per-ti-p90", "variable pay over target incentive, 90% of outcomes are below"
  ) { $0.payout.p90.value }
  static let gainMean = Column.money(
    "gain-mean", "expected value less the baseline's; empty for the baseline"
  ) { $0.gain?.paired.mean }
  static let gainError = Column.money("gain-se", "standard error of gain-mean") {
    $0.gain?.paired.standardError
  }
  static let gainP10 = Column.money("gain-p10", "gain in value, 10% of outcomes are below") {
    $0.gain?.outcome.p10.value
  }
  static let gainP90 = Column.money("gain-p90", "gain in value, 90% of outcomes are below") {
    $0.gain?.outcome.p90.value
  }
  static let probabilityBetter = Column.probabilityBetter { $0.gain?.paired.better?.value }
  static let chanceBest = Column.share(
    "p-best", "probability that the expected value is the highest of all models"
  ) { $0.chanceBest }
  static let dominatedBy = Column.text(
    "dominated-by",
    "a model whose outcomes of value are better for everybody, or for all who like no risk (second order)"
  ) { $0.dominator?.name }
  static let dominanceOrder = Column.count("dominated-order", "1 or 2; empty where none does") {
    $0.dominator?.order
  }

  static let columns =
    [
      rank, model, nrr,
      .share("nrr-se", "standard error of nrr") { $0.estimates[.nrr].standardError },
      grr,
      .share("grr-se", "standard error of grr") { $0.estimates[.grr].standardError },
      heads, costPerYear,
      .money("cost-se", "standard error of cost-per-year") {
        $0.estimates[.cost].standardError / $0.years
      },
      overBudget,
      .share("over-budget-se", "standard error of over-budget") { $0.overBudget?.standardError },
      jointTargets,
      .share("joint-targets-se", "standard error of joint-targets") {
        $0.jointTargets?.standardError
      },
      payoutP10, payoutP90, gainMean, gainError, gainP10, gainP90, probabilityBetter,
    ] + Column.interval(ofBetter: { $0.gain?.paired.better })
    + [chanceBest, dominatedBy, dominanceOrder]

  static func rows(of comparison: Comparison) -> [SummaryRow] {
    comparison.ranking.enumerated().map { rank, index in
      SummaryRow(
        rank: rank + 1, estimates: comparison.models[index],
        gain: comparison.difference(.value, of: index),
        chanceBest: comparison.chancesBest?[index],
        dominator: comparison.dominator(of: index).map { (comparison.name($0.model), $0.order) },
        years: Double(comparison.scenario.years))
    }
  }
}

extension SummaryRow {
  var costPerYear: Double { estimates[.cost].mean / years }
  var overBudget: Proportion? { estimates.targets.overBudget }
  var jointTargets: Proportion? { estimates.targets.joint }
  var payout: Summary { estimates[.payoutPerTI].outcome }

  /// Where the gain lies, by its mean, interval and outcomes; none for the baseline.
  var gains: [Double] {
    gain.map {
      [
        $0.paired.mean, $0.paired.low, $0.paired.high, $0.outcome.p10.value,
        $0.outcome.p90.value,
      ]
    } ?? []
  }
}
