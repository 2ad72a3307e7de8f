import Analysis
import Formats
import Model
import Statistics
import Units

/// The first page: what to do, why, what would change it, what it costs and risks, and what it rests
/// on. Every form of the report begins with it.
struct Brief: Sendable {
  /// What to do, in one sentence.
  let recommendation: Sentence
  /// Whom the best model cannot be told from, besides who is named in ``recommendation``.
  let open: [Sentence]
  let why: [Sentence]
  /// What would change it, and what is worth finding out.
  let turnsOn: [Sentence]
  /// What it costs, and what it may cost.
  let costs: [Sentence]
  /// Go or no-go by criterion.
  let criteria: [Sentence]
  /// Who stated what the figures rest on.
  let assumptions: Sentence

  /// How many of each fit on one page.
  static let most = (models: 7, open: 2, turnsOn: 3, criteria: 4, warnings: 4)

  init(_ comparison: Comparison) {
    let advised = Self.recommendation(comparison)
    recommendation = advised.sentence
    open = Self.open(comparison, besides: advised.open).prefix(Self.most.open).map {
      "\(VerdictWording($0, in: comparison).words)."
    }
    why = Self.why(comparison)
    turnsOn = Self.turnsOn(comparison)
    costs = Self.costs(comparison)
    criteria = Self.criteria(comparison)
    assumptions = AssumptionQuestion.sentence(comparison)
  }

  /// In the order of the page, each with its heading; parts without a sentence are left out.
  var parts: [(heading: String, sentences: [Sentence])] {
    [
      ("Why", why), ("What would change it", turnsOn), ("What it costs and risks", costs),
      ("Go or no-go", criteria), ("What it rests on", [assumptions]),
    ].filter { !$0.1.isEmpty }
  }

  // MARK: - What to do

  /// What to do, and who is left open in the same sentence.
  private typealias Advised = (sentence: Sentence, open: Int?)

  private static func recommendation(_ comparison: Comparison) -> Advised {
    let best: Sentence = "\(name: comparison.bestName)"
    let today: Sentence = "\(name: comparison.baselineName)"
    guard let closest = comparison.verdicts.first else {
      return ("Only \(best) was looked at: add a model to compare it with.", nil)
    }
    if comparison.best == comparison.baseline { return keeping(today, closest, comparison) }
    guard let gain = comparison.difference(.value, of: comparison.best)?.paired else {
      return ("", nil)
    }
    let format = FigureFormat.change(MoneyScale(for: [gain.mean]))
    let amount: Sentence =
      "\(ShownNumber(gain.mean, format)) over \(comparison.horizon) against \(today)"
    let missed = missed(comparison)
    let overToday = comparison.verdicts.dropFirst().first { $0.model == comparison.baseline }
    switch overToday?.finding ?? closest.finding {
    case .beaten where closest.finding == .winner,
      .winner where closest.finding == .winner:
      return (
        "Change to \(best): it is worth \(amount), and ahead of every other model\(missed).", nil
      )
    case .beaten, .winner:
      return (leaving(today, for: best, amount, closest, comparison, missed), closest.against)
    case .runMore:
      return (
        "Do not decide yet: \(best) looks best, at \(amount), but more trials must tell.",
        comparison.baseline
      )
    case .noDifference: return ("Keep \(today): no model differs from it.", comparison.baseline)
    case .tooCloseToCall:
      let often = gain.better.map { ", in only \($0.inWords) of worlds" as Sentence } ?? ""
      return (
        """
        Do not change on these figures alone: \(best) is ahead on average, at \(amount), but not \
        clearly\(often)\(find(comparison)).
        """, comparison.baseline
      )
    }
  }

  /// The best is told ahead of today's, and not of its closest rival, who may be no better than today's.
  private static func leaving(
    _ today: Sentence, for best: Sentence, _ amount: Sentence, _ closest: Verdict,
    _ comparison: Comparison, _ missed: Sentence
  ) -> Sentence {
    let rival: Sentence = "\(name: comparison.name(closest.against))"
    let needsTrials = closest.finding == .runMore
    let first = needsTrials ? "" : find(comparison)
    let gain = comparison.difference(.value, of: closest.against)?.paired
    guard gain.map({ Verdict.finding($0) == .winner }) == true else {
      return """
        Leave \(today), for \(best): it is worth \(amount), though \(rival) cannot be ruled \
        out\(needsTrials ? " without more trials" : "")\(missed)\(first).
        """
    }
    return """
      Leave \(today), for \(best) or \(rival): \(best) is worth \(amount), but \
      \(needsTrials ? "more trials must tell the two apart" : "the two cannot be told apart")\
      \(missed)\(first).
      """
  }

  private static func keeping(
    _ today: Sentence, _ closest: Verdict, _ comparison: Comparison
  ) -> Advised {
    let rival: Sentence = "\(name: comparison.name(closest.against))"
    return switch closest.finding {
    case .winner, .beaten: ("Keep \(today): it is worth more than every other model.", nil)
    case .noDifference: ("Keep \(today): no model differs from it.", nil)
    case .runMore: ("Do not decide yet: \(today) looks best, but more trials must tell.", nil)
    case .tooCloseToCall:
      (
        "Keep \(today) for now: \(rival) may be as good, and no model is clearly better\(find(comparison)).",
        closest.against
      )
    }
  }

  /// Whom the best cannot be told from, its closest rival first.
  private static func open(_ comparison: Comparison, besides named: Int?) -> [Verdict] {
    let closest = comparison.verdicts.first.flatMap { $0.finding == .winner ? nil : $0 }
    return ([closest].compactMap(\.self) + comparison.openVerdicts).filter {
      ($0.model == comparison.best ? $0.against : $0.model) != named
    }
  }

  /// Which of the criteria the best does not keep to.
  private static func missed(_ comparison: Comparison) -> Sentence {
    let asked = ApprovalRow.rows(of: comparison).filter { $0.model == comparison.bestName }
    let count = asked.count { $0.answer.finding == .noGo }
    return count == 0
      ? ""
      : "; it misses \(count) of \(NumberText.counted(asked.count, "criterion", "criteria")) asked for"
  }

  /// What to find out first; empty where nothing is worth it.
  private static func find(_ comparison: Comparison) -> Sentence {
    let first = comparison.drivers.flatMap { DriverWording($0, in: comparison).firstToKnow }
    return first.map { "; find out \($0) first" } ?? ""
  }

  // MARK: - The rest

  private static func why(_ comparison: Comparison) -> [Sentence] {
    BridgeQuestion.answer(comparison).sentence.map { [$0] } ?? []
  }

  private static func turnsOn(_ comparison: Comparison) -> [Sentence] {
    guard let drivers = comparison.drivers else {
      return comparison.hasRanges ? [] : ["No assumption is a range: nothing is said of doubt."]
    }
    let wording = DriverWording(drivers, in: comparison)
    let worth = wording.worthKnowing.map { "Worth knowing: \($0)." as Sentence }
    return wording.decisiveLines(atMost: most.turnsOn).map { "\($0)." } + worth + [
      """
      Only ranges are looked at here: numbers stated without one may change it too, such as what a \
      year after the horizon is worth. quotient sensitivity tries them all.
      """
    ]
  }

  private static func costs(_ comparison: Comparison) -> [Sentence] {
    let (scenario, best) = (comparison.scenario, comparison.models[comparison.best])
    let budgets = best.budgets.filter { $0.role == nil }
    let scale = MoneyScale(for: budgets.map(\.high.value))
    let format = FigureFormat.money(scale)
    let years = budgets.map {
      """
      \(ShownNumber($0.median.value, format)) and \(ShownNumber($0.reserve, format)) in year \
      \($0.year + 1)
      """ as Sentence
    }
    var sentences: [Sentence] = [
      "Budget (P50) and reserve (to P90) of \(name: best.name): \(years.listed())."
    ]
    if let budget = scenario.finance.budget, let over = best.targets.overBudget {
      sentences.append(
        """
        Over the budget of \(MoneyScale.text(budget.amount)) in \
        \(ShownNumber(over.value, .percent(decimals: 0))) of years.
        """)
    }
    let pay = best[.payoutPerTI].outcome
    sentences.append(
      """
      Variable pay comes to \(ShownNumber(pay.p10.value, .percent(decimals: 0)))..\
      \(ShownNumber(pay.p90.value, .percent(decimals: 0))) of target (P10..P90).
      """)
    if let payback = comparison.paybacks.first(where: { $0.model == comparison.best }) {
      sentences.append(
        payback.paidBackIn.map { "Pays back from quarter \($0 + 1) on, without terminal value." }
          ?? "Does not pay back within \(comparison.horizon), without terminal value.")
    }
    return sentences
  }

  /// The worst first; where not all fit, how many more there are.
  private static func criteria(_ comparison: Comparison) -> [Sentence] {
    let order: [CriterionAnswer.Finding?] = [.noGo, .tooClose, nil, .go]
    let own = ApprovalRow.rows(of: comparison).filter { $0.model == comparison.bestName }
    let rows = order.flatMap { finding in own.filter { $0.answer.finding == finding } }
    let shown = rows.prefix(rows.count > most.criteria ? most.criteria - 1 : most.criteria)
    let rest = rows.dropFirst(shown.count)
    let lines = shown.map { row in
      """
      \(name: row.answer.criterion.text): \(row.answer.finding?.rawValue ?? "nobody to ask")\
      \(row.answer.share.map { ", at \($0.inWords)" } ?? "")
      """ as Sentence
    }
    guard !rest.isEmpty else { return lines }
    let areMet = rest.allSatisfy { $0.answer.finding == .go }
    return lines + ["and \(rest.count) more\(areMet ? ", all go" : "")"]
  }
}

extension Brief {
  /// The recommendation and whose the assumptions are, in the JSON document.
  static let part = DocumentPart(
    member: .object("brief", shape) { $0 }, definitions: [shape.definition])

  private static let shape = JSONShape<Comparison>(
    "brief",
    [
      .text("recommendation", "What to do, in one sentence.") {
        Brief($0).recommendation.text
      },
      .whole("assumptions-yours") { $0.scenario.assumptionCount(.yours) },
      .whole("assumptions-template") { $0.scenario.assumptionCount(.template) },
      .whole("assumptions-default") { $0.scenario.assumptionCount(.default) },
    ], description: "The first page in short.")
}

extension Scenario {
  /// How many assumptions are whose.
  func assumptionCount(_ origin: Assumption.Origin) -> Int {
    assumptions.count { $0.origin == origin }
  }
}
