import Formats
import Testing

@Suite struct DiagnosticTests {
  @Test func rendersAsOneLine() {
    let known = ["skill", "price", "trusted-advisor", "extra-contact"]
    let nearest = Suggestion.nearest(to: "trusted-adviser", among: known)
    let unknown = Diagnostic(
      at: Formats.SourceLocation(file: "mid-market.yaml", line: 91),
      subject: "effects.trusted-adviser",
      .statement("unknown key"), hint: nearest.map { "did you mean `\($0)`?" })
    #expect(
      unknown.description
        == "mid-market.yaml:91: effects.trusted-adviser: unknown key; did you mean `trusted-advisor`?"
    )
    let share = Diagnostic(
      at: Formats.SourceLocation(file: "mid-market.yaml", line: 37),
      subject: "outcomes.enterprise.renewal.chance",
      .found("94", expected: "0..1"), hint: "write 94%")
    #expect(
      share.description
        == "mid-market.yaml:37: outcomes.enterprise.renewal.chance: found 94, expected 0..1; write 94%"
    )
  }

  @Test func quotationsAreSafeForATerminal() {
    let wild = Diagnostic(
      at: Formats.SourceLocation(file: "a"), subject: "k\u{1B}[2J\u{202E}",
      .found("\u{1B}[31m\n" + String(repeating: "x", count: 90), expected: "b"))
    #expect(!wild.description.unicodeScalars.contains { $0.value < 32 })
    #expect(!wild.description.unicodeScalars.contains("\u{202E}"))
    #expect(wild.description.count < 110)
  }

  @Test func collectsSortsAndCaps() {
    let diagnostics = Diagnostics()
    for line in [3, 1, 2, 2] {
      diagnostics.report(
        Diagnostic(at: Formats.SourceLocation(file: "a", line: line), .statement("x")))
    }
    diagnostics.report(
      Diagnostic(.warning, at: Formats.SourceLocation(file: "a", line: 0), .statement("w")))
    #expect(diagnostics.errorCount == 3)
    #expect(diagnostics.lines() == ["a:1: x", "a:2: x", "a:3: x", "warn a:0: w"])
    #expect(diagnostics.lines(limit: 2) == ["a:1: x", "a:2: x", "and 2 more"])
  }

  @Test(arguments: [
    ("chnace", "chance"), ("renewals", "renewal"), ("Per_Year", "per-year"), ("xyz", nil),
    ("sizee", "size"),
  ])
  func findsTheNearestName(written: String, meant: String?) {
    let known = ["chance", "renewal", "per-year", "size", "won"]
    #expect(Suggestion.nearest(to: written, among: known) == meant)
  }

  @Test func hintsNameTheNearestOrListWhatExists() {
    let known = ["chance", "renewal"]
    #expect(Suggestion.hint(for: "chnace", among: known) == "did you mean `chance`?")
    #expect(Suggestion.hint(for: "xyz", among: known) == nil)
    #expect(
      Suggestion.hint(for: "xyz", among: known, listsKnown: true) == "known here: chance, renewal")
    #expect(Suggestion.hint(for: "xyz", among: [], listsKnown: true) == nil)
    let many = (1...13).map { "name\($0)" }
    #expect(Suggestion.hint(for: "xyz", among: many, listsKnown: true) == nil)
  }

  @Test(arguments: [
    ("a.yaml", "", "b.csv"), ("/a.yaml", "/", "/b.csv"), ("x/a.yaml", "x", "x/b.csv"),
    ("./a.yaml", ".", "./b.csv"), ("/x/y/a", "/x/y", "/x/y/b.csv"),
  ])
  func filesAreSeenFromTheFolderOfTheOther(file: String, folder: String, beside: String) {
    #expect(FilePath.folder(of: file) == folder)
    #expect(FilePath.path(of: "b.csv", besideFolder: folder) == beside)
    #expect(FilePath.path(of: "/b.csv", besideFolder: folder) == "/b.csv")
    #expect(FilePath.path(of: "b.csv", besideFolder: "x/") == "x/b.csv")
  }
}
