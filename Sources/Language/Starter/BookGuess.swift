import Books
import Units

/// What the columns of a file probably mean to a scenario: guessed from their headings, and kept
/// only where every field bears it out.
public struct BookGuess: Sendable {
  /// A column of ours and the heading it is read from.
  public struct Column: Hashable, Sendable {
    /// Our name.
    public let name: String
    public let heading: String
    /// Multiplies the column's numbers: 12 for monthly money.
    public var times: Int?
    /// What the column's values mean, in their order; nil where they mean themselves.
    public var values: [Pair]?

    public struct Pair: Hashable, Sendable {
      public let value: String
      public let meaning: String
    }
  }

  public let file: String
  public let accountCount: Int
  /// In our order.
  public let columns: [Column]
  /// Headings without a meaning, in the file's order.
  public let ignored: [String]
  /// The values of a column of health, which could drive renewals; sorted. Empty without one.
  public let healthValues: [String]
  /// The year in which the middle account renews; nil without renewal dates.
  public let renewalYear: Int?

  /// - Throws: A diagnostic where no column could be an account's id, or its yearly money.
  public init(_ table: CSVTable) throws(Diagnostic) {
    var guesser = Guesser(table: table)
    for target in Target.all { guesser.find(target) }
    guesser.findAccountByValues()
    for (name, meaning) in [("account", "an account's id"), ("arr", "an account's yearly money")]
    where !guesser.columns.contains(where: { $0.name == name }) {
      throw Diagnostic(
        at: Place(file: table.file, line: 1),
        .statement("no column looks like \(meaning)"), wayOut: "name one `\(name)`")
    }
    file = table.file
    accountCount = table.rowCount
    columns = guesser.columns
    ignored = table.headings.filter { heading in
      !guesser.columns.contains { $0.heading == heading }
    }
    let health = columns.first { $0.name == "health" }.flatMap { table.column($0.heading) }
    healthValues = health.map { guesser.distinct($0).sorted() } ?? []
    renewalYear = guesser.medianRenewalYear
  }
}

extension BookGuess {
  /// A column of ours, the headings that it goes by, and what its fields must be.
  struct Target {
    enum Fields {
      case id, text, money, months, dates, booleans, days
      /// A few values, each a group of accounts.
      case groups
      case persons
    }

    let name: String
    let fields: Fields
    /// Words that stand together in the heading, the surest first; and what they multiply by.
    let phrases: [(words: String, times: Int)]

    init(_ name: String, _ fields: Fields, _ phrases: [String], monthly: [String] = []) {
      self.name = name
      self.fields = fields
      self.phrases = phrases.map { ($0, 1) } + monthly.map { ($0, 12) }
    }

    static let all = [
      Target(
        "account", .id,
        [
          "account id", "account number", "customer id", "customer number", "client id",
          "policy id", "account", "customer", "id",
        ]),
      Target("name", .text, ["account name", "customer name", "company name", "company", "name"]),
      Target(
        "arr", .money,
        [
          "arr", "annual recurring revenue", "acv", "annual contract value", "annual value",
          "annual revenue", "contract value", "premium", "prem", "revenue", "amount",
        ],
        monthly: ["mrr", "monthly recurring revenue", "monthly charges", "monthly charge"]),
      Target(
        "segment", .groups,
        ["segment", "customer segment", "tier", "company size", "size", "region", "territory"]),
      Target(
        "renewal-date", .dates,
        ["renewal date", "next renewal", "contract end", "end date", "expiry date", "expires on"]),
      Target(
        "term", .months, ["contract term", "term months", "term", "contract length", "contract"]),
      Target(
        "auto-renewal", .booleans,
        ["auto renewal", "auto renew", "autorenewal", "autorenew", "automatic renewal"]),
      Target("sales-cycle", .days, ["sales cycle", "days to close"]),
      Target("csm", .persons, ["csm owner", "csm", "customer success manager"]),
      Target("renewal-manager", .persons, ["renewal manager", "renewals manager"]),
      Target("account-manager", .persons, ["account manager"]),
      Target("account-executive", .persons, ["account executive"]),
      Target("health", .groups, ["health score", "health"]),
    ]
  }
}

extension BookGuess {
  /// Looks for the columns of a table, each heading meaning one thing.
  private struct Guesser {
    let table: CSVTable
    var columns: [Column] = []
    private let words: [[Substring]]
    private static let groupLimit = 20

    init(table: CSVTable) {
      self.table = table
      words = table.headings.map { HeadingWords.of($0) }
    }

    mutating func find(_ target: Target) {
      for (phrase, times) in target.phrases {
        let phrase = phrase.split(separator: " ")
        for index in words.indices
        where !isTaken(index) && HeadingWords.hold(phrase, in: words[index]) {
          guard let column = column(target, index, times: times) else { continue }
          columns.append(column)
          return
        }
      }
    }

    /// An id without a telling heading: the first column whose fields are all different texts.
    mutating func findAccountByValues() {
      guard !columns.contains(where: { $0.name == "account" }) else { return }
      let index = table.headings.indices.first { index in
        !isTaken(index) && isID(index) && (try? table.number(0, index, .number)) == nil
      }
      guard let index else { return }
      columns.insert(Column(name: "account", heading: table.headings[index]), at: 0)
    }

    var medianRenewalYear: Int? {
      guard let column = columns.first(where: { $0.name == "renewal-date" }),
        let index = table.column(column.heading)
      else { return nil }
      let days = (0..<table.rowCount).compactMap { Day(table.text($0, index)) }.sorted()
      return days.isEmpty ? nil : days[days.count / 2].year
    }

    /// The different values of a column, blanks left out, by first appearance.
    func distinct(_ index: Int, limit: Int = .max) -> [String] {
      var seen: Set<String> = []
      var values: [String] = []
      for row in 0..<table.rowCount where !table.isEmpty(row, index) {
        let text = table.text(row, index)
        if seen.insert(text).inserted { values.append(text) }
        if values.count > limit { break }
      }
      return values
    }

    private func isTaken(_ index: Int) -> Bool {
      columns.contains { $0.heading == table.headings[index] }
    }

    /// The column, if its fields bear out what the heading says.
    private func column(_ target: Target, _ index: Int, times: Int) -> Column? {
      var column = Column(name: target.name, heading: table.headings[index])
      if times != 1 { column.times = times }
      switch target.fields {
      case .id: return isID(index) ? column : nil
      case .text: return distinct(index, limit: 1).count > 1 ? column : nil
      case .money:
        return isNumeric(index, Quantity(.money, from: 0, includesLowest: false), blanks: false)
          ? column : nil
      case .days: return isNumeric(index, .nonNegative, blanks: true) ? column : nil
      case .dates:
        return all(index) { Day($0) != nil } ? column : nil
      case .booleans:
        let words: Set = ["yes", "y", "true", "1", "no", "n", "false", "0"]
        return all(index) { words.contains($0.lowercased()) } ? column : nil
      case .groups:
        let values = distinct(index, limit: Self.groupLimit)
        let isGroup = (2...Self.groupLimit).contains(values.count)
        return isGroup && !hasBlanks(index) ? column : nil
      case .persons:
        let values = distinct(index)
        return !values.isEmpty && values.count * 2 <= table.rowCount ? column : nil
      case .months:
        let months = Quantity(
          .count, from: Double(RenewalCalendar.terms.lowerBound),
          to: Double(RenewalCalendar.terms.upperBound))
        if isNumeric(index, months, blanks: true) { return column }
        let values = distinct(index, limit: Self.groupLimit)
        let meanings = values.compactMap { value in
          TermWords.months(value).map { Column.Pair(value: value, meaning: String($0)) }
        }
        guard !values.isEmpty, meanings.count == values.count else { return nil }
        column.values = meanings
        return column
      }
    }

    private func isID(_ index: Int) -> Bool {
      !hasBlanks(index) && distinct(index).count == table.rowCount
    }

    private func isNumeric(_ index: Int, _ quantity: Quantity, blanks: Bool) -> Bool {
      if !blanks, hasBlanks(index) { return false }
      return (0..<table.rowCount).allSatisfy { row in
        table.isEmpty(row, index) || (try? table.number(row, index, quantity)) != nil
      }
    }

    private func hasBlanks(_ index: Int) -> Bool {
      (0..<table.rowCount).contains { table.isEmpty($0, index) }
    }

    private func all(_ index: Int, _ holds: (String) -> Bool) -> Bool {
      (0..<table.rowCount).allSatisfy { table.isEmpty($0, index) || holds(table.text($0, index)) }
    }
  }
}
