public import Formats

/// A value of a scenario that can be moved by itself.
///
/// ```swift
/// for control in reading.controls where control.isYours { print(control.key, control.value) }
/// ```
public struct ScenarioControl: Sendable {
  public enum Kind: Sendable {
    /// An assumption's P10 and P90, and what it measures.
    case belief(low: Double, high: Double, Quantity)
    /// A number that is not in doubt.
    case number(Double, Quantity)
    /// One of a few names.
    case choice([String])
    /// Whatever else the language writes in a few words, such as `85/15` or `3 months`.
    case text
  }

  /// As ``ScenarioReading/setting(_:to:source:)`` takes it.
  public let key: String
  /// The names and indices that lead to it.
  public let steps: [String]
  /// As the language writes it.
  public let value: String
  public let kind: Kind
  /// Whether the user wrote it; else it is a default.
  public let isYours: Bool
  /// Where it comes from, if that is stated.
  public let source: String?

  /// Whether it is uncertain.
  public var isBelief: Bool {
    if case .belief = kind { return true }
    return false
  }
}

extension ScenarioReading {
  /// What can be moved of the scenario: everything but its name, its book, and how it is sampled.
  public var controls: [ScenarioControl] {
    guard let document else { return [] }
    return ScenarioLanguage.table.leaves(in: document).compactMap { steps, entry, form in
      guard let group = steps.first, !Self.fixed.contains(group),
        let kind = ScenarioControl.Kind(entry, form)
      else { return nil }
      return ScenarioControl(
        key: SettingKey(steps).description, steps: steps, value: DocumentWriter.flow(entry),
        kind: kind, isYours: entry.origin == .yours, source: entry.source)
    }
  }

  /// What makes another scenario of it.
  private static let fixed: Set<String> = [
    "quotient", "name", "currency", "start", "trials", "seed", "sampling", "book", "company",
  ]
}

extension ScenarioControl.Kind {
  /// Nil for a list, a scale or a law of its own, which are more than one value.
  fileprivate init?(_ entry: Entry, _ form: Form) {
    guard let text = entry.text, !entry.isNothing else { return nil }
    switch form {
    case .assumption(let quantity):
      switch try? WrittenAssumption(text, of: quantity) {
      case .fixed(let value): self = .number(value, quantity)
      case .range(let low, _, let high): self = .belief(low: low, high: high, quantity)
      case .family, nil: return nil
      }
    case .scalar(.quantity(let quantity)):
      guard let value = try? quantity.value(text) else { return nil }
      self = .number(value, quantity)
    case .scalar(.boolean): self = .choice(["true", "false"])
    case .choice(let choices): self = .choice(choices.map(\.name))
    case .scalar(.text), .scalar(.name), .scalar(.date): return nil
    case .scalar: self = .text
    case .record, .map, .scale, .list, .oneOf, .reference: return nil
    }
  }
}
