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
      + " allowed too, - the source is silent, ? open. Peers: companies with contracts of this size"
      + " whose AE leads or takes part, by a survey of 2019."
  }

  private func heading(of segment: String, _ style: Style) -> String {
    let sheet = report.advisor.facts(of: segment)
    var known = [Fact.accounts, .meanARR, .salesCycle, .renewalHours, .expansionRate, .newShare]
      .compactMap { fact in
        sheet[fact].map { "\(fact.name) \(FactText.value($0.value, of: fact))" }
      }
    if let scenario = report.scenario,
      let index = scenario.book.segments.firstIndex(where: { $0.name == segment }),
      let arising = scenario.growth(of: index).newShareArising
    {
      // Today's mix is one under today's owners.
      known.append("of all that arises \(FactText.number(arising, of: .newShare))")
    }
    return style.text(PlainText.of(segment), .strong) + "   " + known.joined(separator: ", ")
  }

  private func grid(of segment: String) -> TextTable {
    let today = report.today
    var table = TextTable(
      columns: [.leading("  motion")] + report.frameworks.map { .leading($0.name) }
        + [.leading("peers")] + (today == nil ? [] : [.leading("today")]))
    for motion in Motion.allCases {
      var cells = ["  " + motion.rawValue]
      cells += report.frameworks.map {
        RecommendationText.cell(report.recommendation($0, motion, segment))
      }
      cells.append(report.peers(motion, segment) ?? "-")
      if let today {
        let owner = today[OwnerCell(segment: segment, motion: motion)]?.owner
        cells.append(owner.map(RecommendationText.short) ?? "-")
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
    return [Note(topic: "Roles", text: RecommendationText.legend(roles + [.accountExecutive]))]
      + Note.lines("Agree", agreement) + Note.lines("Sources", cautions)
      + Note.lines("Sure?", report.contradictions)
      + Note.lines("Note", report.warnings + [OwnershipWarning.culture])
  }

  /// How often each framework names the owner of each other: `cure: effort-rules 4/34, ...`.
  private var agreement: [String] {
    let pairs = report.agreement
    return report.frameworks.dropLast().compactMap { framework in
      let own = pairs.filter { $0.first == framework && $0.both > 0 }
      guard !own.isEmpty else { return nil }
      return "\(framework.name) with "
        + own.map { "\($0.second.name) \($0.agreeing) of \($0.both)" }.joined(separator: ", ")
    }
  }

  /// The warnings of the sources, each with what it is said of.
  private var cautions: [String] {
    let cautions = report.cautions
    return OwnershipWarning.allCases.compactMap { warning in
      let own = cautions.filter { $0.warning == warning }
      guard !own.isEmpty else { return nil }
      let all = report.advisor.segments
      let subjects = own.map {
        $0.segments == all ? $0.subject : "\($0.subject) (\($0.segments.joined(separator: ", ")))"
      }
      return "\(warning.text): \(subjects.joined(separator: ", "))"
    }
  }

  private func questions(_ style: Style) -> [String] {
    let lines = report.questionLines
    guard !lines.isEmpty else { return [] }
    let title = "To answer what is open, add to \(report.questionsBelongTo):"
    return [style.text(title, .strong)] + lines.map { "  " + $0 }
  }
}

extension String {
  /// The text, filled up with spaces.
  fileprivate func padding(toLength length: Int) -> String {
    self + String(repeating: " ", count: max(0, length - count))
  }
}
