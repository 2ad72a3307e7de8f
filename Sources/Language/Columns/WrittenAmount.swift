import Formats

/// An amount as a spreadsheet shows it: `$9,558.59`, `€ 1,200`, `12,000,000`.
///
/// A comma counts as a separator of thousands only where exactly three digits follow it, as no
/// amount has three decimals: `1,5` is none. Our own notation, such as `1.2m`, may follow a sign.
/// `€1.200` is none: who writes a sign may mean thousands by the point.
struct WrittenAmount {
  /// `$`, `€` or `£`; nil where none is written.
  let sign: Character?
  /// The same in the grammar of ``Literal/number(_:)``.
  let number: String

  init?(_ text: String) {
    var rest = text[...]
    sign = rest.first.flatMap { "$€£".contains($0) ? $0 : nil }
    if sign != nil { rest = rest.dropFirst().drop { $0 == " " } }
    let point = rest.firstIndex(of: ".") ?? rest.endIndex
    let groups = rest[..<point].split(separator: ",", omittingEmptySubsequences: false)
    if groups.count > 1 {
      guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }),
        groups.joined().utf8.allSatisfy({ (48...57).contains($0) })
      else { return nil }
    } else if sign != nil, Literal.endsLikeThousands(rest, after: point) {
      return nil
    }
    number = groups.joined() + rest[point...]
    guard (try? Literal.number(number)) != nil else { return nil }
  }
}
