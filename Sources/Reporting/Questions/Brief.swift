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
  /// Whom the best model cannot be told from, besides its closest rival.
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
    recommendation = Self.recommendation(comparison)
    open = comparison.openVerdicts.prefix(Self.most.open).map {
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

  private static func recommendation(_ comparison: Comparison) -> Sentence {
    let best: Sentence = "\(name: comparison.bestName)"
    let today: Sentence = "\(name: comparison.baselineName)"
    guard let closest = comparison.verdicts.first else {
      return "Only \(best) was looked at: add a model to compare it with."
    }
    if comparison.best == comparison.baseline { return keeping(today, closest, comparison) }
    guard let gain = comparison.difference(.value, of: comparison.best)?.paired else { return "" }
    let format = FigureFormat.change(MoneyScale(for: [gain.mean]))
    let amount: Sentence =
      "\(ShownNumber(gain.mean, format)) over \(comparison.horizon) against \(today)"
    let first = find(comparison)
    let overToday = comparison.verdicts.dropFirst().first { $0.model == comparison.baseline }
    switch overToday?.finding ?? closest.finding {
    case .beaten where closest.finding == .winner,
      .winner where closest.finding == .winner:
      return "Change to \(best): it is worth \(amount), and ahead of every other model."
    case .beaten, .winner:
      let rival: Sentence = "\(name: comparison.name(closest.against))"
      return """
        Leave \(today), for \(best) or \(rival): \(best) is worth \(amount), but the two cannot be \
        told apart\(first).
        """
    case .runMore:
      return "Do not decide yet: \(best) looks best, at \(amount), but more trials must tell."
    case .noDifference: return "Keep \(today): no model differs from it."
    case .tooCloseToCall:
      let often = gain.better.map { ", in only \($0.inWords) of worlds" as Sentence } ?? ""
      return """
        Do not change on these figures alone: \(best) is ahead on average, at \(amount), but not \
        clearly\(often)\(first).
        """
    }
  }

  private static func keeping(
    _ today: Sentence, _ closest: Verdict, _ comparison: Comparison
  ) -> Sentence {
    let rival: Sentence = "\(name: comparison.name(closest.against))"
    return switch closest.finding {
    case .winner, .beaten: "Keep \(today): it is worth more than every other model."
    case .noDifference: "Keep \(today): no model differs from it."
    case .runMore: "Do not decide yet: \(today) looks best, but more trials must tell."
    case .tooCloseToCall:
      "Keep \(today) for now: \(rival) may be as good, and no model is clearly better\(find(comparison))."
    }
  }

  /// What to find out first; empty where nothing is worth it.
  private static func find(_ comparison: Comparison) -> Sentence {
    let worth = comparison.drivers?.all.filter { ($0.worth ?? 0) > 0 }
      .max { $0.worth ?? 0 < $1.worth ?? 0 }
    guard let worth else { return "" }
    return "; find out \(name: worth.assumption.key) first"
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
    return wording.decisiveLines(atMost: most.turnsOn).map { "\($0)." } + worth
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
      "Budget (P50) and reserve (to P90) of \(name: best.name): \(years.prefix(4).listed())."
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

  private static func criteria(_ comparison: Comparison) -> [Sentence] {
    ApprovalRow.rows(of: comparison).filter { $0.model == comparison.bestName }
      .prefix(most.criteria).map { row in
        """
        \(name: row.answer.criterion.text): \(row.answer.finding?.rawValue ?? "nobody to ask")\
        \(row.answer.share.map { ", at \($0.inWords)" } ?? "")
        """
      }
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
