import Formats

/// What every page has around its content: the head, with style and policy, and the script.
struct PageShell {
  let title: String
  /// On every printed page, beside its number; empty for none.
  var confidentiality = ""

  /// The text of a page, ending with a line end.
  func text(_ content: [Markup]) -> String {
    let skip = Markup.tag("a", ["class": "skip", "href": "#main"], text: "Skip to the answers")
    let script = Markup.tag("script", [:], [.constant(PageScript.text)])
    return "<!DOCTYPE html>\n"
      + Markup.tag("html", ["lang": "en"], [head, .tag("body", [:], [skip] + content + [script])])
      .html + "\n"
  }

  private var margins: PageMargins {
    PageMargins(title: title, confidentiality: confidentiality)
  }

  private var head: Markup {
    .tag(
      "head", [:],
      [
        .tag("meta", ["charset": "utf-8"]),
        .tag(
          "meta",
          [
            "http-equiv": "Content-Security-Policy",
            "content": ContentPolicy.text(allowing: [margins.text]),
          ]),
        .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        .tag("meta", ["name": "referrer", "content": "no-referrer"]),
        .tag("title", text: PlainText.of(title)),
        .tag("style", [:], [.constant(PageStyle.text)]),
        .tag("style", [:], [.style(margins.text)]),
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
  static let style = "AJFcxgyw8u5OX+7LpfNDPEsKOqEiO6XGJ8jCflHY0PQ="
  static let script = "dJUcb4KlFajmEEm5TcbZBDRqZFbBBiuU0MpaOLyxPsQ="

  /// - Parameter styles: Style sheets of this page alone.
  static func text(allowing styles: [String] = []) -> String {
    let own = ([style] + styles.map(SHA256.base64)).map { "'sha256-\($0)'" }
    return "default-src 'none'; style-src \(own.joined(separator: " "));"
      + " script-src 'sha256-\(script)'; base-uri 'none'; form-action 'none'"
  }
}

/// The margins of a printed page: what the user wants said on each, and its number.
///
/// - Reference: W3C, "CSS Paged Media Module Level 3", section 5.
struct PageMargins {
  let title: String
  let confidentiality: String

  /// A style sheet.
  var text: String {
    """
    @media print { @page { \
    @bottom-left { content: \(Self.quoted(confidentiality)); font: 7.5pt sans-serif; color: #59636e; } \
    @bottom-center { content: \(Self.quoted(title)); font: 7.5pt sans-serif; color: #59636e; } \
    @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt sans-serif; \
    color: #59636e; } } }
    """
  }

  /// A text of CSS on one line, of at most a hundred letters; whatever is no plain letter is written
  /// by its number.
  private static func quoted(_ text: String) -> String {
    let letters = PlainText.of(text).prefix(100).unicodeScalars.map { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ", ".", ",", "-", ":": String(scalar)
      default: "\\" + String(scalar.value, radix: 16) + " "
      }
    }
    return "\"" + letters.joined() + "\""
  }
}
