import Formats
import History
import Units

/// The columns of a history's file, found by their headings.
struct HistoryColumns {
  /// What a column holds.
  enum Name: String, CaseIterable {
    case account
    case segment
    case territory
    case term
    case date
    case outcome
    case before
    case after
    case year
    case opening
    case closing
    case due
    case type
    case amount
    case motion
    case survivors
    case currency

    /// What a heading says, the likeliest first: all of its words, else these among others.
    fileprivate var phrases: [[String]] {
      switch self {
      case .account:
        [
          ["account", "id"], ["customer", "id"], ["account"], ["customer"], ["policy", "id"],
          ["id"],
        ]
      case .segment: [["segment"], ["tier"], ["size"]]
      case .territory: [["territory"], ["region"], ["country"]]
      case .term: [["term", "months"], ["term"], ["contract", "months"], ["contract", "length"]]
      case .date:
        [
          ["renewal", "date"], ["due", "date"], ["effective", "date"], ["end", "date"],
          ["contract", "end"], ["expiry"], ["date"],
        ]
      case .outcome:
        [
          ["outcome"], ["renewed"], ["status"], ["result"], ["churn"], ["churned"], ["lapse"],
          ["lapsed"], ["lost"],
        ]
      case .before:
        [
          ["arr", "due"], ["arr", "before"], ["old", "arr"], ["expiring", "arr"],
          ["previous", "arr"], ["prem", "last"], ["expiring", "premium"], ["arr"],
          ["monthly", "charges"], ["mrr"],
        ]
      case .after: [["arr", "renewed"], ["renewed", "arr"], ["arr", "after"], ["new", "arr"]]
      case .year: [["year"], ["fiscal", "year"]]
      case .opening: [["opening", "arr"], ["start", "arr"], ["opening"], ["beginning", "arr"]]
      case .closing: [["closing", "arr"], ["end", "arr"], ["closing"], ["ending", "arr"]]
      case .due: [["up", "for", "renewal"], ["due"]]
      case .type: [["type"], ["movement", "type"], ["movement"], ["kind"]]
      case .amount: [["arr", "change"], ["change"], ["amount"], ["arr"], ["delta"]]
      case .motion: [["motion"], ["reason"]]
      case .currency:
        [
          ["currency"], ["curr"], ["ccy"], ["currency", "code"], ["currency", "iso", "code"],
          ["währung"], ["devise"],
        ]
      case .survivors: [["survivors"], ["survivors", "percent"], ["survival"], ["retained"]]
      }
    }
  }

  private let headings: Headings
  /// By name, as the user maps them.
  private let stated: [Name: Int]

  /// - Parameter stated: Headings by the name of what they hold; each is a heading of the file.
  init(_ table: DataTable, stated: [Name: String]) {
    headings = Headings(table.headings)
    self.stated = stated.compactMapValues { table.column($0) }
  }

  /// The columns that a form reads, each once; a name that no heading says is missing.
  func find(_ names: [Name]) -> [Name: Int] {
    var found: [Name: Int] = [:]
    for name in names where stated[name] != nil { found[name] = stated[name] }
    // All exact headings first, so that `arr_due` is not taken for `due`.
    for isExact in [true, false] {
      for name in names where found[name] == nil {
        let free = headings.texts.indices.filter { index in
          !found.values.contains(index) && !stated.values.contains(index)
        }
        found[name] =
          name.phrases.lazy.compactMap { phrase in
            free.first {
              isExact ? headings.isExactly($0, phrase) : headings.has($0, phrase)
            }
          }.first
      }
    }
    return found
  }

  /// The columns that are months, with the number of months since the year 0; empty if there are
  /// fewer than two.
  var months: [(column: Int, month: Int)] {
    var most: [(column: Int, month: Int)] = []
    for order in [nil, DateOrder.dayFirst, .monthFirst] {
      let months = headings.texts.indices.compactMap { index in
        Self.month(headings.texts[index], order).map { (column: index, month: $0) }
      }
      // Where days come first, `01/02/2022` and `01/03/2022` are two months; else both are January.
      if months.count > max(1, most.count),
        order == .monthFirst || Set(months.map(\.month)).count == months.count
      {
        most = months
      }
    }
    return most
  }

  /// Headings that name a year and yet are none of the months: not those of a year's total.
  var strangeMonths: [String] {
    let known = Set(months.map(\.column))
    return headings.texts.indices.filter { index in
      let text = headings.texts[index]
      let isTotal =
        TotalWord.begins(text) || TotalWord.ends(text) || text.uppercased().hasPrefix("FY")
      return !known.contains(index) && !isTotal
        && text.contains(/(?:^|[^\d])(?:19|20)\d\d(?:[^\d]|$)/)
        && text.wholeMatch(of: /\s*\d{4}\s*/) == nil && text.count <= 24
    }.map { headings.texts[$0] }
  }

  /// The month of a heading such as `Dec-21`, `Jan 2022`, `2022-01` or `2022-01-31`.
  ///
  /// - Parameter order: Of dates that are numbers and begin with no year.
  static func month(_ heading: String, _ order: DateOrder? = nil) -> Int? {
    if let match = heading.wholeMatch(of: /\s*([A-Za-zÀ-ÿ]{3,9})\.?[\s\/'-]*(\d{4}|\d{2})\s*/),
      let month = monthNames[String(match.1.lowercased().prefix(3))], let year = Int(match.2)
    {
      return (year < 100 ? 2000 + year : year) * 12 + month
    }
    if let match = heading.wholeMatch(of: /\s*(\d{4})[-\/.](\d{1,2})([-\/.]\d{1,2})?\s*/),
      let year = Int(match.1), let month = Int(match.2), (1...12).contains(month)
    {
      return year * 12 + month - 1
    }
    if let match = heading.wholeMatch(of: /\s*(\d{1,2})[-\/.](\d{4})\s*/),
      let year = Int(match.2), let month = Int(match.1), (1...12).contains(month)
    {
      return year * 12 + month - 1
    }
    let readings = WrittenDay.readings(heading)
    let day =
      order.flatMap { readings.byOrder[$0] }
      ?? (readings.byOrder.count == 1 ? readings.byOrder.values.first : nil)
    return day.map { $0.year * 12 + $0.month - 1 }
  }

  /// By the first three letters, English and German.
  private static let monthNames: [String: Int] = [
    "jan": 0, "feb": 1, "mar": 2, "mär": 2, "apr": 3, "may": 4, "mai": 4, "jun": 5, "jul": 6,
    "aug": 7, "sep": 8, "oct": 9, "okt": 9, "nov": 10, "dec": 11, "dez": 11,
  ]
}
