import Formats
import Foundation
import Language
import Model
import Testing
import Units

/// Exports with known truths, read as `init` and then `check` read them: `QUOTIENT_EXPORT_DATA` names
/// their folder, where beside `book.csv` stands `book.truth.json`.
@Suite struct ExportTruthTests {
  static let folder = ProcessInfo.processInfo.environment["QUOTIENT_EXPORT_DATA"]

  static let files: [String] =
    (folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0) } ?? [])
    .filter { ["csv", "txt", "xlsx"].contains(($0 as NSString).pathExtension) }.sorted()

  @Test(.enabled(if: folder != nil), arguments: files)
  func givesItsTruth(_ name: String) throws {
    let folder = try #require(Self.folder)
    let stem = (name as NSString).deletingPathExtension
    let data = try Data(contentsOf: URL(filePath: "\(folder)/\(stem).truth.json"))
    let truth = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    func number(_ keys: String..., in map: [String: Any]? = nil) -> Double? {
      var value: Any? = map ?? truth
      for key in keys { value = (value as? [String: Any])?[key] }
      return (value as? NSNumber)?.doubleValue
    }
    var answers = StarterAnswers()
    if let start = truth["start"] as? String { try answers.set("start", to: start) }
    if let order = truth["dates_are"] as? String { try answers.set("dates", to: order) }
    if let rates = truth["rates_for_testing"] as? [String: NSNumber] {
      for (code, rate) in rates {
        try answers.set("currencies.\(code)", to: "\(rate.doubleValue)")
      }
    }
    let day = try #require(Day((truth["exported"] as? String) ?? ""))
    let diagnostics = Diagnostics()
    let made = try #require(
      ScenarioStarter.scenario(
        of: try TableFile(contentsOf: "\(folder)/\(name)"), as: name, answers: answers, today: day,
        diagnostics))
    #expect(made.questions.isEmpty)
    let source = try SourceText(file: "a.yaml", bytes: Array(made.text.utf8))
    let reading = try ScenarioReader.read(source, in: folder, diagnostics)
    let book = try #require(reading.scenario?.book, "\(diagnostics.lines())")
    let intake = try #require(reading.intake)

    #expect(Double(book.count) == number("accounts"))
    let total = number("total_arr") ?? number("total_in_USD_at_testing_rates") ?? 0
    #expect(abs(book.totalARR.amount - total) < 0.005)
    for (segment, part) in (truth["by_segment"] as? [String: [String: Any]]) ?? [:] {
      let found = book.segments.first { $0.name == segment }
      #expect(Double(found?.accounts ?? 0) == number("accounts", in: part), "\(segment)")
      if let arr = number("arr", in: part) {
        #expect(abs((found?.arr.amount ?? 0) - arr) < 0.005, "\(segment)")
      }
    }
    for (months, count) in (truth["terms"] as? [String: NSNumber]) ?? [:] {
      #expect(book.term.count { $0 == Int(months) } == count.intValue, "\(months)")
    }
    for (owner, part) in (truth["owners"] as? [String: [String: Any]]) ?? [:] {
      let found = intake.owners.first { $0.name == owner }
      #expect(Double(found?.accounts ?? 0) == number("accounts", in: part), "\(owner)")
      #expect(abs((found?.arr ?? 0) - (number("arr", in: part) ?? 0)) < 0.005, "\(owner)")
    }
    if let unowned = number("unowned", "accounts") {
      #expect(Double(intake.unowned?.accounts ?? -1) == unowned)
    }
    let start = reading.scenario?.start ?? day
    let ends =
      intake.contracts.isEmpty
      ? zip(book.renewalDay, book.arr).map { BookIntake.Contract(ends: $0, arr: $1) }
      : intake.contracts
    let due = ends.filter { $0.ends >= start && $0.ends < start.adding(months: 12) }
    #expect(Double(due.count) == number("due_next_12_months", "accounts"))
    if let arr = number("due_next_12_months", "arr") {
      #expect(abs(due.reduce(0) { $0 + $1.arr } - arr) < 0.005)
    }
    let past = ends.filter { $0.ends < start }
    #expect(Double(past.count) == number("dated_before_start", "accounts"))
    for (code, part) in (truth["by_currency"] as? [String: [String: Any]]) ?? [:] {
      let found = intake.currencies.first { $0.code == code }
      #expect(Double(found?.rows ?? 0) == number("lines", in: part))
      #expect(abs((found?.amount ?? 0) - (number("arr", in: part) ?? 0)) < 0.005)
    }
  }
}
