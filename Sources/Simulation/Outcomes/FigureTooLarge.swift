/// A figure beyond what is computed, which its inputs, each plausible, make together.
public struct FigureTooLarge: Error, Hashable, Sendable, CustomStringConvertible {
  /// `variable pay of a person`
  public let figure: String
  /// Its magnitude; NaN where it was lost on the way.
  public let value: Double

  /// The largest magnitude of a figure: its square, over ten million trials, is a number still.
  static let limit = 1e140

  public var description: String {
    value.isNaN
      ? "\(figure) is no number: inputs, each plausible, are too large together"
      : "\(figure) comes to \(value), more than is computed: look at rates, sizes and amounts"
  }

  /// - Throws: The error of the first value beyond the limit.
  static func check(_ values: UnsafeBufferPointer<Double>) throws(FigureTooLarge) {
    // False for NaN too. One pass without an exit in the middle is a vector loop.
    var areWithin = true
    for value in values { areWithin = areWithin && value.magnitude <= limit }
    guard !areWithin else { return }
    let first = values.first { !($0.magnitude <= limit) } ?? .nan
    throw FigureTooLarge(figure: "a figure of a trial", value: first.magnitude)
  }
}
