/// A map with fixed keys.
public struct Record: Sendable {
  /// A key of the language.
  public struct Key: Sendable {
    public let name: String
    /// One sentence for the listing and for editors.
    public let summary: String
    public let form: Form
    /// Whether the document, together with the defaults, must have it.
    public let isRequired: Bool

    public init(_ name: String, _ summary: String, _ form: Form, isRequired: Bool = false) {
      precondition(!name.isEmpty, "a key without a name")
      self.name = name
      self.summary = summary
      self.form = form
      self.isRequired = isRequired
    }
  }

  /// In the order in which the listing and the resolved document show them.
  public let keys: [Key]
  /// Of each of these groups, exactly one key must be written; the user's replaces the default's.
  public let exactlyOne: [[String]]
  /// False where the user's map replaces the default as a whole.
  public let isMerged: Bool

  public init(_ keys: [Key], exactlyOne: [[String]] = [], isMerged: Bool = true) {
    precondition(Set(keys.map(\.name)).count == keys.count, "a key declared twice")
    precondition(
      exactlyOne.joined().allSatisfy { name in keys.contains { $0.name == name } },
      "a group of keys names an unknown one")
    self.keys = keys
    self.exactlyOne = exactlyOne
    self.isMerged = isMerged
  }

  public subscript(name: String) -> Key? { keys.first { $0.name == name } }
}
