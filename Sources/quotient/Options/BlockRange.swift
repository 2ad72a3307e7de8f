import ArgumentParser

/// A range of blocks by first and last: `0-99`, or `7` for a single one.
struct BlockRange: CustomStringConvertible {
  let range: Range<Int>

  init(_ range: Range<Int>) {
    self.range = range
  }

  /// - Throws: `ValidationError` with the expected form.
  init(option text: String) throws {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
      (0...Self.most).contains(first), (0...Self.most).contains(last)
    else { throw ValidationError(Self.form) }
    guard first <= last else {
      throw ValidationError("\(Self.form) \(first) comes after \(last).")
    }
    range = first..<last + 1
  }

  private static let form = "blocks are the first and the last, like 0-99, or a single one, like 7."
  private static let most = 1_000_000

  var description: String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound - 1)"
  }
}
