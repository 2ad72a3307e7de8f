/// What a mark tells who points at it or reaches it by keyboard.
package struct Readout: Hashable, Sendable {
  /// The mark's name and its values, in full: there is no other way to know whose they are.
  package let text: String
  /// The number that the mark stands for.
  package let value: Double

  /// - Parameters:
  ///   - names: From the general to the special, such as a model and a year; harmless afterwards,
  ///     and unable to turn the text behind them.
  ///   - values: In words.
  package init(_ names: String..., value: Double, _ values: String) {
    text = names.map(Self.isolated).joined(separator: ", ") + ": " + values
    self.value = value
  }

  /// In marks that isolate, where the name may be of a script that runs from right to left.
  ///
  /// - Reference: Unicode Standard Annex #9, "Unicode Bidirectional Algorithm", 2.4.
  private static func isolated(_ name: String) -> String {
    let name = PlainText.of(name)
    return name.utf8.allSatisfy { $0 < 0x80 } ? name : "\u{2068}\(name)\u{2069}"
  }
}
