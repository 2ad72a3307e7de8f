extension Table.Kind {
  /// A share or a multiple of target.
  static let share = Table.Kind.percent(decimals: 1)
  /// What is none of these, or changes from row to row.
  static let plain = Table.Kind.number(decimals: 4)
}

extension Table.Value: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { self = .text(text) }

  /// A whole number, or what is missing.
  static func count(_ value: Int?) -> Table.Value { .number(value.map(Double.init)) }
}
