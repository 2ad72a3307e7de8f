/// What a mark tells who points at it or reaches it by keyboard.
struct Readout: Hashable, Sendable {
  /// The mark's name and its values, in full: there is no other way to know whose they are.
  let text: String
  /// The number that the mark stands for.
  let value: Double

  /// - Parameters:
  ///   - names: From the general to the special, such as a model and a year; harmless afterwards.
  ///   - values: In words.
  init(_ names: String..., value: Double, _ values: String) {
    text = PlainText.of(names.joined(separator: ", ")) + ": " + values
    self.value = value
  }
}
