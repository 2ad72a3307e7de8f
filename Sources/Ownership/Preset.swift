/// An ownership model that the sources describe, ready to run by its name.
///
/// Presets speak of tiers, not of segments, so they fit any book. The documentation prints each as
/// a complete table.
public struct Preset: Hashable, Sendable {
  /// The name in a scenario, such as `renewals-team`.
  public let name: String
  /// The labels of the sources that describe it.
  public let source: String
  /// What it is, in one sentence.
  public let summary: String
  public let rules: OwnershipRules

  public var model: OwnershipModel { OwnershipModel(name: name, rules: rules) }

  /// The preset of a name; nil where there is none.
  public static func named(_ name: String) -> Preset? {
    all.first { $0.name == name }
  }
}
