import Analysis
public import Formats
import Units

/// What a sweep found, for a terminal.
public struct SweepText: Sendable {
  private let report: SweepReport

  public init(_ report: SweepReport) {
    self.report = report
  }

  /// Longer tables are for files.
  private static let mostRows = 24

  /// Of gains over the baseline, which are far smaller than values.
  private var gainScale: MoneyScale {
    MoneyScale(
      for: report.scores.flatMap { $0.models.compactMap { $0.difference(.value)?.mean } })
  }

  private var scale: MoneyScale {
    MoneyScale(
      for: report.scores.flatMap { $0.models.map { $0[.value].mean } }
        + report.scores.flatMap { $0.models.compactMap { $0.difference(.value)?.mean } })
  }

  /// The lines, without line ends.
  public func lines(style: Style = .plain) -> [String] {
    let shown = min(report.variants.count, Self.mostRows)
    let title =
      "\(Counted(report.variants.count, "variant")) of \(PlainText.of(report.provenance.scenario)),"
      + " \(Counted(report.provenance.trials, "trial")) each, the same luck,"
      + " seed \(report.provenance.seed)"
    let rest =
      shown < report.variants.count
      ? ["  and \(report.variants.count - shown) more in \(SweepReport.table)"] : []
    return [title, ""] + table(shown).lines(style: style) + rest + [""]
      + notes.flatMap { $0.lines(style: style) }
  }

  /// The answer alone: the best of all.
  public var bestLines: [String] { (found.first ?? best).lines(style: .plain) }

  private func table(_ shown: Int) -> TextTable {
    var table = TextTable(
      columns: [.leading("  variant")] + report.variations.map { .trailing($0.key) } + [
        .leading("best model"), .trailing("value, " + scale.suffix),
        .trailing("over baseline, " + gainScale.suffix),
        .trailing("P(better)"),
      ])
    for variant in 0..<shown {
      let best = report.scores[variant].best
      let gain = best.difference(.value)
      table.add(
        (["  \(variant)"] + report.variants[variant].map(PlainText.of) + [
          best.model, scale.text(best[.value].mean),
          gain.map { amount($0) } ?? "-",
          best.better.map { NumberText.percent($0, decimals: 0) } ?? "-",
        ]).map { .init($0) })
    }
    return table
  }

  private func amount(_ value: VariantScores.Value) -> String {
    gainScale.text(value.mean, showsPlus: true)
      + (value.standardError.map { " ± " + gainScale.error($0) } ?? "")
  }

  private func settings(of variant: Int) -> String {
    zip(report.variations, report.variants[variant]).map { "\($0.key) = \($1)" }
      .joined(separator: ", ")
  }

  private var best: Note {
    let rows = report.bestVariants
    let best = rows.max { $0.score[.value].mean < $1.score[.value].mean }!
    return Note(
      topic: "Best",
      text: "\(best.score.model) at \(settings(of: best.variant)):"
        + " \(scale.text(best.score[.value].mean))\(scale.suffix)"
        + (best.score.difference(.value).map {
          ", \(amount($0))\(gainScale.suffix) over \(report.baseline) there"
        } ?? ""))
  }

  private var notes: [Note] {
    let perModel = Note.lines(
      "By model",
      report.bestVariants.map {
        "\($0.score.model): \(scale.text($0.score[.value].mean))\(scale.suffix) at"
          + " \(settings(of: $0.variant))"
      })
    let changes = report.changes
    let many = report.variations.count > 1
    let turning = Note.lines(
      "Changes",
      changes.prefix(8).map {
        "\($0.key) from \($0.from.value) to \($0.to.value): \($0.from.model) gives way to"
          + " \($0.to.model)"
          + (many ? " in \(Counted($0.count, "combination")) of the others" : "")
      } + (changes.count > 8 ? ["and \(changes.count - 8) more in JSON"] : []))
    return report.optimum == nil ? [best] + perModel + turning : found
  }

  /// What a search found, on fresh luck, with its neighbours.
  private var found: [Note] {
    guard let optimum = report.optimum else { return [] }
    let aim = optimum.aim
    let format: FigureFormat =
      switch aim.figure.unit {
      case .money: .money(scale)
      case .ratio: .percent(decimals: 1)
      case .count: .count
      }
    func line(_ place: Int) -> String {
      let score = aim.best(of: optimum.scores[place])
      let value = score[aim.figure]
      let chances = zip(aim.criteria, score.chances).map {
        "\($0.text): \(NumberText.percent($1))"
      }
      let settings = zip(report.variations, optimum.variants[place]).map { "\($0.key) = \($1)" }
      return
        ([
          "\(score.model) at \(settings.joined(separator: ", ")): \(aim.figure.name)"
            + " \(aim.figure.isYearly ? "a year" : "over the horizon") \(format.text(value.mean))"
            + (value.standardError.map { " ± \(format.text($0))" } ?? "")
        ] + chances).joined(separator: "; ")
    }
    let isMet = aim.isMet(by: aim.best(of: optimum.scores[0]))
    return [
      Note(
        topic: "Found",
        text: line(0) + (isMet ? "" : "; no combination tried meets what --within asks for"))
    ] + Note.lines("Near", optimum.scores.indices.dropFirst().map(line))
  }
}
