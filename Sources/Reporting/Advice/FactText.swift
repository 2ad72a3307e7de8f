import Formats
import Model
import Ownership

/// Facts and their values in words.
enum FactText {
  /// `12,165`, `4.4%`, `2.96 hours`, `list`, `cross-sell, big-upsell`.
  static func value(_ value: FactValue, of fact: Fact) -> String {
    switch value {
    case .number(let number): self.number(number, of: fact)
    case .word(let word): word
    case .boolean(let holds): holds ? "true" : "false"
    case .motions(let motions):
      motions.isEmpty ? "none" : motions.map(\.rawValue).joined(separator: ", ")
    }
  }

  /// A number in the fact's unit.
  static func number(_ number: Double, of fact: Fact) -> String {
    switch fact.values {
    case .share: NumberText.percent(number)
    case .days: NumberText.short((number * 10).rounded() / 10) + " days"
    case .hours: NumberText.short((number * 100).rounded() / 100) + " hours"
    case .count, .money, .boolean, .word, .motions: NumberText.grouped(number)
    }
  }

  /// A line of YAML to fill in: `negotiation:  # little, tactical, strategic: ...; whoever renews`.
  static func question(_ fact: Fact) -> String {
    "\(fact.name):  # \(fact.values.unit): \(fact.summary); \(fact.place)"
  }
}
