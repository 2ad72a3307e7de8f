import Formats
import Foundation
import TestSupport
import Testing
import Units

@Suite struct DocumentReaderTests {
  private func read(
    _ text: String, limits: DocumentLimits = .standard
  ) -> (root: Entry?, lines: [String]) {
    let diagnostics = Diagnostics()
    var root: Entry?
    do throws(Diagnostic) {
      let source = try SourceText(file: "a.yaml", bytes: Array(text.utf8))
      root = DocumentReader.read(source, limits: limits, diagnostics)
    } catch {
      diagnostics.report(error)
    }
    return (root, diagnostics.lines())
  }

  @Test func everyLeafIsTextWithLocationAndPath() throws {
    let (root, lines) = read(
      """
      a: 1:30   # no sexagesimal, no guess
      b: {c: .inf, d: "12"}
      l:
        - yes
        - {x: ~}
      """)
    #expect(lines == [])
    let tree = try #require(root)
    #expect(tree.pairs?.map(\.key) == ["a", "b", "l"])
    #expect(tree["a"]?.text == "1:30")
    let d = try #require(tree["b"]?["d"])
    #expect(d.path == "b.d" && d.location.description == "a.yaml:2:17")
    let nothing = try #require(tree["l"]?.elements?[1]["x"])
    #expect(nothing.path == "l[1].x" && nothing.isNothing)
    #expect(tree["l"]?.elements?[0].text == "yes")
  }

  @Test(arguments: [
    ("12,000,000", "write 12000000, without separators"),
    ("12,000", "write 12000, without separators"), ("1,5", "write 1.5"),
  ])
  func reportsANumberWithCommasInBraces(text: String, hint: String) {
    #expect(
      read("a: {n: 400, m: \(text), k: x}").lines == [
        "a.yaml:1: a.m: found \"\(text)\", expected a number such as 1500 or 1.5k; \(hint)"
      ])
  }

  @Test func keyWithoutValueIsNotPartOfANumber() {
    #expect(read("a: {m: x, 000: }").lines == [] && read("a: {m: 12, k: }").lines == [])
    #expect(
      read("a: {m: {}, 000: , 000: }").lines
        == ["a.yaml:1: a.000: appears twice (first at line 1); keep one of them"])
  }

  @Test func expandsAliases() throws {
    let (root, lines) = read("a: &x {y: 1, z: &w [2, 3]}\nb: *x\nc: *w\nd: 2 * 3\ne: \"*x\"\n")
    #expect(lines == [])
    let tree = try #require(root)
    #expect(tree["b"]?["y"]?.text == "1" && tree["b"]?["y"]?.path == "b.y")
    #expect(tree["c"]?.elements?.count == 2)
    #expect(tree["d"]?.text == "2 * 3" && tree["e"]?.text == "*x")
  }

  @Test func refusesAnAliasBombQuickly() {
    var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (name, inner) in zip("bcdefgh", "abcdefg") {
      let uses = Array(repeating: "*\(inner)", count: 9).joined(separator: ", ")
      bomb += "\(name): &\(name) [\(uses)]\n"
    }
    let (root, lines) = read(bomb)
    #expect(root == nil)
    #expect(lines.count == 1)
    #expect(lines[0].hasSuffix("more than 200000 values; use fewer aliases, or CSV files for data"))
    // The same, as a key: never expanded, let alone hashed.
    #expect(read(bomb + "? *h\n: 1\n").root == nil)
    #expect(
      read("a: &a [*a]\n").lines == [
        "a.yaml:1: a[0]: alias \"*a\" without an anchor before it; put a text that begins with * in quotes"
      ])
  }

  @Test func reportsBothLocationsOfARepeatedKey() {
    let (root, lines) = read("a: 1\nb: {c: 1, 'c': 2}\na: 2\n\"a\": 3\n")
    #expect(root == nil)
    #expect(
      lines == [
        "a.yaml:2: b.c: appears twice (first at line 2); keep one of them",
        "a.yaml:3: a: appears twice (first at line 1); keep one of them",
        "a.yaml:4: a: appears twice (first at line 1); keep one of them",
      ])
  }

  @Test(arguments: [
    ("", "a.yaml: the file is empty"),
    ("# nothing\n", "a.yaml: the file is empty"),
    (
      "a: 1\n---\nb: 2\n",
      "a.yaml:2:1: a second document begins here; put it into a file of its own"
    ),
    (
      "a: !!int 3\n", "a.yaml:1: a: tags such as tag:yaml.org,2002:int are not read; remove the tag"
    ),
    ("a: !x {b: 1}\n", "a.yaml:1: a: tags such as !x are not read; remove the tag"),
    (
      "a: *b\n",
      "a.yaml:1: a: alias \"*b\" without an anchor before it; put a text that begins with * in quotes"
    ),
    ("[a]: 1\n", "a.yaml:1: a key that is not a plain text; write the key out"),
    ("a: &x 1\n*x : 2\n", "a.yaml:2: a key that is not a plain text; write the key out"),
    (
      "a: &x {b: 1}\nc:\n  <<: *x\n",
      "a.yaml:3: c: merge keys are not read; use `all`, `like`, or write the keys out"
    ),
    ("a:\n\tb: 1\n", "a.yaml:2:1: a tab; indent with spaces"),
    (
      "a: \"x\n",
      "a.yaml:2:1: not valid YAML while scanning a quoted scalar: found unexpected end of stream"
    ),
    ("a: b: c\n", "a.yaml:1:5: not valid YAML: mapping values are not allowed in this context"),
    ("a: \u{7}\n", "a.yaml:1:4: control character (U+0007); remove it"),
  ])
  func refuses(text: String, message: String) {
    let (root, lines) = read(text)
    #expect(root == nil)
    #expect(lines == [message])
  }

  @Test func messagesNameTheLimit() {
    var limits = DocumentLimits()
    limits.depth = 3
    limits.bytes = 40
    #expect(
      read("a: {b: {c: {d: 1}}}", limits: limits).lines == [
        "a.yaml:1: a.b.c.d: nested more than 3 deep"
      ])
    #expect(
      read(String(repeating: "[", count: 41), limits: limits).lines == [
        "a.yaml: the file has 41 bytes; at most 40 are read; keep accounts and actuals in CSV files"
      ])
    #expect(read(String(repeating: "[", count: 100_000)).root == nil)
    #expect(read(String(repeating: "- ", count: 100_000)).root == nil)
  }

  @Test func refusesATextWithEveryPrivateUseCharacter() {
    let area = (0xE000...0xF8FF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)
    let text = "a: \"" + String(String.UnicodeScalarView(area)) + "\"\n"
    #expect(read(text).lines == ["a.yaml: every character of the private use area is in use"])
  }

  /// A file that cannot be read throws; one that is refused is reported.
  @Test func aFileIsReadOrReported() throws {
    let diagnostics = Diagnostics()
    #expect(throws: UnreadableFile.self) { try SourceText.read("/nowhere/a.yaml", diagnostics) }
    #expect(!diagnostics.hasErrors)
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: url) }
    try Data([0x61, 0xFF]).write(to: url)
    #expect(try SourceText.read(url.path, diagnostics) == nil)
    #expect(diagnostics.lines() == ["\(url.path):1:2: byte FF is no UTF-8; save the file as UTF-8"])
  }

  @Test func unreadableFilesThrow() {
    let error = #expect(throws: UnreadableFile.self) {
      try SourceText(contentsOf: "/nowhere/a.yaml")
    }
    #expect(error?.description == "/nowhere/a.yaml: no such file")
  }

  @Test func randomTextNeverCrashes() {
    var generator = SplitMix(state: 3)
    let pieces = [
      "a", "b", ":", ": ", "\n", " ", "  ", "- ", "[", "]", "{", "}", ",", "&x ", "*x", "!t ", "'",
      "\"", "|\n", ">", "? ", "#", "---\n", "\u{F8FF}", "é", "<<", "\r\n", "\u{85}", "1", "%", "@",
    ]
    for _ in 0..<4000 {
      let text = (0..<Int.random(in: 0..<25, using: &generator))
        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let (root, lines) = read(text)
      #expect((root == nil) == !lines.isEmpty, "\(text)")
    }
  }
}
