/// A column of the book that drivers may speak of, such as `health`; nil is a blank.
public enum BookAttribute: Hashable, Sendable {
  case text([String?])
  case number([Double?])

  /// How many accounts it covers.
  public var count: Int {
    switch self {
    case .text(let values): values.count
    case .number(let values): values.count
    }
  }
}
