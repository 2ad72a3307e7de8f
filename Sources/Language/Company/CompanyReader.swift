public import Formats
public import Model
import Ownership

/// Reads what is stated of a company and its segments.
public struct CompanyReader {
  /// The cursor of `company`, or the root of a file of facts.
  let cursor: Cursor
  /// The facts that may be stated here.
  let facts: [Fact]

  /// Reads a file of facts; nil if an error was reported. A file of remarks alone, as the
  /// questionnaire is before anything is filled in, states nothing.
  public static func company(_ source: SourceText, _ diagnostics: Diagnostics) -> Company? {
    let lines = source.bytes.split(separator: UInt8(ascii: "\n"))
    let isUnanswered = lines.allSatisfy { line in
      line.first { !" \t\r".utf8.contains($0) }.map { $0 == UInt8(ascii: "#") } ?? true
    }
    if isUnanswered, !lines.isEmpty { return Company() }
    guard let cursor = CompanyLanguage.table.document(source, diagnostics) else { return nil }
    let company = CompanyReader(cursor: cursor, facts: Fact.all).company()
    return diagnostics.hasErrors ? nil : company
  }

  /// The facts of `company` in a scenario's document.
  init(ofScenario document: Cursor) {
    self.init(cursor: document["company"], facts: Fact.all.filter(\.isStated))
  }

  private init(cursor: Cursor, facts: [Fact]) {
    self.cursor = cursor
    self.facts = facts
  }

  func company() -> Company {
    var company = Company()
    company.common = sheet(cursor, facts)
    company.perUSD = cursor["per-usd"].number()?.value
    let ofSegments = facts.filter { $0.scope == .segment }
    company.segments = cursor["segments"].names.map { name in
      .init(name: name, facts: sheet(cursor["segments"].named(name), ofSegments))
    }
    return company
  }

  private func sheet(_ cursor: Cursor, _ facts: [Fact]) -> FactSheet {
    var sheet = FactSheet()
    for fact in facts {
      let entry = cursor[fact.name]
      guard entry.exists, let value = value(of: fact, entry) else { continue }
      sheet[fact] = StatedFact(value, from: entry.entry?.path ?? fact.name)
    }
    return sheet
  }

  private func value(of fact: Fact, _ cursor: Cursor) -> FactValue? {
    switch fact.values {
    case .count, .money, .share, .days, .hours: cursor.number().map { .number($0.value) }
    case .boolean: cursor.boolean().map { .boolean($0.value) }
    case .word(let words):
      cursor.entry?.text.flatMap { text in
        words.contains { $0.name == text } ? .word(text) : nil
      }
    case .motions:
      .motions(cursor.elements.compactMap { $0.choice(Motion.self)?.value })
    }
  }
}
