/// How much of a document is read; what exceeds a limit is refused with the limit in the message.
public struct DocumentLimits: Sendable {
  /// Bytes of the file.
  public var bytes = 8 << 20
  /// Texts, lists and maps, with every use of an alias counted in full.
  public var nodes = 200_000
  /// Lists and maps within each other.
  public var depth = 64

  public init() {}

  public static let standard = DocumentLimits()
}
