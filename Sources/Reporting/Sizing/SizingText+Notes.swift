import Analysis
import Formats
import Model
import Plans
import Statistics
import Units

extension SizingText {
  var notes: [Note] {
    Note.lines("Quota", [quota, apply])
      + Note.lines("Answer", [answer, gain, fixedHeads].compactMap(\.self))
      + Note.lines("Trade", [trade, limit].compactMap(\.self))
      + Note.lines(
        "Note",
        [
          "scored on fresh luck, seed \(sizing.scoringSeed), which had no part in the search",
          Self.behaviour,
        ]) + Note.lines("Set", provenance.settings) + Note.lines("Inputs", [provenance.line])
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
    "write quota: \(written(sizing.quota.quota))   in plan \(sizing.plan.name), measure"
      + " \(sizing.measure.name), for the heads there are"
  }

  /// How to put the answer's quota into the scenario.
  private var apply: String {
    let answer = sizing.answered
    if sizing.measure.metric.quota != nil {
      return
        "for the marked row, in plan \(sizing.plan.name), measure \(sizing.measure.name), write quota:"
        + " \(written(answer.quota))"
    }
    let stretch = sizing.scenario.quotas.stretch * answer.quotaFactor
    return
      "for the marked row, as plan \(sizing.plan.name) states no quota of its own, write quotas:"
      + " {stretch: \(NumberText.short(stretch))}; it sets every other quota that is not stated, too"
  }

  private func written(_ quota: Double) -> String {
    sizing.measure.metric.isRatio
      ? NumberText.shortPercent(quota) : NumberText.short(quota).filter { $0 != "," }
  }

  private var answer: String {
    let answer = sizing.answered
    guard let budget, let within = answer.score.withinBudget else {
      return "the quota; \(Self.chance(answer.score.atQuota)) at quota"
    }
    let asked = NumberText.shortPercent(sizing.aim.confidence)
    let name = Self.name(answer.lever)
    guard sizing.isWithinBudget else {
      return "no answer within \(budget) with \(asked) chance; nearest by \(name):"
        + " \(Self.chance(within))"
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

  /// Why the levers do not include heads.
  private var fixedHeads: String? {
    let tried = sizing.proposals.map(\.lever)
    guard tried.count > 2, !tried.contains(.heads) else { return nil }
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
