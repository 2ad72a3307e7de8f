/// What a piece of output means to its reader; a ``Style`` decides how it looks.
public enum Emphasis: Hashable, Sendable {
  case normal
  /// A heading or a result.
  case strong
  /// What may be skipped.
  case faint
  case good
  case warning
  case bad
}
