/// A number at which a rule turns.
public struct Cut: Hashable, Sendable {
  /// Whose number it is.
  public enum Author: String, Hashable, Sendable {
    /// The source gives it.
    case source
    /// The source gives it in words, or as one voice's.
    case reading
    /// The source gives none.
    case ours

    /// As a sentence calls the cut.
    var words: String {
      switch self {
      case .source: "the source's cut"
      case .reading: "our reading of the source in the cut"
      case .ours: "our cut"
      }
    }
  }

  public let name: String
  public let value: Double
  /// Between what numbers it may as well lie; nil if the source leaves no doubt.
  public let range: ClosedRange<Double>?
  public let author: Author
  /// Where it comes from, in one sentence without a full stop.
  public let ground: String
  /// Whether it is an amount, in US dollars.
  public let isMoney: Bool

  private init(
    _ name: String, _ value: Double, in range: ClosedRange<Double>? = nil, _ author: Author,
    isMoney: Bool = false, _ ground: String
  ) {
    self.name = name
    self.value = value
    self.range = range
    self.author = author
    self.ground = ground
    self.isMoney = isMoney
  }

  /// Every cut of every table.
  public static let all: [Cut] = [
    Cut(
      "product-led-arr", 20_000, .source, isMoney: true,
      #""Who should own commercials", introduction; strictly under it"#),
    Cut(
      "light-renewal", 4, .source,
      #""Who should own commercials", renewals: hours, strictly under it"#),
    Cut(
      "more-often-than-not", 0.5, .source,
      #""Who should own commercials", complex renewals, in words; strictly above it"#),
    Cut("monthly-share", 0.5, in: 0.3...0.7, .ours, "when a segment counts as monthly"),
    Cut(
      "friction-share", 0.8, in: 0.7...0.95, .ours,
      #"for "almost always" in "Who should own commercials", friction on purpose"#),
    Cut(
      "full-auto-renewal", 0.9, in: 0.7...1, .ours,
      "when nearly all contracts renew by themselves"),
    Cut(
      "few-hundred", 500, in: 200...1000, .reading,
      #""Sales or CSM: two vectors", telecom: a few hundred buyers, sometimes dozens"#),
    Cut(
      "long-cycle", 90, in: 60...180, .ours,
      #"days; "Sales or CSM: two vectors" gives none"#),
    Cut(
      "high-cac", 40_000, in: 20_000...100_000, .ours, isMoney: true,
      #""Sales or CSM: two vectors" only names the measure"#),
    Cut(
      "new-share-cut", 0.5, in: 0.25...0.65, .ours,
      #""Sales or CSM: two vectors" says: the more, the more"#),
    Cut(
      "no-upside-rate", 0.01, in: 0...0.02, .ours,
      #"for the proviso of "Sales or CSM: two vectors" that there is an upside"#),
    Cut(
      "diverge-revenue", 200_000_000, in: 200_000_000...300_000_000, .source, isMoney: true,
      #""The Customer Success Economy", too much for one person: one practitioner's view"#),
    Cut(
      "diverge-certain", 300_000_000, .source, isMoney: true,
      #""The Customer Success Economy", too much for one person: the upper end"#),
    Cut(
      "lots-of-products", 4, in: 3...6, .ours,
      #"for "lots of new products" in "Who owns upsell and renewal?""#),
    Cut("suite", 3, in: 2...5, .ours, #"for "several" in "CURE: who owns the customer""#),
    Cut(
      "small-contract", 20_000, in: 10_000...50_000, .ours, isMoney: true,
      #""CURE: who owns the customer" speaks of lower contract values only"#),
    Cut(
      "success-floor", 0.8, in: 0.7...0.85, .ours,
      #"for success first in "Who owns upsell and renewal?" and "CURE: who owns the customer""#),
  ]

  /// The cut of a name; nil if there is none.
  public static func named(_ name: String) -> Cut? { all.first { $0.name == name } }
}

/// The cuts as a company reads them: in its currency, and one of them perhaps elsewhere.
struct CutValues {
  /// Units of the company's currency in a US dollar.
  let perUSD: Double
  /// A cut that is tried elsewhere, in US dollars where it is an amount.
  var moved: (cut: Cut, value: Double)?

  init(perUSD: Double = 1) {
    self.perUSD = perUSD
  }

  subscript(cut: Cut) -> Double {
    let value = moved?.cut == cut ? moved!.value : cut.value
    return cut.isMoney ? value * perUSD : value
  }

  /// These cuts with one of them elsewhere.
  func moving(_ cut: Cut, to value: Double) -> CutValues {
    var cuts = self
    cuts.moved = (cut, value)
    return cuts
  }
}
