import Formats

extension Table {
  /// A row whose values are asked for by their columns' keys.
  struct Record: Sendable {
    private var values: [String: Value]

    fileprivate init(_ values: [String: Value]) {
      self.values = values
    }

    /// The number under a key; nil where it is missing, a text, or no column.
    subscript(key: String) -> Double? {
      if case .number(let number) = value(key) { number } else { nil }
    }

    /// The text under a key; nil where it is missing, a number, or no column.
    func text(_ key: String) -> String? {
      if case .text(let text) = value(key) { text } else { nil }
    }

    /// What stands under a key; missing where there is no such column.
    func value(_ key: String) -> Value { values[key] ?? .missing }

    /// The record with what another of the same thing says besides.
    func joined(with other: Record?) -> Record {
      Record(values.merging(other?.values ?? [:]) { own, _ in own })
    }
  }

  /// The rows in their order.
  var records: [Record] {
    let keys = columns.map(\.key)
    return rows.map { Record(Dictionary(uniqueKeysWithValues: zip(keys, $0))) }
  }
}
