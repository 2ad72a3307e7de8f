public import Analysis
import Formats
import Foundation
import Model
import Statistics

/// A comparison in pieces of a live page: each replaces what stands in one place.
///
/// They are made of the same answers as a report's, so that a number reads the same in both.
public struct StudioFragments: Sendable {
  private let report: ComparisonReport
  private let saved: Comparison?

  /// - Parameter saved: The comparison of the scenario as its file says it, kept in view beside what
  ///   it has become; nil where nothing was changed.
  public init(_ report: ComparisonReport, saved: Comparison?) {
    self.report = report
    self.saved = saved
  }

  private var comparison: Comparison { report.comparison }

  /// What must follow while a control moves, as HTML by the place that shows it.
  public var quick: [(place: String, html: String)] {
    [("verdict", html(verdict)), ("models", models.html), ("warnings", html(warnings))]
  }

  /// The rest of the report: every picture with the numbers behind it.
  public var detail: [(place: String, html: String)] {
    [("detail", html(report.answers.filter { $0.id != "difference" }.compactMap(\.markup)))]
  }

  private func html(_ parts: [Markup]) -> String { parts.map(\.html).joined() }

  // MARK: - Verdict

  private var verdict: [Markup] {
    guard let first = comparison.verdicts.first else {
      return [.tag("h1", text: "One model only: nothing to compare it with")]
    }
    let wording = { VerdictWording($0, in: comparison).words.markup }
    let turns = comparison.drivers.map {
      DriverWording($0, in: comparison).turnsOn.prefix(2).map { Markup.tag("li", [:], $0.markup) }
    }
    return [
      .tag(
        "p", ["class": first.finding == .winner ? "finding decided" : "finding open"],
        text: isEarly ? "So far" : first.finding.inWords),
      .tag("h1", [:], wording(first)),
      .tag("ul", [:], comparison.openVerdicts.map { .tag("li", [:], wording($0)) }),
      .tag("ul", ["class": "turns"], turns ?? []),
    ] + asSaved
  }

  /// What the file's own settings say, where these are others.
  private var asSaved: [Markup] {
    guard let first = saved?.verdicts.first, let saved else { return [] }
    return [
      .tag(
        "p", ["class": "saved"],
        ["As saved: "] + VerdictWording(first, in: saved).words.markup + ["."])
    ]
  }

  private var warnings: [Markup] {
    let sentences = report.warnings + report.caveats
    guard !sentences.isEmpty else { return [] }
    return [
      .tag(
        "details", [:],
        [
          .tag("summary", text: "Look at: \(NumberText.counted(sentences.count, "thing"))"),
          .tag("ul", [:], sentences.map { .tag("li", [:], [.prose($0)]) }),
        ])
    ]
  }

  // MARK: - Models

  private var models: Markup {
    let rows = SummaryRow.rows(of: comparison)
    let lanes = Lanes(rows, saved: saved)
    let headings =
      ["model", "value gain over \(comparison.baselineName), \(comparison.scenario.currency)"]
      + ["gain", "P(better)", "NRR", "GRR", "cost a year", "over budget", "heads", "all targets"]
    return .tag(
      "table", ["class": "models"],
      [
        .tag("caption", [:], [.text(caption)]),
        .tag(
          "thead", [:],
          [
            .tag(
              "tr", [:],
              headings.enumerated().map {
                .tag("th", ["scope": "col", "class": $0 > 1 ? "number" : nil], text: $1)
              })
          ]),
        .tag("tbody", [:], rows.map { row(of: $0, lanes) }),
      ])
  }

  private var caption: String {
    "By expected value; \(NumberText.counted(comparison.trials, "trial")) on the same luck. Thin:"
      + " P10..P90 of outcomes; thick: the 95% interval of the mean"
      + (saved == nil ? "." : "; hollow: as saved.")
  }

  private func row(of row: SummaryRow, _ lanes: Lanes) -> Markup {
    let index = comparison.models.firstIndex { $0.name == row.model }!
    let cost = MoneyScale(for: [row.costPerYear])
    func cell(_ value: Double?, _ format: FigureFormat) -> Markup {
      .tag(
        "td", ["class": "number"], value.map { [.figure(ShownNumber($0, format))] } ?? ["-"])
    }
    let gain = row.gain?.paired
    return .tag(
      "tr", ["class": StudioTone.name(of: index, in: comparison), "data-model": row.model],
      [
        .tag(
          "th", ["scope": "row"],
          [.tag("span", ["class": "swatch", "aria-hidden": "true"]), .name(row.model)]),
        .tag("td", ["class": "lane"], [lanes.markup(of: row)]),
        .tag(
          "td", ["class": "number"],
          gain.map {
            [
              .figure(ShownNumber($0.mean, .change(lanes.scale))),
              .tag(
                "span", ["class": "small"],
                text: " ± \(FigureFormat.money(lanes.scale).text($0.standardError))"),
            ]
          } ?? ["baseline"]),
        .tag("td", ["class": "number"], [.text(chance(row))]),
        cell(row.estimates[.nrr].mean, .percent(decimals: 1)),
        cell(row.estimates[.grr].mean, .percent(decimals: 1)),
        cell(row.costPerYear, .money(cost)),
        cell(row.overBudget?.value, .percent(decimals: 0)),
        cell(row.estimates[.heads].mean, .count),
        cell(row.jointTargets?.value, .percent(decimals: 0)),
      ])
  }

  /// In tens where worlds are few: more digits would be luck.
  private func chance(_ row: SummaryRow) -> String {
    guard let better = row.gain?.paired.better else { return "-" }
    guard isEarly, better.low < better.high else {
      return NumberText.percent(better.value, decimals: 0)
    }
    return "about \(NumberText.percent((better.value * 10).rounded() / 10, decimals: 0))"
  }

  /// Whether there are too few trials for a verdict to be more than a first look.
  public var isEarly: Bool { comparison.trials < min(1000, comparison.scenario.trials) }
}

extension Verdict.Finding {
  fileprivate var inWords: String {
    switch self {
    case .noDifference: "No difference"
    case .runMore: "Not decided yet"
    case .tooCloseToCall: "Too close to call"
    case .winner: "Decided"
    case .beaten: "Behind"
    }
  }
}

/// The colour of a model, the same in the table and along the controls.
enum StudioTone {
  static func name(of model: Int, in comparison: Comparison) -> String {
    model == comparison.baseline ? Tone.muted.name : Tone.series(model).name
  }
}

/// Gains side by side on one scale.
private struct Lanes {
  let scale: MoneyScale
  private let span: ClosedRange<Double>
  private let saved: Comparison?

  private static let (width, height) = (240.0, 26.0)

  init(_ rows: [SummaryRow], saved: Comparison?) {
    let gains = rows.flatMap(\.gains) + [0]
    scale = MoneyScale(for: gains)
    let (low, high) = (gains.min()!, gains.max()!)
    span = low < high ? low...high : low...low + 1
    self.saved = saved
  }

  private func x(_ value: Double) -> Double {
    let part = (value - span.lowerBound) / (span.upperBound - span.lowerBound)
    return 6 + min(1, max(0, part)) * (Self.width - 12)
  }

  func markup(of row: SummaryRow) -> Markup {
    let middle = Self.height / 2
    var marks = [Markup.line("zero", from: (x(0), 0), to: (x(0), Self.height))]
    if let gain = row.gain {
      marks += [
        .line(
          "whisker", from: (x(gain.outcome.p10.value), middle),
          to: (x(gain.outcome.p90.value), middle)),
        .line(
          "interval", from: (x(gain.paired.low), middle), to: (x(gain.paired.high), middle)),
        dot("point", x(gain.paired.mean)),
      ]
    } else {
      marks.append(.rectangle("fill", (x(0) - 4, middle - 4), (x(0) + 4, middle + 4)))
    }
    let index = saved?.models.firstIndex { $0.name == row.model }
    if let before = index.flatMap({ saved?.difference(.value, of: $0)?.paired.mean }) {
      marks.append(dot("ghost", x(before)))
    }
    return .tag(
      "svg",
      [
        "viewBox": "0 0 \(Int(Self.width)) \(Int(Self.height))", "role": "img",
        "aria-label": "the gain of \(PlainText.of(row.model))",
      ], marks)
  }

  private func dot(_ className: String, _ x: Double) -> Markup {
    .tag("path", ["class": className, "d": PointShape.circle.path(x: x, y: 13, radius: 5)])
  }
}

extension StudioFragments {
  /// Along each assumption that the choice of a model turns on: who leads where, as a picture that
  /// covers the values that its control can take; by key.
  ///
  /// - Parameter bounds: Of a key's control; nil where it has none.
  public func tracks(
    within bounds: (_ key: String) -> ClosedRange<Double>?
  ) -> [(key: String, html: String)] {
    comparison.tracks.compactMap { track in
      bounds(track.assumption.key).map { (track.assumption.key, painted(track, within: $0).html) }
    }
  }

  /// Parts of the same leader are one stretch, as strong as the lead is sure; what lies beyond P5
  /// and P95 has the colour of its end.
  private func painted(_ track: LeaderTrack, within bounds: ClosedRange<Double>) -> Markup {
    let width = 300.0
    func x(_ value: Double) -> Double {
      let part = (value - bounds.lowerBound) / (bounds.upperBound - bounds.lowerBound)
      return min(1, max(0, part)) * width
    }
    var cells: [Markup] = []
    var names: [Markup] = []
    for (index, span) in track.spans.enumerated() {
      let low = index == 0 ? bounds.lowerBound : span.values.lowerBound
      let high = index == track.spans.count - 1 ? bounds.upperBound : span.values.upperBound
      let model = comparison.models[span.model].name
      let tone = StudioTone.name(of: span.model, in: comparison)
      let strength = min(4, max(1, Int(((span.chance - 0.4) / 0.125).rounded())))
      cells.append(
        .tag(
          "g", ["class": "\(tone) sure-\(strength)"],
          [
            .rectangle("fill", (x(low), 0), (x(high), 8)),
            .tag(
              "title",
              text:
                "\(PlainText.of(model)) leads in \(NumberText.percent(span.chance, decimals: 0))"),
          ]))
      let isNew = index == 0 || track.spans[index - 1].model != span.model
      guard isNew else { continue }
      let end =
        track.spans[index...].prefix { $0.model == span.model }.last!.values.upperBound
      let room = x(end) - x(low)
      if room > 40 {
        names.append(
          .tag(
            "text",
            [
              "class": tone, "x": "\((x(low) + room / 2).rounded())", "y": "22",
              "text-anchor": "middle",
            ], text: Lettering.cut(PlainText.of(model), to: room)))
      }
    }
    return .tag(
      "svg",
      ["viewBox": "0 0 \(Int(width)) 26", "preserveAspectRatio": "none", "aria-hidden": "true"],
      cells + names)
  }
}

/// The style sheet of reports, for pages that show their answers.
public enum ReportStyle {
  public static var text: String { PageStyle.text.description }
}
