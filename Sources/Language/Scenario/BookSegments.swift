import Formats
import Model
import Ownership

/// How the values of the segment column become segments.
struct BookSegments {
  /// The user's declarations, in order; nil if each value is a segment.
  private let declared: [Segment.Declaration]?
  private var byValue: [String: Int] = [:]

  /// The segment of a book without a segment column.
  static let whole = "book"

  /// - Parameter cursor: Of `book.segments`.
  init(cursor: Cursor) {
    guard cursor.exists else {
      declared = nil
      return
    }
    var declared: [Segment.Declaration] = []
    for (index, name) in cursor.names.enumerated() {
      let segment = cursor.named(name)
      let values = segment.isMap ? segment["values"] : segment
      declared.append(
        Segment.Declaration(
          name, tier: segment.isMap ? segment["tier"].choice(Tier.self)?.value : nil))
      for value in values.elements {
        guard let text = value.text()?.value else { continue }
        if let other = byValue.updateValue(index, forKey: text) {
          value.report(
            .statement("\(Excerpt.of(text)) already means \(declared[other].name)"),
            hint: "keep it in one segment")
        }
      }
    }
    self.declared = declared
  }

  /// The known values; nil if any value is allowed.
  var values: [String]? { declared == nil ? nil : byValue.keys.sorted() }

  /// The segment index of a value; nil if the user's segments do not include it.
  ///
  /// Without declared segments, indices follow first appearance.
  mutating func index(of value: String) -> Int? {
    if let index = byValue[value] { return index }
    guard declared == nil else { return nil }
    byValue[value] = byValue.count
    return byValue[value]
  }

  /// The declarations, and the final index of each index assigned so far.
  ///
  /// Undeclared segments are sorted, so that the order of accounts does not matter.
  func declarations() -> (segments: [Segment.Declaration], order: [Int]) {
    if let declared { return (declared, Array(declared.indices)) }
    let sorted = byValue.sorted { $0.key < $1.key }
    var order = [Int](repeating: 0, count: sorted.count)
    for (position, pair) in sorted.enumerated() { order[pair.value] = position }
    return (sorted.map { Segment.Declaration($0.key) }, order)
  }
}
