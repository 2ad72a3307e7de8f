public import Formats
import Model
import Ownership

/// The language of facts about a company: `company` in a scenario, and files of facts alone.
public enum CompanyLanguage {
  /// A file of facts, for whoever has no book: every fact may be stated.
  public static let table = KeyTable(title: "Quotient facts", root: record(Fact.all))

  /// What a scenario's `company` may state.
  static let record = record(Fact.all.filter(\.isStated))

  private static func record(_ facts: [Fact]) -> Record {
    let ofSegments = facts.filter { $0.scope == .segment }
    return Record(
      facts.map(key) + [
        .init(
          "per-usd",
          "Units of the currency in a US dollar, in which the sources state amounts; 1 where not"
            + " said.", .quantity(.positive)),
        .init(
          "segments", "Segment: what differs there.",
          .map(NamedMap(of: "segment", .record(Record(ofSegments.map(key)))))),
      ])
  }

  private static func key(_ fact: Fact) -> Record.Key {
    let kind = fact.kind == .choice ? " Not so where not said." : ""
    let summary = fact.summary.prefix(1).uppercased() + fact.summary.dropFirst() + "." + kind
    return Record.Key(fact.name, summary, form(of: fact.values))
  }

  private static func form(of values: Fact.Values) -> Form {
    switch values {
    case .count: .quantity(.count)
    case .money: .money
    case .share: .share
    case .days, .hours: .quantity(.nonNegative)
    case .boolean: .boolean
    case .word(let words): .choice(words.map { .init($0.name, $0.summary) })
    case .motions:
      .list(.choice(Motion.expansion.map(\.choice)))
    }
  }
}
