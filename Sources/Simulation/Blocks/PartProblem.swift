/// Why the blocks of a file cannot be used.
public struct PartProblem: Error, Hashable, CustomStringConvertible {
  public let path: String
  /// A continuation of the path: `block 12 is damaged`.
  public let text: String

  init(_ path: String, _ text: String) {
    self.path = path
    self.text = text
  }

  public var description: String { "\(path): \(text)" }
}
