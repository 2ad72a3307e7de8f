/// A number with the text that shows it.
package struct ShownNumber: Hashable, Sendable {
  /// Exact.
  package let value: Double
  /// Rounded, with its unit.
  package let text: String

  package init(_ value: Double, _ format: FigureFormat) {
    self.value = value
    text = format.text(value)
  }
}
