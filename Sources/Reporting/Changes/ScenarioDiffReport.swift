public import Analysis
public import Formats
import Simulation
import Units

/// What changed between two scenarios, and which part of the change of each figure each input made.
public struct ScenarioDiffReport {
  /// A changed input: its keys, each with its values.
  public struct Change: Sendable {
    public let name: String
    public let keys: [(key: String, before: String?, after: String?)]

    public init(name: String, keys: [(key: String, before: String?, after: String?)]) {
      self.name = name
      self.keys = keys
    }
  }

  /// One of the two scenarios.
  public struct Side {
    /// As the user names it.
    let file: String
    let comparison: Comparison
    let provenance: Provenance

    public init(file: String, _ comparison: Comparison, _ provenance: Provenance) {
      self.file = file
      self.comparison = comparison
      self.provenance = provenance
    }

    /// The verdict, line by line.
    var verdict: [String] { ValueQuestion.verdict(of: comparison) }
    var models: [String] { comparison.models.map(\.name) }
  }

  let before: Side
  let after: Side
  let changes: [Change]
  /// Nil where nothing changed.
  let parts: ChangeParts?

  public init(before: Side, after: Side, changes: [Change], parts: ChangeParts?) {
    self.before = before
    self.after = after
    self.changes = changes
    self.parts = parts
  }

  /// What became of the verdict, in a sentence.
  var outcome: String {
    let (old, new) = (before.comparison, after.comparison)
    let names = (old.bestName, new.bestName)
    func standing(_ comparison: Comparison) -> String {
      comparison.winner == nil ? "not clearly" : "clearly"
    }
    if names.0 != names.1 {
      return "\(names.1) is worth most now (\(standing(new))), instead of \(names.0)"
    }
    let isSame = standing(old) == standing(new)
    return "\(names.1) is worth most as before, "
      + (isSame ? "\(standing(new)) ahead" : "now \(standing(new)) ahead")
  }
}

// MARK: - For a terminal

extension ScenarioDiffReport {
  /// The lines, without line ends.
  public func lines(style: Style = .plain) -> [String] {
    let provenance = after.provenance
    let title = Title(
      name: "\(before.file) to \(after.file)",
      facts: [
        NumberText.counted(provenance.trials, "trial"), "seed \(provenance.seed)", "the same luck",
      ])
    let blocks =
      [title.lines(style: style), changed(style)] + attribution(style)
      + [notes.flatMap { $0.lines(style: style) }]
    return Array(blocks.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private static let longest = 48

  private func changed(_ style: Style) -> [String] {
    guard !changes.isEmpty else { return ["Nothing changed that moves a figure."] }
    var table = TextTable(columns: [.leading("changed"), .leading("before"), .leading("after")])
    func cell(_ text: String?) -> TextTable.Cell {
      guard let text else { return .init("-", .faint) }
      return .init(text.count > Self.longest ? text.prefix(Self.longest - 1) + "…" : text)
    }
    for key in changes.flatMap(\.keys) {
      table.add([.init(key.key), cell(key.before), cell(key.after)])
    }
    return table.lines(style: style)
  }

  private func attribution(_ style: Style) -> [[String]] {
    guard let parts else { return [] }
    let best = after.comparison.bestName
    // A baseline gains nothing over itself.
    let rows = parts.rows.filter {
      !$0.figure.isGain || $0.before.mean != 0 || $0.after.mean != 0
    }
    let gains = rows.filter(\.figure.isGain)
    let ofBest = rows.filter { $0.model == best }
    return [
      section("Value over the baseline", gains, style) { $0.model },
      section(best, ofBest, style) { $0.figure.heading },
    ]
  }

  /// Before, a row for each change, and after.
  private func section(
    _ title: String, _ rows: [ChangeParts.Row], _ style: Style,
    _ heading: (ChangeParts.Row) -> String
  ) -> [String] {
    guard !rows.isEmpty else { return [] }
    let formats = rows.map { row in Format(row, among: rows.filter { $0.figure == row.figure }) }
    var table = TextTable(
      columns: [.leading("")]
        + zip(rows, formats).map { .trailing(heading($0) + $1.unit) })
    func add(
      _ name: String, _ emphasis: Emphasis = .normal, _ text: (ChangeParts.Row, Format) -> String
    ) {
      table.add(([name] + zip(rows, formats).map(text)).map { .init($0, emphasis) })
    }
    add("before", .faint) { $1.text($0.before.mean) }
    for (index, change) in changes.enumerated() where !idle.contains(change.name) {
      add("  " + change.name) { $1.change($0.parts[index]) }
    }
    add("  together") { $1.change($0.change) }
    add("after", .strong) { $1.text($0.after.mean) }
    return [style.text(title, .strong)] + table.lines(style: style)
  }

  /// How the numbers of a row are shown.
  private struct Format {
    private let scale: MoneyScale?
    private let isShare: Bool
    let unit: String

    /// - Parameter others: The rows that are read beside it, in the same unit.
    init(_ row: ChangeParts.Row, among others: [ChangeParts.Row]) {
      isShare = row.figure.figure.unit == .ratio
      guard row.figure.figure.unit == .money else {
        scale = nil
        unit = isShare ? ", %" : ""
        return
      }
      let scale = MoneyScale(for: others.flatMap { [$0.before.mean, $0.after.mean] })
      self.scale = scale
      unit = scale.suffix.isEmpty ? "" : ", \(scale.suffix)"
    }

    func text(_ value: Double, showsPlus: Bool = false) -> String {
      if let scale { return Self.precise(value / scale.divisor, 3, showsPlus) }
      return Self.precise(isShare ? value * 100 : value, 2, showsPlus)
    }

    func change(_ value: VariantScores.Value) -> String {
      text(value.mean, showsPlus: true)
        + (value.standardError.map { " ± " + text($0) } ?? "")
    }

    private static func precise(_ value: Double, _ decimals: Int, _ showsPlus: Bool) -> String {
      let text = NumberText.grouped(value, decimals: decimals)
      return showsPlus ? NumberText.signed(value, text) : text
    }
  }

  /// The changes that move none of the figures.
  private var idle: [String] {
    guard let parts else { return [] }
    return changes.indices.filter { index in
      parts.rows.allSatisfy {
        $0.parts[index].mean == 0 && ($0.parts[index].standardError ?? 0) == 0
      }
    }.map { changes[$0].name }
  }

  private var notes: [Note] {
    let gone = before.models.filter { !after.models.contains($0) }
    let new = after.models.filter { !before.models.contains($0) }
    return [Note(topic: "Verdict", text: outcome)]
      + (idle.isEmpty
        ? []
        : [Note(topic: "Unmoved", text: "\(idle.joined(separator: ", ")): none of these figures")])
      + Note.lines("Before", before.verdict) + Note.lines("After", after.verdict)
      + (gone.isEmpty ? [] : [Note(topic: "Gone", text: gone.joined(separator: ", "))])
      + (new.isEmpty ? [] : [Note(topic: "New", text: new.joined(separator: ", "))])
      + (parts == nil || changes.count < 2
        ? []
        : [
          Note(
            topic: "Parts",
            text: "each input switched in this order and in reverse, averaged: they add up to the"
              + " whole")
        ])
      + Note.lines("Inputs", [before.provenance.line, after.provenance.line])
  }
}

// MARK: - JSON

extension ScenarioDiffReport {
  /// The text of the document, ending with a line end.
  public var documentText: String { JSONWriter().text(json) + "\n" }

  public var json: JSONValue {
    [
      "before": side(before), "after": side(after),
      "changes": .array(
        changes.map { change in
          [
            "change": .string(change.name),
            "keys": .array(
              change.keys.map {
                [
                  "key": .string($0.key), "before": .string($0.before),
                  "after": .string($0.after),
                ]
              }),
          ]
        }),
      "outcome": .string(outcome),
      "figures": .array((parts?.rows ?? []).map(figure)),
    ]
  }

  private func side(_ side: Side) -> JSONValue {
    [
      "file": .string(side.file), "provenance": side.provenance.json,
      "best": .string(side.comparison.bestName),
      "models": .array(side.models.map { .string($0) }),
      "verdict": .array(side.verdict.map { .string($0) }),
    ]
  }

  private func figure(_ row: ChangeParts.Row) -> JSONValue {
    [
      "model": .string(row.model), "metric": .string(row.figure.name),
      "before": value(row.before), "after": value(row.after), "change": value(row.change),
      "parts": .array(
        zip(changes, row.parts).map { change, part in
          [
            "change": .string(change.name), "mean": .number(part.mean),
            "se": .number(part.standardError),
          ]
        }),
    ]
  }

  private func value(_ value: VariantScores.Value) -> JSONValue {
    ["mean": .number(value.mean), "se": .number(value.standardError)]
  }
}
