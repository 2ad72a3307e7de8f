/// Block numbers as messages name them.
struct BlockNumbers {
  /// Stretches of consecutive numbers, in their order.
  let ranges: [Range<Int>]

  /// - Parameter numbers: In their order, each once.
  init(_ numbers: [Int]) {
    var ranges: [Range<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound == number {
        ranges[ranges.count - 1] = last.lowerBound..<number + 1
      } else {
        ranges.append(number..<number + 1)
      }
    }
    self.ranges = ranges
  }

  /// As `--blocks` takes them: `4`, `6-9`.
  var options: [String] {
    ranges.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound - 1)"
    }
  }

  /// `block 4 is`, `blocks 4, 6-9 and 12 are`.
  var text: String {
    let isOne = ranges.count == 1 && ranges[0].count == 1
    return "\(isOne ? "block" : "blocks") \(Self.joined(options)) \(isOne ? "is" : "are")"
  }

  /// `a`, `a and b`, `a, b and c`; of a long list the first.
  static func joined(_ parts: [String]) -> String {
    let most = 8
    guard parts.count <= most + 1 else {
      return parts[..<most].joined(separator: ", ") + " and \(parts.count - most) more"
    }
    guard parts.count > 1 else { return parts[0] }
    return parts.dropLast().joined(separator: ", ") + " and " + parts[parts.count - 1]
  }
}
