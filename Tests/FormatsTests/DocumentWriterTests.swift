import Formats
import TestSupport
import Testing
import Units

@Suite struct DocumentWriterTests {
  private func readBack(_ text: String) throws -> (entry: Entry?, lines: [String]) {
    let diagnostics = Diagnostics()
    let entry = DocumentReader.read(try MiniLanguage.source(text), diagnostics)
    return (entry, diagnostics.lines())
  }

  @Test func resolvedFormIsReadable() throws {
    let (cursor, _) = try MiniLanguage.read(
      """
      name: Mini
      file: book.csv
      outcomes: {smb: {renewal: {chance: 78%..83%, source: CRM FY23-FY25}}}
      """)
    let written = DocumentWriter().text(try #require(cursor?.entry))
    #expect(
      written == """
        name: Mini  # yours
        horizon: 3 years  # default
        trials: 10k  # default
        file: book.csv  # yours
        outcomes:
          all:
            renewal: {chance: 86%..90%}  # default: survey
            upsell: {per-year: 0.45, size: 5%..40%}  # default: benchmark
          smb:
            renewal: {chance: 78%..83%}  # yours: CRM FY23-FY25
            upsell: {per-year: 0.30}  # default: benchmark
        roles:
          csm: {ote: 115k, pay-mix: 85/15}  # default
          all: {utilisation: 90%}  # default
        effects:
          trusted-advisor: 0.88..1.08  # default: disputed, see text
          sourcing: 10%..30%  # default

        """)
  }

  @Test func hostileTextsReadBack() throws {
    let texts = [
      "", " ", "null", "~", "true", "12", "-", "- a", "a: b", "a #b", "#", "*x", "&x", "!t", "@",
      "%",
      "`", "|", ">", "'", "\"", "\\", "a\nb", "\n", "\t", "\r", "\u{2028}", "a\u{FEFF}",
      "é",
      "日本", "👩‍👩‍👧", "\u{E000}", "\u{F8FF}", "[a", "{a", "a,b", "? a", "<<", "=", "---", "...", "a ",
      "1:30",
      ".5", "-.inf", "0x1F", String(repeating: "x", count: 300),
    ]
    for text in texts {
      for isAnnotated in [true, false] {
        let location = Formats.SourceLocation(file: "")
        let leaf = Entry(.text(text, isQuoted: true), path: "k", location: location, source: text)
        let key = text.isEmpty ? "k" : text == "<<" ? "k" : text
        let tree = Entry(
          .map([
            .init(key: key, keyLocation: location, value: leaf),
            .init(
              key: "list\(text)", keyLocation: location,
              value: Entry(.list([leaf, leaf]), path: "", location: location)),
          ]), path: "", location: location)
        let written = DocumentWriter(isAnnotated: isAnnotated).text(tree)
        let read = try readBack(written)
        #expect(read.lines == [])
        #expect(read.entry == tree, "\(written)")
      }
    }
  }

  @Test func randomTreesReadBack() throws {
    var generator = SplitMix(state: 11)
    let location = Formats.SourceLocation(file: "")
    func tree(_ depth: Int) -> Entry {
      switch depth == 0 ? 0 : Int.random(in: 0..<3, using: &generator) {
      case 0:
        let words = ["", "a", "1", "x y", "a: b", "- z", "\n", "é", "~"]
        let text = words.randomElement(using: &generator) ?? ""
        return Entry(
          .text(text, isQuoted: Bool.random(using: &generator)), path: "", location: location,
          origin: Bool.random(using: &generator) ? .yours : .default)
      case 1:
        let count = Int.random(in: 0..<4, using: &generator)
        return Entry(.list((0..<count).map { _ in tree(depth - 1) }), path: "", location: location)
      default:
        let count = Int.random(in: 0..<4, using: &generator)
        return Entry(
          .map(
            (0..<count).map { .init(key: "k\($0)", keyLocation: location, value: tree(depth - 1)) }),
          path: "", location: location)
      }
    }
    for _ in 0..<1000 {
      let entry = tree(4)
      let written = DocumentWriter().text(entry)
      let read = try readBack(written)
      #expect(read.entry == entry, "\(written)")
    }
  }
}
