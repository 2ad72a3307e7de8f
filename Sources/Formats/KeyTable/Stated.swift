/// A value of the document together with where it was written, by whom, and on what ground.
public struct Stated<Value: Sendable>: Sendable {
  public let value: Value
  /// Where it was written: a value under `all` has the same path for all its heirs, and is drawn
  /// once for them.
  public let path: String
  public let place: Place
  public let origin: Entry.Origin
  public let source: String?

  public init(_ value: Value, at entry: Entry) {
    self.value = value
    path = entry.path
    place = entry.place
    origin = entry.origin
    source = entry.source
  }
}

extension Stated: Equatable where Value: Equatable {}
