import Analysis
import Formats
import Foundation
import Model
import Simulation
import Statistics
import TestSupport
import Testing

@testable import Reporting

@Suite struct ComparisonPageTests {
  /// Every number of the tables and of the JSON document, as they write it.
  private static func digits(of comparison: Comparison) -> Set<String> {
    var digits: Set<String> = []
    for row in ComparisonReport(comparison).tables.flatMap({ $0.values }) {
      for case .number(let number) in row { digits.insert(JSONWriter.digits(number) ?? "") }
    }
    let document = ComparisonDocument(comparison).text
    for match in document.matches(of: /[:\[,] (-?[0-9][0-9.e+-]*)/) {
      digits.insert(String(match.1))
    }
    return digits
  }

  @Test(arguments: [true, false])
  func everyNumberComesFromReport(hasRanges: Bool) async throws {
    let comparison = try await SmallComparison.comparison(hasRanges: hasRanges)
    let page = ComparisonPage(comparison).text
    let known = Self.digits(of: comparison)
    let shown = page.matches(of: /(?:data-value|<data value)="([^"]*)"/).map { String($0.1) }
    #expect(shown.count > 500)
    #expect(Set(shown).subtracting(known) == [])
  }

  @Test func firstTableMatchesSummary() async throws {
    let comparison = try await SmallComparison.comparison()
    let page = ComparisonPage(comparison).text
    let table = try #require(page.firstMatch(of: /<table class="cards first-screen">.*?<\/table>/))
    let rows = String(table.0).components(separatedBy: "<tr>").dropFirst(2)
    // Three worlds tell no probability, and a column without a value is not shown.
    #expect(comparison.differences.allSatisfy { $0.paired.better == nil || $0.paired.ties == 1 })
    let columns = [
      SummaryRow.nrr, SummaryRow.grr, SummaryRow.heads, SummaryRow.costPerYear,
      SummaryRow.overBudget, SummaryRow.jointTargets, SummaryRow.gainMean, SummaryRow.gainError,
      SummaryRow.gainP10,
      SummaryRow.gainP90,
    ]
    for (row, summary) in zip(rows, SummaryRow.rows(of: comparison)) {
      #expect(row.contains(">\(summary.model)</bdi></th>"))
      let cells = row.matches(of: /<td[^>]*?(?: data-value="([^"]*)")?>/).map {
        $0.1.map(String.init)
      }
      #expect(cells == columns.map { $0.number(of: summary).flatMap(JSONWriter.digits) })
    }
    #expect(rows.count == 3)
  }

  /// The digests that the page allows, recomputed by a system program.
  @Test(arguments: [
    (ContentPolicy.style, PageStyle.text.description),
    (ContentPolicy.script, PageScript.text.description),
    (SHA256.base64(of: ""), ""), (SHA256.base64(of: "abc"), "abc"),
    (SHA256.base64(of: String(repeating: "ä 1", count: 99)), String(repeating: "ä 1", count: 99)),
  ])
  func policyAllowsOwnStyleAndScript(digest: String, text: String) throws {
    #expect(digest == (try Self.digest(of: text)))
    #expect(!text.contains("</"))
  }

  @Test func loadsNothingFromElsewhere() async throws {
    let comparison = try await SmallComparison.comparison()
    let page = ComparisonPage(comparison).text
    let margins = PageMargins(title: comparison.scenario.name, confidentiality: "")
    let policy = ContentPolicy.text(allowing: [margins.text])
    #expect(page.contains(Markup.tag("meta", ["content": policy]).html.dropFirst(6)))
    #expect(page.contains("<style>\(margins.text)</style>"))
    #expect(!policy.contains("unsafe"))
    let markup = Self.withoutConstants(page)
    #expect(markup.firstMatch(of: /\s(?:style|on[a-z]+|src|srcset)=/) == nil)
    #expect(markup.firstMatch(of: /(?:https?:)?\/\//) == nil)
    #expect(PageStyle.text.description.firstMatch(of: /url\(|@import/) == nil)
    for link in markup.matches(of: /href="([^"]*)"/) {
      #expect(link.1.hasPrefix("#") && markup.contains(" id=\"\(link.1.dropFirst())\""))
    }
    #expect(page.utf8.count < 2_000_000)
  }

  @Test(arguments: [true, false])
  func closesElementsInOrderWithUniqueIds(isHostile: Bool) async throws {
    let comparison =
      try await isHostile ? HostileComparison.comparison() : SmallComparison.comparison()
    let markup = Self.withoutConstants(ComparisonPage(comparison).text)
    var open: [Substring] = []
    for match in markup.matches(of: /<(\/?)([a-z][a-z0-9]*)(?: [a-zA-Z-]+="[^"<>]*")*>/) {
      if match.2 == "meta" { continue }
      if match.1.isEmpty { open.append(match.2) } else { #expect(open.popLast() == match.2) }
    }
    #expect(open.isEmpty)
    // Whatever the expression above does not know would be left.
    #expect(
      markup.components(separatedBy: "<").count - 2
        == markup.matches(of: /<\/?[a-z][a-z0-9]*(?: [a-zA-Z-]+="[^"<>]*")*>/).count)
    let ids = markup.matches(of: /\sid="([^"]*)"/).map(\.1)
    #expect(Set(ids).count == ids.count)
  }

  @Test func headingLevelsDoNotSkip() async throws {
    let comparison = try await SmallComparison.comparison()
    let page = ComparisonPage(comparison).text
    let levels = page.matches(of: /<h([1-6])/).map { Int($0.1)! }
    #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
    for (above, below) in zip(levels, levels.dropFirst()) { #expect(below <= above + 1) }
  }

  @Test func everyChartHasQuestionAnswerAndNumbers() async throws {
    var scenario = try SmallComparison.scenario(hasRanges: true)
    scenario.plans["account-manager"] = scenario.plans["csm"]
    let comparison = await Comparison(try await Simulator.run(scenario, trials: 48))
    let page = ComparisonPage(comparison).text
    let ids = page.matches(of: /<section id="([a-z]+)"/).map { String($0.1) }
    #expect(
      ids == [
        "difference", "bridge", "payback", "frontier", "retention", "walk", "cost", "attainment",
        "ownership",
        "advice", "vectors", "cure", "assumptions",
      ])
    #expect(page.components(separatedBy: "class=\"answer\"").count - 1 == ids.count)
    for section in page.components(separatedBy: "<section id=").dropFirst().prefix(8) {
      #expect(section.contains("class=\"wide\"") && section.contains("class=\"narrow\""))
      #expect(section.contains("tabindex=\"0\"") && section.contains("<details>"))
      #expect(section.contains("class=\"readout\" aria-live=\"polite\""))
    }
    #expect(!page.contains("Sentence("))
  }

  /// Nothing is due for the only role with a plan, so there is no attainment to show.
  @Test func omitsAttainmentWithoutQuotas() async throws {
    let comparison = try await SmallComparison.comparison()
    let roles = comparison.models[comparison.best].roles
    #expect(roles.contains { $0.health != nil && $0.health?.shareAtQuota == nil })
    let page = ComparisonPage(comparison).text
    #expect(!page.contains("<section id=\"attainment\""))
  }

  @Test func escapesNames() async throws {
    let comparison = try await HostileComparison.comparison()
    let page = ComparisonPage(comparison).text
    let markup = Self.withoutConstants(page)
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(!markup.contains("onerror=\"") && !markup.contains("<img"))
    #expect(markup.contains("<bdi class=\"name\">&lt;img src=x onerror=alert(1)&gt;</bdi>"))
    #expect(markup.contains("<bdi class=\"name\">=1+1|&quot;&#39;&amp;lt;</bdi>"))
    // A title of the page and a readout have no element that isolates.
    #expect(
      markup.contains("<title>a &lt;/title&gt;&lt;script&gt;alert(2)&lt;/script&gt; b</title>"))
    #expect(markup.contains("\u{2068}שלום "))
    #expect(markup.contains("title=\"\(HostileComparison.long)\""))
  }

  /// One model, one year, one trial, no budget, no targets, no plan: fewer sections, no crash.
  @Test func rendersSmallestComparison() async throws {
    let comparison = try await HostileComparison.smallest()
    let page = ComparisonPage(comparison).text
    #expect(!page.contains("id=\"bridge\"") && !page.contains("id=\"attainment\""))
    #expect(page.contains("There is one model only"))
    #expect(page.contains("no target is stated"))
    #expect(!page.contains(">nan") && !page.contains("inf<") && !page.contains("NaN"))
  }

  /// Leavers are replaced every year; without turnover there is no remark.
  @Test func hiringCountsInItsYear() async throws {
    var scenario = try SmallComparison.scenario(hasRanges: false)
    for role in scenario.roles.keys {
      scenario.roles[role]!.attrition = TestScenario.certain("attrition", 0.5)
      scenario.roles[role]!.hiring = TestScenario.certain("hiring", 10_000)
    }
    let comparison = await Comparison(try await Simulator.run(scenario))
    let best = comparison.models[comparison.best].name
    let costs = CostRow.rows(of: comparison).filter { $0.model == best }.map(\.cost)
      .filter { [.hiring, .severance].contains($0.item) }
    let years = [0, 1].map { year in
      costs.filter { $0.role.year == year }.reduce(0) { $0 + $1.amount.mean }
    }
    #expect(years.allSatisfy { $0 > 0 })
    let page = ComparisonPage(comparison).text
    let note = try #require(
      page.firstMatch(
        of:
          /Hiring and severance count in the year .*?([0-9.]+)k in year 1 and ([0-9.]+)k in year 2\./
      ))
    for (shown, cost) in zip([note.1, note.2], years) {
      #expect(abs(Double(shown)! * 1000 - cost) <= 500)
    }
    #expect(page.contains("k of it hiring and severance"))
    let usual = try await SmallComparison.certain()
    #expect(!ComparisonPage(usual).text.contains("iring and severance"))
  }

  /// A line of the user's stands on the first page and in the margins of all, and cannot leave its
  /// text there.
  @Test func confidentialityLineIsOnEveryPage() async throws {
    let comparison = try await SmallComparison.comparison()
    let line = "Board only\"; } body { display: none } </style>"
    let provenance = Provenance(
      comparison.scenario, seed: comparison.seed, trials: comparison.trials,
      confidentiality: line)
    let page = ComparisonPage(ComparisonReport(comparison, provenance)).text
    #expect(page.contains("@bottom-left { content: \"Board only\\22 \\3b  \\7d "))
    #expect(page.components(separatedBy: "</style>").count == 3)
    #expect(page.contains("counter(page) \" / \" counter(pages)"))
    #expect(page.contains("Board only&quot;; }"))
  }

  /// What is on the first page is bounded, however much there is to say.
  @Test func firstPageIsBounded() async throws {
    let comparison = try await SmallComparison.comparison()
    let warnings = (1...40).map { "warning \($0)" }
    let report = ComparisonReport(
      comparison, Provenance(comparison), warnings: warnings, readingWarnings: ["read"])
    let page = ComparisonPage(report).text
    let first = try #require(page.firstMatch(of: /<div class="brief">.*?<p class="source">/)).0
    #expect(first.components(separatedBy: "<li>").count - 1 == Brief.most.warnings + 1)
    #expect(first.contains("more, on the next page") && page.contains("warning 40"))
    #expect(first.contains("read</bdi>") && first.contains("What it rests on"))
    #expect(ComparisonDocument(report).text.contains("\"warning 40\""))
  }

  /// Every model's walk and bridge can be unfolded.
  @Test func otherModelsAreFolded() async throws {
    let comparison = try await SmallComparison.comparison()
    let page = ComparisonPage(comparison).text
    let others = page.matches(of: /<details class="other" name="([a-z]+)-of">/).map { $0.1 }
    #expect(others.count { $0 == "walk" } == 2 && others.contains("bridge"))
  }

  private static func withoutConstants(_ page: String) -> String {
    page.replacing(PageStyle.text.description, with: "")
      .replacing(/<style>@media print.*?<\/style>/, with: "<style></style>")
      .replacing(PageScript.text.description, with: "")
  }

  private static func digest(of text: String) throws -> String {
    let programs = [
      ("/usr/bin/sha256sum", []), ("/bin/sha256sum", []), ("/usr/bin/shasum", ["-a", "256"]),
    ]
    let (program, arguments) = try #require(
      programs.first { FileManager.default.isExecutableFile(atPath: $0.0) })
    let (process, input, output) = (Process(), Pipe(), Pipe())
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let hex = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
      .prefix(64)
    process.waitUntilExit()
    let bytes = stride(from: 0, to: 64, by: 2).compactMap { place in
      UInt8(hex.dropFirst(place).prefix(2), radix: 16)
    }
    return Data(bytes).base64EncodedString()
  }
}
