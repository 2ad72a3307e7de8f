import Analysis
import Formats
import Model
import Statistics
import Units

extension ComparisonText {
  /// A line below the table, with what it is about; empty to continue the line before.
  struct Note {
    let topic: String
    let text: String

    /// More than one where the style's lines are short.
    func lines(style: Style) -> [String] {
      let gap = String(repeating: " ", count: Swift.max(1, 10 - topic.count))
      let lines = HangingText(lead: topic + gap, text: PlainText.of(text)).lines(width: style.width)
      // The topic takes no more room in colour.
      let emphasis: Emphasis = text.hasPrefix("!") ? .warning : .normal
      let first = style.text(String(lines[0].dropFirst(topic.count + gap.count)), emphasis)
      return [style.text(topic, .strong) + gap + first]
        + lines.dropFirst().map { style.text($0, emphasis) }
    }
  }

  var notes: [Note] {
    verdict + adjusted + why + payback + targets + pay + plans + caveats
      + note("Set", provenance.settings) + note("Inputs", [provenance.line])
  }

  /// The verdict alone, without line ends.
  public var verdictLines: [String] { verdict.map { PlainText.of($0.text) } }

  private func percent(_ share: Double) -> String { NumberText.percent(share, decimals: 0) }

  private func note(_ topic: String, _ lines: [String]) -> [Note] {
    lines.enumerated().map { Note(topic: $0 == 0 ? topic : "", text: $1) }
  }

  /// The best model against its closest rival, then against every other it does not clearly beat.
  private var verdict: [Note] {
    guard let first = comparison.verdicts.first else {
      return note("Verdict", ["one model only: there is nothing to compare it with"])
    }
    let open = comparison.verdicts.dropFirst().filter {
      $0.finding != .beaten && $0.model != first.against
    }
    let others = open.map { VerdictWording($0, in: comparison).sentence }
    let isClear = first.finding == .winner && comparison.models.count > 2
    let sentence = VerdictWording(first, in: comparison).sentence
    return note("Verdict", [sentence + (isClear ? ", the closest of its rivals" : "")] + others)
  }

  /// The gains of value without the luck of accounts, where the run was asked for them.
  private var adjusted: [Note] {
    let gains = comparison.ranking.compactMap { index in
      comparison.difference(.value, of: index)?.adjusted.map { (name(index), $0) }
    }
    let best = gains.map(\.1.gain).max() ?? 0
    guard best >= 1.05 else {
      let exact = "the luck of accounts hardly blurs the gains: raw means are as exact"
      return gains.isEmpty ? [] : note("Adjusted", [exact])
    }
    let heading = "gains without the luck of accounts, and the trials that this is worth:"
    return note(
      "Adjusted",
      [heading]
        + gains.map { name, gain in
          let times =
            gain.gain < 1e4
            ? NumberText.grouped(gain.gain, decimals: gain.gain < 10 ? 1 : 0) : "over 10,000"
          let mean = MoneyScale.text(gain.mean, showsPlus: true)
          return "\(name) \(mean) ± \(MoneyScale.text(gain.standardError)), \(times) times"
        })
  }

  private var why: [Note] {
    guard let bridge = comparison.bridges.first(where: { $0.model == comparison.best }),
      bridge.gain != 0
    else { return [] }
    let scale = MoneyScale(for: [bridge.gain] + bridge.steps.map(\.gain))
    let steps = bridge.steps.filter { $0.gain != 0 }.map { step in
      let words = step.name.split(separator: "-").joined(separator: " ")
      return "\(words) \(scale.text(step.gain, showsPlus: true))"
    }
    let gain = scale.text(bridge.gain, showsPlus: true) + scale.suffix
    return note("Why", ["\(name(bridge.model)) \(gain) = \(steps.joined(separator: ", "))"])
  }

  private var payback: [Note] {
    let years = NumberText.counted(comparison.scenario.years, "year")
    let models = comparison.ranking.compactMap { index -> String? in
      guard let payback = comparison.paybacks.first(where: { $0.model == index }),
        let end = payback.quarters.last, end.gain.ties < 1
      else { return nil }
      let ahead = percent(end.gain.wins)
      let when =
        payback.paidBackIn.map { "from quarter \($0 + 1) on" } ?? "not within \(years)"
      return "\(name(index)) \(when); ahead at the end in \(ahead) of trials"
    }
    guard !models.isEmpty, let terminal = comparison.scenario.finance.terminalValue else {
      return note("Payback", models)
    }
    return note(
      "Payback",
      ["over \(years) alone, without the terminal value of \(terminal):"]
        + models)
  }

  private var targets: [Note] {
    let finance = comparison.scenario.finance
    let chances = comparison.ranking.compactMap { index in
      comparison.models[index].targets.joint.map {
        "\(name(index)) \(percent($0.value))"
      }
    }
    guard !chances.isEmpty else { return [] }
    let wanted = [
      finance.targetNRR.map { "NRR \(NumberText.shortPercent($0))" },
      finance.targetGRR.map { "GRR \(NumberText.shortPercent($0))" },
      finance.budget.map { "budget \(MoneyScale.text($0.amount))" },
    ].compactMap(\.self)
    return note(
      "Targets",
      [
        "\(wanted.joined(separator: ", ")) together in the last year:",
        chances.joined(separator: ", "),
      ])
  }

  private var pay: [Note] {
    let model = comparison.models[comparison.best]
    let years = Double(comparison.scenario.years)
    let cost = MoneyScale.text(model[.cost].mean / years)
    let atTarget = MoneyScale.text(model[.costAtTarget].mean / years)
    var lines = ["\(model.name) \(cost) a year; \(atTarget) if everybody were paid target"]
    if model[.ccos].mean > 0 {
      lines.append(
        "variable pay is \(percent(model[.ccos].mean)) of bookings,"
          + " \(percent(model[.creditedCCOS].mean)) of those that credit a person")
    }
    return note("Cost", lines)
  }

  /// What stands out in the plans of the best model.
  private var plans: [Note] {
    note(
      "Plans",
      comparison.models[comparison.best].roles.compactMap { role in
        let flags = PlanStatistic.all(of: role).compactMap(\.flag)
        guard let health = role.health, !flags.isEmpty else { return nil }
        let atQuota = health.shareAtQuota.map { "\(percent($0.value)) at quota; " } ?? ""
        let cost = percent(role.payoutPerTI.mean)
        return "! \(role.role): \(atQuota)costs \(cost) of target on average"
      })
  }

  private var caveats: [Note] {
    var lines: [String] = []
    if !comparison.hasRanges {
      lines.append("no assumption is a range: P(better) is of the one expectation there is")
    }
    if comparison.differences.contains(where: { !$0.paired.standardError.isFinite }) {
      lines.append("too few trials for a standard error")
    }
    return note("Note", lines)
  }
}
