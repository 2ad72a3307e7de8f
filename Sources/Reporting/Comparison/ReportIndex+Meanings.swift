import Analysis
import Model
import Ownership
import Simulation

extension ReportIndex {
  private static let clustering = "clustered by blocks of \(TrialBlock.size) trials"

  /// The question that each file of a report answers.
  static let questions: [String: String] = [
    "report.html": "The report to read: every answer with its chart, in one page.",
    "report.xlsx": "The report to calculate with: a sheet and a native chart for each question.",
    "report.json":
      "The comparison as one document, for programs; quotient schema report describes it.",
    "summary.csv": "Which model is best, what does it cost, and how sure is that?",
    "models.csv": "How does each metric of each model fall, by year and segment?",
    "differences.csv": "How does each model differ from the baseline, on the same luck?",
    "bridge.csv": "Why does a model's value differ from the baseline's?",
    "payback.csv": "When does a switch from the baseline pay back, without any terminal value?",
    "arr-walk.csv": "Where do ARR's gains and losses come from?",
    "cost.csv": "What do people cost, by role, class and item?",
    "pay.csv": "What is each role paid, and how widely does that swing?",
    "people.csv": "What may each person expect to be paid, and how widely does that swing?",
    "quotas.csv": "What is each person asked for?",
    "attainment.csv": "How does attainment fall over the people of a role?",
    "plan-health.csv": "Does each pay plan do what it is for?",
    "assumptions.csv": "What was assumed, by whom, and on what ground?",
    "samples.csv": "What happened in each trial?",
    "people-samples.csv": "What was each person paid in each trial?",
  ]

  /// What a column holds; nil for one that nobody has described.
  static func meaning(of column: String, in table: String) -> String? {
    ofTables["\(table).\(column)"] ?? meanings[column]
  }

  private static let meanings: [String: String] = [
    "model": "ownership model",
    "baseline": "the status quo, to which the model is compared",
    "year": "fiscal year from 1, or all",
    "quarter": "from 1",
    "segment": "segment of the book, or all",
    "role": "role of the people",
    "person": "by the book, else the role and a number",
    "trial": "from 0",
    "world": "trials of one world share their assumptions",
    "metric": "see Metrics",
    "mean": "expectation",
    "sd": "standard deviation of outcomes",
    "se": "standard error of the mean",
    "p5": "5% of outcomes are below",
    "p10": "10% of outcomes are below",
    "p50": "median outcome",
    "p90": "90% of outcomes are below",
    "p95": "95% of outcomes are below",
    "cvar": "mean of the worst 5% of outcomes",
    "cvar-se": "standard error of cvar",
    "adjusted": "expectation without the luck of accounts",
    "adjusted-se": "standard error of adjusted",
    "p-better": "in how many worlds the expectation is better than the baseline's",
    "heads": "people, the mean over time",
  ]

  /// By table and column, where the column means something of its own there.
  static let ofTables: [String: String] = [
    "summary.rank": "by expected value, from 1",
    "summary.nrr": "net revenue retention of the last year's cohort",
    "summary.grr": "gross revenue retention of the last year's cohort",
    "summary.cost-per-year": "expected cost of people in a year",
    "summary.nrr-se": "standard error of nrr",
    "summary.grr-se": "standard error of grr",
    "summary.cost-se": "standard error of cost-per-year",
    "summary.over-budget-se": "standard error of over-budget",
    "summary.joint-targets-se": "standard error of joint-targets",
    "summary.over-budget": "share of years over budget; empty without a budget",
    "summary.joint-targets":
      "chance of all targets and the budget together in the last year; empty without targets",
    "summary.payout-per-ti-p10": "variable pay over target incentive, 10% of outcomes are below",
    "summary.payout-per-ti-p90": "variable pay over target incentive, 90% of outcomes are below",
    "summary.gain-mean": "expected value less the baseline's; empty for the baseline",
    "summary.gain-se": "standard error of gain-mean",
    "summary.gain-p10": "gain in value, 10% of outcomes are below",
    "summary.gain-p90": "gain in value, 90% of outcomes are below",
    "differences.mean": "expected metric less the baseline's",
    "differences.low": "lower end of the 95% interval of the mean",
    "differences.high": "upper end of the 95% interval of the mean",
    "bridge.step":
      "margin, people, new-logo-hours, and what discounting and a terminal multiple make of them",
    "bridge.gain": "part of the expected difference of value; above 0 is for the better",
    "bridge.se": "standard error of gain",
    "payback.mean":
      "expected margin less people and new-logo hours since the start, discounted, less the"
      + " baseline's; the terminal multiple, which value counts, is left out",
    "arr-walk.year": "fiscal year from 1",
    "arr-walk.motion":
      "start, end, or what changed ARR between: churn, contraction, escalator, or a motion",
    "cost.year": "fiscal year from 1",
    "cost.cost-line": "class in which the role is booked: cogs, retention or expansion",
    "cost.item": "base, pay (variable), burden, tools, hiring or severance",
    "pay.year": "fiscal year from 1",
    "pay.payout-mean": "expected variable pay of all people of the role",
    "pay.se": "standard error of payout-mean",
    "pay.p10": "a person's pay over target incentive, 10% of people and trials are below",
    "pay.p50": "a person's pay over target incentive, the median",
    "pay.p90": "a person's pay over target incentive, 90% of people and trials are below",
    "pay.payout-per-ti": "variable pay of all people of the role over their target incentive",
    "pay.payout-per-ti-se": "standard error of payout-per-ti",
    "pay.leverage": "pay at excellence, the 90th percentile, over target incentive",
    "pay.person-mean": "expected variable pay of one person",
    "pay.person-se": "standard error of person-mean",
    "pay.person-sd": "standard deviation of one person's variable pay, over people and trials",
    "people.year": "fiscal year from 1",
    "people.pay-mean": "expected variable pay; nothing while nobody sits there",
    "people.pay-se": "standard error of pay-mean",
    "people.pay-sd": "standard deviation of variable pay over trials",
    "people.attainment-mean":
      "expected weighted attainment of the year, of those who sit there and have something due; empty where nobody does",
    "people.attainment-se": "standard error of attainment-mean",
    "people.attainment-sd": "standard deviation of weighted attainment over trials",
    "quotas.year": "fiscal year from 1",
    "quotas.measure": "what the plan credits; whose, where it is not the person's own",
    "quotas.quota":
      "for an attainment of 1 in a whole year's work, set before the luck; vacant time and a ramp"
      + " take their part away",
    "quotas.unit": "money, share or count",
    "quotas.set-by":
      "plan, which states it, or the scenario's rule, which makes it of what the seat is expected to"
      + " bring",
    "attainment.measure": "weighted: the attainment of all measures by their weights",
    "attainment.bin-from": "attainment from",
    "attainment.bin-to": "attainment below; empty for the last bin, which has no end",
    "attainment.share": "share of people, trials and years",
    "attainment.se": "standard error of share, \(clustering)",
    "plan-health.plan": "the plan, or plans, that pay the role",
    "plan-health.statistic":
      "shares of people at quota, near it (80% to 120%) and paid at all; percentiles of pay over"
      + " target incentive; what the plan costs over target; leverage; correlation of pay with"
      + " attainment",
    "plan-health.value": "of the statistic; empty where it is not defined, as at quota without one",
    "plan-health.se":
      "standard error, of shares \(clustering); percentiles and the correlation have none",
    "plan-health.flag": "what asks for a look at the plan; empty where nothing does",
    "assumptions.key": "where the value stands in the scenario",
    "assumptions.value": "the mean, where it is a range",
    "assumptions.kind": "constant, or the family of the distribution",
    "assumptions.source": "in the words of who stated it",
    "assumptions.origin": "yours or default",
    "assumptions.p10": "10% of worlds are below; empty for a constant",
    "assumptions.p90": "90% of worlds are below; empty for a constant",
    "samples.value": "of the metric over the horizon",
    "people-samples.year": "fiscal year from 1",
    "people-samples.pay": "variable pay of the person in the year and trial",
  ]

  /// What a metric means; nil for one that nobody has described.
  static func meaning(of metric: ModelMetric) -> String? {
    switch metric {
    case .expansion(let motion): "ARR added by \(motion.rawValue)"
    case .costLine(let line): "the part of cost that is booked in \(line.rawValue)"
    default: metricMeanings[metric.name]
    }
  }

  private static let metricMeanings: [String: String] = [
    "nrr": "net revenue retention of the cohort at the year's start",
    "grr": "gross revenue retention: ARR kept of what each account had",
    "logo-retention": "accounts of which any ARR is left over accounts at the start",
    "cumulative-nrr": "nrr of the first year's cohort, to the year's end",
    "cumulative-grr": "grr of the first year's cohort, to the year's end",
    "cumulative-logo-retention": "logo-retention of the first year's cohort, to the year's end",
    "ending-arr": "ARR at the end",
    "heads": "people, the mean over time",
    "cost": "of people, with hiring and severance",
    "cost-at-target": "cost if everybody were paid exactly target",
    "payout": "variable pay",
    "payout-per-ti": "variable pay over target incentive",
    "pay-above-target": "variable pay less target incentive; its cvar is the risk of a model's pay",
    "ccos": "variable pay over the ARR that all motions added",
    "ccos-credited": "variable pay over the ARR added by motions that credit a person",
    "distraction": "margin forgone by hours that new customers would have had",
    "margin": "gross margin on ARR through time",
    "value":
      "discounted margin less people and distraction; over the horizon with the terminal multiple",
  ]

  /// Chances, which have a mean and a standard error but no spread.
  static let chances = [
    ("over-budget", "share of years over budget"),
    ("ever-over-budget", "chance that any year is over budget"),
    ("joint-targets", "chance of all targets and the budget together in the last year"),
  ]
}
