/// Numbers in files: as many digits as it takes to read the same number back.
enum ExactNumber {
  /// The shortest text that reads back as `value`; nil for what is not finite.
  static func text(_ value: Double) -> String? {
    guard value.isFinite else { return nil }
    if value == value.rounded(), abs(value) < 9_007_199_254_740_992 {
      return String(Int(value))
    }
    return value.description
  }
}
