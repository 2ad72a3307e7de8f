/// A value for each input of a catalogue, read and written by the name of the input's property.
///
/// ```swift
/// var shocks = Shocks { stated($0) }
/// shocks.marketSD = stated(wider)
/// let ids = shocks.map { $0.use == .drawn ? table.id(of: $1) : nil }
/// ```
@dynamicMemberLookup
public struct InputValues<Catalogue: InputCatalogue, Value> {
  /// In the order of the catalogue.
  public private(set) var all: [Value]

  public init<Failure: Error>(_ value: (Input) throws(Failure) -> Value) throws(Failure) {
    all = []
    for input in Catalogue.all { all.append(try value(input)) }
  }

  public subscript(dynamicMember input: KeyPath<Catalogue, Input>) -> Value {
    @inlinable @inline(__always) get { all[Catalogue.index(of: input)] }
    set { all[Catalogue.index(of: input)] = newValue }
  }

  /// A value for each input, of two others.
  public init<First, Second>(
    _ first: InputValues<Catalogue, First>, _ second: InputValues<Catalogue, Second>,
    _ value: (First, Second) -> Value
  ) {
    all = zip(first.all, second.all).map(value)
  }

  /// Another value for each input.
  public func map<Other>(_ transform: (Input, Value) -> Other) -> InputValues<Catalogue, Other> {
    var rest = all[...]
    return InputValues<Catalogue, Other> { transform($0, rest.removeFirst()) }
  }

  /// Calls `body` with each input and its value, in the order of the catalogue.
  mutating func forEach(_ body: (Input, inout Value) -> Void) {
    for (index, input) in Catalogue.all.enumerated() { body(input, &all[index]) }
  }
}

extension InputValues: Equatable where Value: Equatable {}
extension InputValues: Hashable where Value: Hashable {}
extension InputValues: Sendable where Value: Sendable {}
