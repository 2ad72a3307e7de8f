import Analysis
import Formats
import Model
import Ownership
import Statistics

/// A row of `bridge`: a step from the baseline's value to a model's.
struct BridgeRow: ComparisonRow {
  let model: String
  let baseline: String
  let step: ValueBridge.Step

  static let heading = TableHeading(
    "bridge", title: "Bridge", question: "Why does a model's value differ from the baseline's?")

  static let model = Column.model { $0.model }
  static let step = Column.text(
    "step",
    "margin, people, new-logo-hours, and what discounting and a terminal multiple make of them"
  ) { $0.step.name }
  static let gain = Column.money(
    "gain", "part of the expected difference of value; above 0 is for the better"
  ) { $0.step.gain }
  static let standardError = Column.standardError(.money, "standard error of gain") {
    $0.step.standardError
  }
  static let columns = [model, .baseline { $0.baseline }, step, gain, standardError]

  static func rows(of comparison: Comparison) -> [BridgeRow] {
    comparison.bridges.flatMap { bridge in
      bridge.steps.map {
        BridgeRow(
          model: comparison.name(bridge.model), baseline: comparison.baselineName, step: $0)
      }
    }
  }
}

/// Why? The steps from the baseline's value to the winner's, or to that of the closest rival where
/// the baseline is the best.
enum BridgeQuestion: Question {
  static let rows: [any ComparisonRow.Type] = [BridgeRow.self]

  static func answer(_ comparison: Comparison) -> Answer {
    var answer = Answer(
      id: "bridge", question: "Why: where does the difference come from?",
      notes: Note.lines("Why", why(comparison)))
    let subject =
      comparison.best == comparison.baseline ? comparison.closestRival : comparison.best
    guard let subject, let gain = comparison.difference(.value, of: subject)?.paired.mean else {
      return answer
    }
    let name = comparison.name(subject)
    let all = BridgeRow.rows(of: comparison)
    let steps = all.filter { $0.model == name && $0.step.gain != 0 }
    let scale = MoneyScale(for: steps.map(\.step.gain) + [gain])
    let format = FigureFormat.change(scale)
    answer.sentence = sentence(name, gain, steps, format, of: comparison)
    answer.exhibit = exhibit(name, gain, steps, format, of: comparison)
    answer.others = comparison.ranking.compactMap { index in
      guard index != subject, let other = comparison.difference(.value, of: index)?.paired.mean
      else { return nil }
      let name = comparison.name(index)
      let steps = all.filter { $0.model == name && $0.step.gain != 0 }
      return Answer.Other(
        model: name, sentence: sentence(name, other, steps, format, of: comparison),
        exhibit: exhibit(name, other, steps, format, of: comparison))
    }
    answer.views = [
      TableView(
        "Steps from \(name: comparison.baselineName), \(comparison.scenario.currency)", all,
        [
          .name(BridgeRow.model), .words(BridgeRow.step), .figure(BridgeRow.gain, format),
          .figure(BridgeRow.standardError, "standard error", .money(scale)),
        ])
    ]
    return answer
  }

  private static func exhibit(
    _ subject: String, _ gain: Double, _ steps: [BridgeRow], _ format: FigureFormat,
    of comparison: Comparison
  ) -> Exhibit {
    Waterfall(
      steps: steps.map(\.step).map {
        .init(name: Wording.words($0.name), gain: $0.gain, readout: format.text($0.gain))
      }, gain: gain, from: comparison.baselineName, to: subject, format: format,
      title: "value over \(comparison.horizon), \(comparison.scenario.currency)"
    ).exhibit(
      note: """
        From \(name: comparison.baselineName) to \(name: subject), expected. Margin on ARR, people \
        and the hours that new customers would have had are not discounted; the last step is what \
        discounting and the terminal multiple make of them.\(released(subject, of: comparison))
        """)
  }

  private static func sentence(
    _ subject: String, _ gain: Double, _ steps: [BridgeRow], _ format: FigureFormat,
    of comparison: Comparison
  ) -> Sentence {
    guard gain != 0 else {
      return "\(name: subject) and \(name: comparison.baselineName) come to the same value."
    }
    let parts = steps.map(\.step).sorted { $0.gain.magnitude > $1.gain.magnitude }.map { step in
      "\(Wording.words(step.name)) \(ShownNumber(step.gain, format))" as Sentence
    }
    return """
      \(name: subject) comes to \(ShownNumber(gain, format)) against \
      \(name: comparison.baselineName): \(parts.listed()).
      """
  }

  /// Who is no longer needed, and what becomes of them; empty where nobody is.
  private static func released(_ subject: String, of comparison: Comparison) -> String {
    guard let index = comparison.models.firstIndex(where: { $0.name == subject }) else { return "" }
    let model = comparison.models[index]
    let roles = comparison.scenario.roles(of: comparison.scenario.models[index])
    let baseline = comparison.models[comparison.baseline]
    func heads(_ role: Role, _ estimates: ModelEstimates, _ year: Int) -> Int {
      estimates.roles.first { $0.role == role }?.years[year].heads ?? 0
    }
    let sentences = baseline.roles.compactMap { figures -> String? in
      let role = figures.role
      let fewer = (0..<comparison.scenario.years).map {
        heads(role, baseline, $0) - heads(role, model, $0)
      }.max()!
      guard fewer > 0, let release = roles[role]?.released else { return nil }
      let people = "\(fewer) \(role)"
      return switch release {
      case .dismissed:
        "\(people) fewer: dismissed, with severance, and nothing is gained of their hours."
      case .toNewLogos:
        "\(people) fewer: sent to new customers, without severance, and their hours count."
      }
    }
    return sentences.map { " " + $0 }.joined()
  }

  private static func why(_ comparison: Comparison) -> [String] {
    guard let bridge = comparison.bridges.first(where: { $0.model == comparison.best }),
      bridge.gain != 0
    else { return [] }
    let scale = MoneyScale(for: [bridge.gain] + bridge.steps.map(\.gain))
    let steps = bridge.steps.filter { $0.gain != 0 }.map { step in
      let words = step.name.split(separator: "-").joined(separator: " ")
      return "\(words) \(scale.text(step.gain, showsPlus: true))"
    }
    let gain = scale.text(bridge.gain, showsPlus: true) + scale.suffix
    return ["\(comparison.name(bridge.model)) \(gain) = \(steps.joined(separator: ", "))"]
  }
}
