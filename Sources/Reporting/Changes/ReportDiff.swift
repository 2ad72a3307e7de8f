public import Formats

/// What changed between two reports, as far as they hold it.
public struct ReportDiff {
  let before: WrittenReport
  let after: WrittenReport

  /// - Throws: ``UnfitReport`` where they are of different versions of the program, or in different
  ///   currencies.
  public init(_ before: WrittenReport, _ after: WrittenReport) throws(UnfitReport) {
    guard before.version == after.version else {
      throw UnfitReport(
        description: "\(before.path) is by quotient \(before.version), \(after.path) by"
          + " \(after.version): figures may differ between versions; run compare again for the older"
          + " one, or give the two scenarios")
    }
    let currencies = [before, after].map { $0.provenance["currency"] ?? "" }
    guard currencies[0] == currencies[1] else {
      throw UnfitReport(
        description: "\(before.path) is in \(currencies[0]), \(after.path) in \(currencies[1]):"
          + " their amounts do not compare")
    }
    self.before = before
    self.after = after
  }

  /// A value that differs.
  private typealias Changed = (name: String, before: String?, after: String?)

  /// What reports say of their inputs, where it differs.
  private var inputs: [Changed] {
    let facts: [Changed] = [
      "scenario", "start", "horizon-years", "seed", "trials", "date", "settings",
    ].compactMap { name in
      let (old, new) = (before.provenance[name], after.provenance[name])
      return old == new ? nil : (name, old, new)
    }
    let baseline: [Changed] =
      before.baseline == after.baseline ? [] : [("baseline", before.baseline, after.baseline)]
    return facts + baseline + assumptions
  }

  private var assumptions: [Changed] {
    guard let old = before.assumptions, let new = after.assumptions else { return [] }
    let (values, latest) = (
      Dictionary(old, uniquingKeysWith: { first, _ in first }),
      Dictionary(new, uniquingKeysWith: { first, _ in first })
    )
    let keys = old.map(\.key) + new.map(\.key).filter { values[$0] == nil }
    return keys.compactMap { key in
      values[key] == latest[key] ? nil : (key, values[key], latest[key])
    }
  }

  /// Whether the runs may differ in something that the reports do not list.
  private var differsBeyond: Bool {
    before.provenance["inputs"] != after.provenance["inputs"]
  }

  private var models: [String] { after.models.filter(before.models.contains) }

  private struct Row {
    let model: String
    let metric: String
    let before: WrittenReport.Figure
    let after: WrittenReport.Figure

    var change: Double { after.mean - before.mean }
  }

  private func rows(_ metrics: [String]?) -> [Row] {
    models.flatMap { model -> [Row] in
      let (old, new) = (before.figures[model] ?? [:], after.figures[model] ?? [:])
      return (metrics ?? old.keys.sorted()).compactMap { metric in
        guard let before = old[metric], let after = new[metric] else { return nil }
        return Row(model: model, metric: metric, before: before, after: after)
      }
    }
  }

  private var outcome: String {
    before.best == after.best
      ? "\(after.best) is worth most as before"
      : "\(after.best) is worth most now, instead of \(before.best)"
  }

  // MARK: - For a terminal

  private static let headline = [WrittenReport.gain, "value", "nrr", "grr", "cost", "payout"]

  /// The lines, without line ends.
  public func lines(style: Style = .plain) -> [String] {
    let title = Title(
      name: "\(before.path) to \(after.path)", facts: ["quotient \(after.version)"])
    let blocks = [
      title.lines(style: style), changed(style), figures(style),
      notes.flatMap { $0.lines(style: style) },
    ]
    return Array(blocks.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private func changed(_ style: Style) -> [String] {
    guard !inputs.isEmpty else {
      return differsBeyond ? [] : ["No input changed: the fingerprints are the same."]
    }
    var table = TextTable(columns: [.leading("changed"), .leading("before"), .leading("after")])
    for input in inputs {
      table.add([.init(input.name), .init(input.before ?? "-"), .init(input.after ?? "-")])
    }
    return table.lines(style: style)
  }

  private func figures(_ style: Style) -> [String] {
    var table = TextTable(
      columns: [.leading("model"), .leading("metric")]
        + ["before", "after", "change"].map { .trailing($0) })
    var last: String?
    for row in rows(Self.headline) {
      let isShare = ["nrr", "grr"].contains(row.metric)
      func text(_ value: Double) -> String {
        isShare ? NumberText.percent(value, decimals: 2) : NumberText.grouped(value)
      }
      func text(_ figure: WrittenReport.Figure) -> String {
        text(figure.mean) + (figure.error.map { " ± " + text($0) } ?? "")
      }
      table.add(
        [
          row.model == last ? "" : row.model, Self.heading(row.metric), text(row.before),
          text(row.after),
          NumberText.signed(row.change, text(row.change)),
        ].map { .init($0) })
      last = row.model
    }
    return table.lines(style: style)
  }

  /// Flows are sums over the horizon, whatever its length.
  private static func heading(_ metric: String) -> String {
    ["cost", "payout"].contains(metric) ? "\(metric) of all years" : metric
  }

  private var notes: [Note] {
    let gone = before.models.filter { !after.models.contains($0) }
    let new = after.models.filter { !before.models.contains($0) }
    return [Note(topic: "Verdict", text: outcome)]
      + Note.lines("Before", before.verdicts.prefix(1).map(\.self))
      + Note.lines("After", after.verdicts.prefix(1).map(\.self))
      + (gone.isEmpty ? [] : [Note(topic: "Gone", text: gone.joined(separator: ", "))])
      + (new.isEmpty ? [] : [Note(topic: "New", text: new.joined(separator: ", "))])
      + (differsBeyond
        ? [
          Note(
            topic: "Inputs",
            text: "book, models, people, plans, budget and targets may differ besides; reports do"
              + " not list them: quotient diff of the two scenarios does")
        ] : [])
      + [
        Note(
          topic: "Parts",
          text: "which input made which part of a change, and its error on the same luck, only"
            + " the scenarios tell: quotient diff A.yaml B.yaml")
      ]
  }

  // MARK: - JSON

  /// The text of the document, ending with a line end.
  public var documentText: String { JSONWriter().text(json) + "\n" }

  public var json: JSONValue {
    func side(_ report: WrittenReport) -> JSONValue {
      [
        "file": .string(report.path),
        "inputs": .string(report.provenance["inputs"]),
        "best": .string(report.best),
        "models": .array(report.models.map { .string($0) }),
        "verdict": .array(report.verdicts.map { .string($0) }),
      ]
    }
    func value(_ figure: WrittenReport.Figure) -> JSONValue {
      ["mean": .number(figure.mean), "se": .number(figure.error)]
    }
    return [
      "before": side(before), "after": side(after),
      "changes": .array(
        inputs.map { input in
          [
            "change": .string(input.name),
            "keys": .array([
              [
                "key": .string(input.name), "before": .string(input.before),
                "after": .string(input.after),
              ]
            ]),
          ]
        }),
      "outcome": .string(outcome),
      "figures": .array(
        rows(nil).map {
          [
            "model": .string($0.model), "metric": .string($0.metric), "before": value($0.before),
            "after": value($0.after), "change": ["mean": .number($0.change), "se": .null],
            "parts": .array([]),
          ]
        }),
    ]
  }
}
