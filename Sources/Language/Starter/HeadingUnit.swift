import Formats

/// In what a column of money is measured, as far as its heading says: `ARR ($k)`, `ARR in TEUR`,
/// `Quarterly fee`, `MRR (000s)`.
struct HeadingUnit {
  /// What one is in units of the currency: 1000 for thousands.
  var scale = 1.0
  /// How often a year the amount is paid; nil where the heading does not say.
  var perYear: Double?
  /// As an ISO code; nil where the heading names none.
  var currency: String?
  /// What the heading may mean besides, where it says two things at once: what the amount is then to be
  /// multiplied with.
  var otherwise: [Double] = []

  init(_ heading: String) {
    let lower = heading.lowercased()
    for part in lower.split(whereSeparator: { " ()[]/,;:_-（）\n".contains($0) }) {
      read(String(part))
    }
    let words = Set(Headings.words(heading))
    let periods = Vocabulary.paidPerYear.filter { !words.isDisjoint(with: $0.words) }.map(\.perYear)
    perYear = periods.first { $0 != 1 } ?? periods.first
    // A month's share of a year's money, or a year's money seen each month?
    if let perYear, perYear != 1, periods.contains(1) { otherwise = [1 * scale] }
  }

  /// What an amount is multiplied with to be a year's in units of the currency.
  var times: Double { scale * (perYear ?? 1) }

  private mutating func read(_ part: String) {
    let sign = part.first { "$€£¥".contains($0) }
    var core = part.filter { !"$€£¥.'’`".contains($0) }
    if let sign { currency = WrittenAmount.code(of: String(sign)) }
    if core.count == 4, let first = core.first, "ktm".contains(first),
      Vocabulary.currencyCodes.contains(String(core.dropFirst()))
    {
      currency = core.dropFirst().uppercased()
      core = String(first)
      scale = first == "m" ? 1e6 : 1000
      return
    }
    switch core {
    case "千円": (scale, currency) = (1000, "JPY")
    case "万円": (scale, currency) = (10_000, "JPY")
    case "百万円": (scale, currency) = (1e6, "JPY")
    case "円": currency = "JPY"
    default: break
    }
    if Vocabulary.currencyCodes.contains(core) { currency = core.uppercased() }
    if Vocabulary.thousands.contains(core) || sign != nil && core == "t" { scale = 1000 }
    if Vocabulary.millions.contains(core) || sign != nil && core == "m" { scale = 1e6 }
    // Millions, or months?
    if sign == nil, core == "m" {
      scale = 1e6
      otherwise = [1, 12]
    }
  }
}
