import Advice
public import Analysis
public import Formats
import Model
import Ownership
import Statistics

/// What a search found, for a terminal, against what the frameworks advise.
public struct SearchText: Sendable {
  private let search: OwnershipSearch

  public init(_ search: OwnershipSearch) {
    self.search = search
  }

  private var scale: MoneyScale {
    MoneyScale(
      for: [search.gain.mean, search.gain.low, search.gain.high]
        + search.verdicts.compactMap(\.overFound?.mean))
  }

  /// The lines, without line ends.
  public func lines(style: Style = .plain) -> [String] {
    let blocks = [
      summary.flatMap { $0.lines(style: style) }, cells.lines(style: style),
      frameworks.lines(style: style), disagreements.flatMap { $0.lines(style: style) },
    ]
    return Array(blocks.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  // MARK: - What was found

  private var summary: [Note] {
    let scenario = search.scenario
    let horizon = NumberText.counted(scenario.years, "year")
    var notes = [
      Note(
        topic: "Found",
        text: "\(amount(search.gain)) over \(scenario.models[scenario.baseline].name) in"
          + " \(horizon), on fresh luck: \(interval(search.gain))"),
      Note(
        topic: "",
        text: "from \(search.start), the best of baseline, models, presets and advised ones, by"
          + " \(NumberText.counted(search.steps.count, "change"))"
          + (search.overStart.map { ", worth \(amount($0))" } ?? "")),
    ]
    for step in search.steps {
      notes.append(
        Note(
          topic: "",
          text: "\(step.cell.segment), \(step.cell.motion.rawValue):"
            + " \(step.from.map(Self.words) ?? "nobody") to \(Self.words(step.to)),"
            + " \(amount(step.gain)) on the search's luck"))
    }
    if !search.openFrameworks.isEmpty {
      notes.append(
        Note(
          topic: "Open",
          text: search.openFrameworks.map(\.name).joined(separator: ", ")
            + " lack facts for a model of their own: `quotient advise` asks for them"))
    }
    return notes
  }

  private static func words(_ assignment: Assignment) -> String {
    assignment.owner.rawValue + (assignment.source.map { " found by \($0)" } ?? "")
  }

  /// `+1.20m ± 0.10`.
  private func amount(_ difference: PairedDifference) -> String {
    if difference.ties == 1 { return "no difference" }
    return scale.text(difference.mean, showsPlus: true) + scale.suffix + " ± "
      + scale.text(difference.standardError)
  }

  private func interval(_ difference: PairedDifference) -> String {
    if difference.ties == 1 { return "the same in every trial" }
    return "95% \(scale.text(difference.low, showsPlus: true))"
      + "..\(scale.text(difference.high, showsPlus: true))\(scale.suffix)"
      + (difference.better.map { ", better in \($0.inWords) of worlds" } ?? "")
  }

  // MARK: - Tables

  private var cells: TextTable {
    var table = TextTable(columns: [
      .leading("segment"), .leading("motion"), .leading("today"), .leading("found"),
      .trailing("alone"), .trailing("together"), .trailing("interaction"), .leading("next best"),
      .trailing("it adds"),
    ])
    for cell in search.cells {
      let next = cell.runnerUp
      let interaction = cell.together.flatMap { together in
        cell.alone.map { together.mean - $0.mean }
      }
      table.add([
        .init(cell.cell.segment), .init(cell.cell.motion.rawValue),
        .init(cell.today.map { RecommendationText.short($0.owner) } ?? "-"),
        .init(
          RecommendationText.short(cell.found.owner)
            + (cell.found.source.map { " < " + RecommendationText.short($0) } ?? ""),
          cell.today == cell.found ? .normal : .strong),
        .init(cell.alone.map(short) ?? "-"), .init(cell.together.map(short) ?? "-"),
        .init(interaction.map { scale.text($0, showsPlus: true) } ?? "-"),
        .init(
          next.map {
            RecommendationText.short($0.assignment.owner)
              + ($0.assignment.source.map { " < " + RecommendationText.short($0) } ?? "")
          } ?? "-"),
        .init(next.map { short($0.gain) } ?? "-"),
      ])
    }
    return table
  }

  private func short(_ difference: PairedDifference) -> String {
    difference.ties == 1 ? "no difference" : scale.text(difference.mean, showsPlus: true)
  }

  private var frameworks: TextTable {
    var table = TextTable(columns: [
      .leading("framework"), .trailing("agrees"), .trailing("as good"), .trailing("disagrees"),
      .trailing("silent"), .trailing("open"), .trailing("its model over today"),
      .trailing("over found"),
    ])
    for verdict in search.verdicts {
      table.add(
        ([verdict.framework.name]
          + [.agrees, .asGood, .disagrees, .silent, .open].map {
            String(verdict.count($0))
          } + [
            verdict.overBaseline.map(amount) ?? "-", verdict.overFound.map(amount) ?? "-",
          ]).map { .init($0) })
    }
    return table
  }

  /// The costliest disagreement of each framework.
  private var disagreements: [Note] {
    Note.lines(
      "Disagree",
      search.verdicts.compactMap { verdict in
        let worst = verdict.cells.filter { $0.finding == .disagrees }
          .min { ($0.gain?.mean ?? 0) < ($1.gain?.mean ?? 0) }
        guard let worst, let gain = worst.gain, let role = worst.advice.role else { return nil }
        let yearly = gain.mean / Double(search.scenario.years)
        let turn =
          worst.turnsOn.map {
            "it would be right at \($0.key) of \(NumberText.short($0.value))"
          } ?? "no effect within its range would make it right"
        return "\(verdict.framework.name): \(role) for \(worst.advice.motion.rawValue) in"
          + " \(worst.advice.segment) instead of \(worst.found.owner):"
          + " \(scale.text(yearly, showsPlus: true))\(scale.suffix) a year"
          + (gain.better.map { ", worse in \($0.reversed.inWords) of worlds" } ?? "")
          + "; \(turn)"
      })
  }
}
