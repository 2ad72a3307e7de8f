import Advice
public import Formats
import Model
import Ownership

/// The advice for a terminal: a grid for each segment, and what is asked; of a single framework
/// every answer with its reason.
public struct AdviceText: Sendable {
  private let report: AdviceReport

  public init(_ report: AdviceReport) {
    self.report = report
  }

  /// The lines, without line ends.
  public func lines(style: Style = .plain) -> [String] {
    var blocks = [
      Title(name: report.name, facts: facts).lines(style: style)
        + HangingText(lead: "", text: reading).lines(width: style.width)
    ]
    for segment in report.advisor.segments {
      blocks.append([heading(of: segment, style)] + grid(of: segment).lines(style: style))
    }
    if report.frameworks.count == 1 {
      for segment in report.advisor.segments { blocks.append(reasons(in: segment, style)) }
    }
    blocks.append(notes.flatMap { $0.lines(style: style) })
    blocks.append(questions(style))
    return Array(blocks.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private var facts: [String] {
    let count = report.advisor.segments.count
    return (report.advisor.segments == ["all"] ? [] : [NumberText.counted(count, "segment")])
      + [
        report.frameworks.count == 1
          ? "\(report.frameworks[0].name): \(report.frameworks[0].source)"
          : NumberText.counted(report.frameworks.count, "framework")
      ]
  }

  private var reading: String {
    "Owner of each motion as the sources would have it: < who finds for the owner, + others are"
      + " allowed too, - the source is silent, ? open."
  }

  private func heading(of segment: String, _ style: Style) -> String {
    let sheet = report.advisor.facts(of: segment)
    let known = [Fact.accounts, .meanARR, .salesCycle, .renewalHours, .expansionRate, .newShare]
      .compactMap { fact in
        sheet[fact].map { "\(fact.name) \(FactText.value($0.value, of: fact))" }
      }
    return style.text(PlainText.of(segment), .strong) + "   " + known.joined(separator: ", ")
  }

  private func grid(of segment: String) -> TextTable {
    let today = report.today
    var table = TextTable(
      columns: [.leading("  motion")] + report.frameworks.map { .leading($0.name) }
        + (today == nil ? [] : [.leading("today")]))
    for motion in Motion.allCases {
      var cells = ["  " + motion.rawValue]
      cells += report.frameworks.map {
        RecommendationText.cell(report.recommendation($0, motion, segment))
      }
      if let today {
        cells.append(today(segment, motion).map { RecommendationText.short($0.owner) } ?? "-")
      }
      table.add(cells.map { .init($0) })
    }
    return table
  }

  // MARK: - One framework

  private func reasons(in segment: String, _ style: Style) -> [String] {
    let sheet = report.advisor.facts(of: segment)
    var lines = [style.text(PlainText.of("\(segment): why"), .strong)]
    for motion in Motion.allCases {
      let advice = report.recommendation(report.frameworks[0], motion, segment)
      var parts = ["\(advice.owner.word)\(advice.source.map { ", found by \($0)" } ?? "")"]
      parts.append(advice.reason + (advice.passage.isEmpty ? "" : " [\(advice.passage)]"))
      let facts = RecommendationText.facts(of: advice, sheet, origins: true)
      if !facts.isEmpty { parts.append("facts: " + facts) }
      if advice.owner != .open, !advice.asks.isEmpty {
        parts.append("who finds hangs on " + advice.asks.map(\.name).joined(separator: ", "))
      }
      if let flip = advice.flips.first, advice.owner != .open {
        parts.append("nearest flip: " + RecommendationText.flip(flip))
      }
      parts += advice.notes.map(\.text)
      let lead = motion.rawValue.padding(toLength: 18)
      lines += HangingText(lead: "  " + lead, text: PlainText.of(parts.joined(separator: "; ")))
        .lines(width: style.width)
    }
    return lines
  }

  // MARK: - Below

  private var notes: [Note] {
    let roles = report.recommendations.flatMap { [$0.role, $0.source].compactMap(\.self) }
    var notes = [Note(topic: "Roles", text: RecommendationText.legend(roles))]
    notes += Note.lines("Note", report.warnings)
    return notes
  }

  private func questions(_ style: Style) -> [String] {
    let lines = report.questionLines
    guard !lines.isEmpty else { return [] }
    let title =
      report.scenario == nil
      ? "To answer what is open, add to the facts:"
      : "To answer what is open, add to the scenario:"
    return [style.text(title, .strong)] + lines.map { "  " + $0 }
  }
}

extension String {
  /// The text, filled up with spaces.
  fileprivate func padding(toLength length: Int) -> String {
    self + String(repeating: " ", count: max(0, length - count))
  }
}
