import Formats

/// What every page has around its content: the head, with style and policy, and the script.
struct PageShell {
  let title: String

  /// The text of a page, ending with a line end.
  func text(_ content: [Markup]) -> String {
    let skip = Markup.tag("a", ["class": "skip", "href": "#main"], text: "Skip to the answers")
    let script = Markup.tag("script", [:], [.constant(PageScript.text)])
    return "<!DOCTYPE html>\n"
      + Markup.tag("html", ["lang": "en"], [head, .tag("body", [:], [skip] + content + [script])])
      .html + "\n"
  }

  private var head: Markup {
    .tag(
      "head", [:],
      [
        .tag("meta", ["charset": "utf-8"]),
        .tag("meta", ["http-equiv": "Content-Security-Policy", "content": ContentPolicy.text]),
        .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        .tag("meta", ["name": "referrer", "content": "no-referrer"]),
        .tag("title", text: PlainText.of(title)),
        .tag("style", [:], [.constant(PageStyle.text)]),
      ])
  }

  /// The questions that a picture answers.
  static func contents(_ answers: [Answer]) -> Markup {
    .tag(
      "nav", ["aria-label": "Questions"],
      [
        .tag(
          "ol", [:],
          answers.filter { $0.sentence != nil && $0.exhibit != nil }.map {
            .tag("li", [:], [.tag("a", ["href": "#\($0.id)"], text: $0.question)])
          })
      ])
  }

  static func definitions(_ entries: [(String, String)]) -> Markup {
    .tag(
      "dl", [:],
      entries.flatMap { name, text in
        [Markup.tag("dt", text: name), .tag("dd", [:], [.prose(text)])]
      })
  }
}

/// What the page allows a browser to load: its own style sheet and script, identified by SHA-256,
/// and nothing else.
///
/// The digests are constants, like the texts they cover; a test recomputes them. With a wrong
/// digest a browser shows the page unstyled, never less safely.
///
/// - Reference: W3C, "Content Security Policy Level 3", 2.3.1.
enum ContentPolicy {
  static let style = "9UV2kVPakTH2nGcjcFQpoYVdEEyANLsCJUWdY8fNhGo="
  static let script = "AAelqowlghM91UI3zaZCV8wFROozGLIF1NtEXGyt9Uo="

  static let text =
    "default-src 'none'; style-src 'sha256-\(style)'; script-src 'sha256-\(script)';"
    + " base-uri 'none'; form-action 'none'"
}
