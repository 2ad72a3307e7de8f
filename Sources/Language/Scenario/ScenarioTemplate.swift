import Formats

/// What the first scenario that `init` writes states for want of better: nobody's statement, until its
/// value or its source is changed.
enum ScenarioTemplate {
  /// The source that says so.
  static let source = "template"

  /// By key, as the language writes them.
  static let texts = [
    "outcomes.all.renewal.chance": "84%..91%", "roles.csm.ote": "115k",
    "roles.account-executive.ote": "235k", "roles.account-manager.ote": "160k",
    "finance.gross-margin": "76%", "finance.discount-rate": "10%",
  ]

  private static let values = texts.compactMapValues { try? WrittenAssumption($0, of: .number) }

  /// Whether a value stands as the template has it.
  static func has(_ stated: Stated<WrittenAssumption>) -> Bool {
    stated.source == source && values[stated.path] == stated.value
  }
}
