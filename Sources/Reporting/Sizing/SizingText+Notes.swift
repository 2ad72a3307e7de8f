import Analysis
import Formats
import Model
import Plans
import Statistics
import Units

extension SizingText {
  var notes: [Note] {
    Note.lines("Quota", [quota, apply])
      + Note.lines("Answer", [answer, gain, breakEven, fixedHeads].compactMap(\.self))
      + Note.lines("Points", [points])
      + Note.lines("Trade", [trade, limit].compactMap(\.self))
      + Note.lines(
        "Note",
        [
          "scored on fresh luck, seed \(sizing.scoringSeed), which had no part in the search",
          Self.behaviour, ofBaseline,
        ].compactMap(\.self)) + Note.lines("Set", provenance.settings)
      + Note.lines("Inputs", [provenance.line])
  }

  /// The answer alone, without line ends.
  public var answerLines: [String] { [quota, answer].map(PlainText.of) }

  private var quota: String {
    let found = sizing.quota
    var text = quotas.text(found.quota)
    if let low = found.low, let high = found.high {
      text += " [\(quotas.text(low)), \(quotas.text(high))]"
    }
    let factor = NumberText.percent(found.factor)
    return text + " gives \(NumberText.shortPercent(sizing.aim.chance)): \(factor) of the present"
      + " one, the same share for everybody and every year"
  }

  /// What to write in the scenario for the heads there are.
  var write: String {
    "\(written(sizing.quota.quota, factor: sizing.quota.factor)), for the heads there are"
  }

  /// How to put the answer's quota into the scenario.
  private var apply: String {
    let answer = sizing.answered
    var text =
      "for the marked row, \(written(answer.quota, factor: answer.quotaFactor, isInText: true))"
    if answer.heads != sizing.proposals[0].heads {
      text += ", and models.\(model).roles.\(sizing.aim.role): {heads: \(answer.heads)}"
    }
    if answer.baseShare != sizing.proposals[0].baseShare {
      text += ", and pay-mix: \(Self.mix(answer.baseShare))"
    }
    return text
  }

  /// A quota that the plan states, or the stretch that makes it.
  ///
  /// Down in its last digit, so that those who just reach it do so when it is written.
  private func written(_ quota: Double, factor: Double, isInText: Bool = false) -> String {
    let (plan, measure) = (sizing.plan.name, sizing.measure.name)
    guard sizing.measure.metric.quota != nil else {
      let rule = sizing.scenario.quotas.stretch(of: sizing.aim.role, measure: measure)
      let stretch = NumberText.shortPercent(Self.down(rule * factor))
      return isInText
        ? "as plan \(plan) states no quota of its own, write quotas.\(sizing.aim.role).stretch:"
          + " {\(measure): \(stretch)}"
        : "write quotas.\(sizing.aim.role).stretch: {\(measure): \(stretch)}   as plan \(plan)"
          + " states no quota of its own"
    }
    let amount =
      sizing.measure.metric.isRatio
      ? NumberText.shortPercent(Self.down(quota))
      : NumberText.short((quota * (1 + 1e-12) * 1e4).rounded(.down) / 1e4).filter { $0 != "," }
    return isInText
      ? "in plan \(plan), measure \(measure), write quota: \(amount)"
      : "write quota: \(amount)   in plan \(plan), measure \(measure)"
  }

  /// A share, down to the last digit that is written.
  private static func down(_ share: Double) -> Double {
    (share * (1 + 1e-10) * 1e6).rounded(.down) / 1e6
  }

  private var answer: String {
    let answer = sizing.answered
    guard let budget, let within = answer.score.withinBudget else {
      return "the quota; \(Self.chance(answer.score.atQuota)) at quota"
    }
    let asked = NumberText.shortPercent(sizing.aim.confidence)
    let name = Self.name(answer.lever)
    if let other = sizing.unworthy, sizing.confirms(other) {
      return
        "nothing here is worth doing to stay within \(budget): the best that does, by"
        + " \(Self.name(other.lever)), is worth \(MoneyScale.text(other.gain.mean, showsPlus: true));"
        + " the quota alone stays within it with \(Self.chance(within)) chance, \(asked) asked"
    }
    guard sizing.isWithinBudget else {
      // Of chances alike the cheaper is nearer, whether or not it is worth doing.
      let nearest = sizing.unworthy ?? answer
      return "no answer within \(budget) with \(asked) chance; nearest by"
        + " \(Self.name(nearest.lever)): \(Self.chance(nearest.score.withinBudget ?? within)),"
        + " nine years in ten cost up to \(MoneyScale.text(nearest.score.costP90.value))"
        + (sizing.unworthy == nil ? "" : ", and not worth doing")
    }
    return "by \(name): within \(budget) with \(Self.chance(within)) chance, \(asked) asked"
  }

  private var gain: String? {
    let gain = sizing.answered.gain
    guard gain.mean != 0 else { return nil }
    let scale = MoneyScale(for: [gain.mean, gain.low, gain.high])
    func text(_ amount: Double) -> String { scale.text(amount, showsPlus: true) + scale.suffix }
    let range =
      gain.low.isFinite ? " [\(text(gain.low)), \(text(gain.high))]" : ""
    return "worth \(text(gain.mean))\(range)"
      + " against the plan as it stands, over \(NumberText.counted(sizing.scenario.years, "year"))"
  }

  /// How much behaviour may change until a gain by paying less is gone.
  private var breakEven: String? {
    guard let breakEven = sizing.breakEven else { return nil }
    let elasticity = breakEven.elasticity.map {
      ", an elasticity of sales to pay of \(NumberText.grouped($0, decimals: 2))"
    }
    return "it gains by paying less: gone if \(model) sells about"
      + " \(NumberText.percent(breakEven.sales, decimals: 1)) less\(elasticity ?? "")"
  }

  /// Where a threshold and a point of excellence belong.
  private var points: String {
    let (low, high) = (sizing.points.p10, sizing.points.p90)
    return "of the marked row's quota nine in ten reach \(NumberText.percent(low)) and one in ten"
      + " \(NumberText.percent(high)): a threshold and a point of excellence there leave as many out"
  }

  /// What the baseline's heads are.
  private var ofBaseline: String? {
    sizing.isOfBaseline
      ? "\(model) is the baseline, whose rates hold for the heads it has: other heads are a model of"
        + " their own, {name: fewer, like: \(model), roles: {\(sizing.aim.role): {heads: N}}}"
      : nil
  }

  /// Why the levers do not include heads.
  private var fixedHeads: String? {
    let tried = sizing.proposals.map(\.lever)
    guard tried.count > 2, sizing.aim.budget != nil, !tried.contains(.heads) else { return nil }
    return sizing.answered.heads > 1
      ? "heads are no lever: the book, or the people who are led, say how many there are"
      : "heads are no lever: there is only one"
  }

  /// What five points of chance require, on average over the table.
  private var trade: String? {
    guard let first = sizing.tradeOffs.first, let last = sizing.tradeOffs.last,
      last.chance > first.chance
    else { return nil }
    let steps = (last.chance - first.chance) / 0.05
    let cost = (last.score.meanCost - first.score.meanCost) / steps
    let quota = (first.quota - last.quota) / steps
    return "each further 5 points of P(at quota) cost \(MoneyScale.text(cost)) a year, or"
      + " \(quotas.change(quota)) of quota"
  }

  /// The highest chance of the table that stays within budget.
  private var limit: String? {
    guard let budget, !sizing.tradeOffs.isEmpty else { return nil }
    let within = sizing.tradeOffs.filter {
      ($0.score.withinBudget?.value ?? 1) >= sizing.aim.confidence
    }
    guard let most = within.last else { return "no chance in the table stays within \(budget)" }
    guard most.chance < sizing.tradeOffs[sizing.tradeOffs.count - 1].chance else { return nil }
    return "no chance above \(NumberText.percent(most.chance, decimals: 0)) in the table stays"
      + " within \(budget)"
  }
}
