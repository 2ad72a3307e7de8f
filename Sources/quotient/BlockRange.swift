import ArgumentParser

/// Blocks of a run by the first and the last: `0-99`, or `7` for a single one.
struct BlockRange: ExpressibleByArgument, CustomStringConvertible {
  let range: Range<Int>

  init(_ range: Range<Int>) {
    self.range = range
  }

  init?(argument: String) {
    let ends = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
      (0...1_000_000).contains(first), (first...1_000_000).contains(last)
    else { return nil }
    range = first..<last + 1
  }

  var description: String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound - 1)"
  }
}
