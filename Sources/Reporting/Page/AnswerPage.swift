import Formats

/// A report of answers as a self-contained HTML page, with the style and script of a comparison's.
struct AnswerPage: Sendable {
  let report: AnswerReport

  /// The text of the page, ending with a line end.
  var text: String {
    PageShell(title: report.title).text([
      .tag(
        "header", [:],
        [
          .tag("h1", [:], [.prose(report.title)]),
          .tag("p", ["class": "facts"], text: report.facts.joined(separator: " · ")),
        ]),
      .tag(
        "main", ["id": "main"],
        [notes, PageShell.contents(report.answers)] + report.answers.compactMap(\.markup)),
      .tag(
        "footer", [:],
        [
          section("terms", "Terms", report.terms.map { ($0.name, $0.meaning) }),
          section("provenance", "Where the figures come from", report.provenance),
        ]),
    ])
  }

  private var notes: Markup {
    .tag(
      "div", ["class": "verdict"],
      report.notes.map { note in
        .tag(
          "p", ["class": "more"],
          [.prose((note.topic.isEmpty ? "" : note.topic + ": ") + note.text)])
      })
  }

  private func section(_ id: String, _ title: String, _ entries: [(String, String)]) -> Markup {
    .tag(
      "section", ["aria-labelledby": id],
      [.tag("h2", ["id": id], text: title), PageShell.definitions(entries)])
  }
}
