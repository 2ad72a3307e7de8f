/// A number and how it is shown.
struct ShownNumber: Hashable, Sendable {
  /// Exact.
  let value: Double
  /// Rounded, with its unit.
  let text: String

  init(_ value: Double, _ format: FigureFormat) {
    self.value = value
    text = format.text(value)
  }
}
