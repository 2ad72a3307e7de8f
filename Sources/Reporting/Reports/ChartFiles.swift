import Formats

/// The charts of answers as files of their own, for slides and spreadsheets: each picture with the
/// numbers behind it.
enum ChartFiles {
  static let folder = "charts"

  /// Every name that a report may give, so that what an earlier one wrote is known.
  static let names: [String] = ids.flatMap { id in
    let pictures = [id] + (1...PageLimit.panels).map { "\(id)-\($0)" }
    return pictures.map { "\(folder)/\($0).svg" } + ["\(folder)/\(id).csv"]
  }

  /// Of the answers that may have a chart.
  private static let ids = [
    "difference", "bridge", "drivers", "payback", "frontier", "retention", "walk", "cost",
    "attainment", "vectors", "cure", "approvals", "causes", "pay", "people",
  ]

  static func files(
    of answers: [Answer], isRaw: Bool, dialect: CSVDialect
  ) -> [ReportFolder.File] {
    answers.flatMap { answer -> [ReportFolder.File] in
      guard let exhibit = answer.exhibit, ids.contains(answer.id) else { return [] }
      let name = "\(folder)/\(answer.id)"
      let pictures: [ReportFolder.File] =
        switch exhibit.picture {
        case .chart(let chart): [file(name + ".svg", chart, exhibit)]
        case .panels(let panels, _):
          panels.prefix(PageLimit.panels).enumerated().map {
            file("\(name)-\($0 + 1).svg", $1.chart, exhibit)
          }
        case .grid, .grids: []
        }
      guard !pictures.isEmpty, let view = answer.views.first else { return pictures }
      return pictures + [
        ReportFolder.File(
          name + ".csv", .text(making: { csv(view, isRaw: isRaw, dialect: dialect) }))
      ]
    }
  }

  private static func file(_ name: String, _ chart: Chart, _ exhibit: Exhibit) -> ReportFolder.File
  {
    ReportFolder.File(
      name,
      .text(making: {
        ChartFile(
          chart,
          keys: exhibit.legend.map {
            ChartFile.Key(swatch: $0.shape, tone: $0.tone, text: PlainText.of($0.text.text))
          }
        ).text()
      }))
  }

  /// What the page shows below a chart, with all digits.
  private static func csv(_ view: TableView, isRaw: Bool, dialect: CSVDialect) -> String {
    // A heading that is there again is told apart by the one that it belongs to.
    var headings: [String] = []
    for (index, heading) in view.headings.enumerated() {
      let isKnown = headings.contains(heading.text)
      let owner = view.headings[..<index].last { other in
        view.headings.count { $0.text == other.text } == 1
      }
      headings.append(isKnown ? "\(owner?.text ?? "") \(heading.text)" : heading.text)
    }
    var writer = CSVWriter(headings: headings, isRaw: isRaw, dialect: dialect)
    for row in view.rows {
      writer.add(
        row.map { cell in
          switch cell {
          case .missing: .empty
          case .name(let text), .prose(let text), .words(let text): .text(text)
          case .figure(let figure): .number(figure.value)
          }
        })
    }
    return writer.text
  }
}
