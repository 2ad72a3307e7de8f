import Formats
import Model
import Ownership
import Units

/// A guess at the columns of an unknown file.
///
/// A clear heading, such as `ARR (USD)` or `renewal-date`, is trusted: fields that do not fit are
/// errors to fix, not signs of another column. An ambiguous heading counts only if the content
/// agrees.
struct ColumnGuess {
  /// A column that was recognised.
  struct Column {
    /// Our name.
    let name: String
    let index: Int
    /// The line of the scenario.
    let yaml: String
    /// What was seen, in few words.
    let ground: String
  }

  /// A column whose heading may match one of ours but whose content does not.
  struct Doubt {
    /// Our name.
    let name: String
    let index: Int
    let fit: ColumnContent.Fit
  }

  /// In the order in which they were recognised.
  private(set) var columns: [Column] = []
  /// For each name without a column, the first candidate considered.
  var doubts: [Doubt] {
    looked.filter { doubt in
      !has(doubt.name) && !columns.contains { $0.index == doubt.index }
    }
  }
  private var looked: [Doubt] = []
  private let table: DataTable
  private let content: ColumnContent
  private let headings: Headings

  init(_ table: DataTable) {
    self.table = table
    let content = ColumnContent(table: table)
    self.content = content
    headings = Headings(table.headings)
    take(
      "account", sure: [["account", "id"], ["customer", "id"], ["account", "number"]],
      doubtful: [["id"], ["account"], ["customer"]], content.ids)
    take(
      "arr", sure: [["arr"], ["annual", "recurring", "revenue"], ["acv"]],
      doubtful: [["annual", "recurring"], ["annual"]], content.amounts)
    take(
      "arr", sure: [["mrr"], ["monthly", "recurring", "revenue"]],
      doubtful: [["monthly", "charges"], ["monthly"]], times: 12, content.amounts)
    take(
      "arr", doubtful: [["revenue"], ["contract", "value"], ["amount"]], content.amounts)
    take(
      "segment", sure: [["segment"], ["customer", "segment"], ["account", "segment"]],
      doubtful: [["tier"], ["size"], ["plan"]]
    ) { content.few($0, 2...12) }
    take(
      "renewal-date",
      sure: [["renewal", "date"], ["contract", "end", "date"], ["contract", "end"]],
      doubtful: [["renewal"], ["end", "date"], ["expiry"]], content.dates)
    take(
      "term", sure: [["term"], ["contract", "term"], ["contract", "months"]],
      doubtful: [["contract", "length"], ["contract"]], content.terms)
    take(
      "auto-renewal", sure: [["auto", "renewal"], ["auto", "renew"]], doubtful: [["auto"]],
      content.booleans)
    take(
      "sales-cycle", sure: [["sales", "cycle"]], doubtful: [["days", "close"]], content.numbers)
    take("health", doubtful: [["health"], ["risk"]]) { index in
      let few = content.few(index, 2...10)
      return few.problem == nil ? few : content.numbers(index)
    }
    for (role, phrases) in ColumnGuess.roles {
      take(role.rawValue, sure: phrases) { content.few($0, 1...max(1, table.rowCount / 2)) }
    }
    take(
      "name",
      doubtful: [["account", "name"], ["customer", "name"], ["company"], ["name"], ["account"]],
      content.texts)
  }

  /// Headings that match none of our columns.
  var ignored: [String] {
    table.headings.indices.filter { index in !columns.contains { $0.index == index } }
      .map { table.headings[$0] }
  }

  /// The values of the segment column, sorted.
  var segments: [String]? {
    columns.first { $0.name == "segment" }.map { content.distinct($0.index).sorted() }
  }

  /// The year in which most renewals fall.
  var firstYear: Int? {
    columns.first { $0.name == "renewal-date" }.flatMap {
      RenewalCalendar.busiestYear(of: content.days($0.index))
    }
  }

  func has(_ name: String) -> Bool { columns.contains { $0.name == name } }

  /// Takes the most likely column for one of our names, unless it is taken.
  private mutating func take(
    _ name: String, sure: [[String]] = [], doubtful: [[String]] = [], times: Int? = nil,
    _ fit: (Int) -> ColumnContent.Fit
  ) {
    guard !has(name), let (index, fit) = find(name, sure, doubtful, fit) else { return }
    let heading = table.headings[index]
    let column = ColumnGuess.scalar(heading)
    let yaml: String
    if let values = fit.values {
      let pairs = values.map { "\(ColumnGuess.scalar($0.text)): \($0.months)" }
      yaml = "\(name): {column: \(column), values: {\(pairs.joined(separator: ", "))}}"
    } else if let times {
      yaml = "\(name): {column: \(column), times: \(times)}"
    } else {
      yaml = DocumentWriter.line(name, heading)
    }
    columns.append(
      Column(
        name: name, index: index, yaml: yaml,
        ground: times == nil ? fit.ground : "\(fit.ground), a month"))
  }

  /// The first column with our name or an unambiguous phrase, else the one whose content best fits
  /// what its heading may mean.
  private mutating func find(
    _ name: String, _ sure: [[String]], _ doubtful: [[String]], _ fit: (Int) -> ColumnContent.Fit
  ) -> (index: Int, fit: ColumnContent.Fit)? {
    let free = table.headings.indices.filter { index in
      !columns.contains { $0.index == index }
    }
    if let own = free.first(where: { table.headings[$0] == name }) { return (own, fit(own)) }
    for phrase in sure + doubtful {
      if sure.contains(phrase), let said = free.first(where: { headings.isExactly($0, phrase) }) {
        return (said, fit(said))
      }
      let candidates = free.filter { headings.has($0, phrase) }.map { (index: $0, fit: fit($0)) }
      let best = candidates.min { ($0.fit.misfits, $0.index) < ($1.fit.misfits, $1.index) }
      guard let best else { continue }
      if content.isMostlyRight(best.fit) { return best }
      // `Contract ID` contains a known word, but nothing suggests that it is a term.
      let isMeant =
        headings.isExactly(best.index, phrase) || best.fit.misfits < table.rowCount
      if isMeant, !looked.contains(where: { $0.name == name }) {
        looked.append(Doubt(name: name, index: best.index, fit: best.fit))
      }
    }
    return nil
  }

  private static let roles: [(role: Role, phrases: [[String]])] = [
    // Names that a heading may abbreviate come last.
    (.pooledCSM, [["pooled", "csm"]]), (.newLogoSeller, [["new", "logo", "seller"]]),
    (.csLeader, [["cs", "leader"]]), (.cco, [["cco"]]), (.digital, []),
    (.csm, [["csm"], ["customer", "success", "manager"], ["customer", "success"]]),
    (.renewalManager, [["renewal", "manager"], ["renewals", "rep"]]),
    (.accountManager, [["account", "manager"]]),
    (.accountExecutive, [["account", "executive"], ["ae"]]),
  ]

  /// A text as it stands within braces.
  private static func scalar(_ text: String) -> String {
    String(DocumentWriter.line("k", text).dropFirst(3))
  }
}
