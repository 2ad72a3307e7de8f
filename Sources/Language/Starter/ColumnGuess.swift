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
    /// Multiplies its amounts to those of a year.
    var times: Int?
    /// Whether its amounts are for a whole term.
    var isTotal = false
    /// Whether its heading says neither a year nor a month.
    var isVague = false
    /// Of a term in several columns, the months of each row.
    var months: [Int?]?
    /// Whether it holds the day on which a contract began, to which the term is added.
    var isStart = false
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

  /// - Parameter chosen: Headings that the user named, by our names.
  init(_ table: DataTable, chosen: [String: String] = [:]) {
    self.table = table
    let content = ColumnContent(table: table)
    self.content = content
    headings = Headings(table.headings)
    for (name, heading) in chosen.sorted(by: { $0.key < $1.key }) {
      if let index = table.column(heading) { choose(name, index) }
    }
    take("account", content.ids)
    // A name is an id only where there is none, and rows may be parts of an account.
    for phrase in Vocabulary.namesAsIDs where !has("account") {
      if let index = table.headings.indices.first(where: { headings.isExactly($0, phrase) }) {
        choose("account", index)
      }
    }
    takeMoney()
    take("currency") { content.few($0, 1...40) }
    take("segment") { content.few($0, 2...12) }
    take("renewal-date", content.dates)
    takeTerm()
    take("auto-renewal", content.booleans)
    take("sales-cycle", content.numbers)
    take("health") { index in
      let few = content.few(index, 2...10)
      return few.problem == nil ? few : content.numbers(index)
    }
    for (role, phrases) in Vocabulary.roles {
      take(role.rawValue, of: Vocabulary.Heading(sure: phrases)) {
        content.few($0, 1...max(1, table.rowCount / 2))
      }
    }
    take("owner", content.texts)
    take("parent", content.texts)
    take("name", content.texts)
    takeStart()
  }

  // MARK: - Terms

  /// Takes a term of one column, or of a count and its unit: `3` and `month`.
  private mutating func takeTerm() {
    if !has("term"), let interval = BillingInterval(table), interval.isCounted {
      columns.append(
        Column(
          name: "term", index: interval.count, yaml: "term: \(interval.termYAML(of: table))",
          ground: "months, by count and unit", months: interval.months))
      return
    }
    take("term", content.terms)
  }

  /// Takes the start of contracts where no column says when they end.
  private mutating func takeStart() {
    guard !has("renewal-date") else { return }
    let start = table.headings.indices.first { index in
      !columns.contains { $0.index == index }
        && Vocabulary.contractStart.contains { headings.isExactly(index, $0) }
        && content.isMostlyRight(content.dates(index)) && !content.days(index).isEmpty
    }
    guard let start else { return }
    let heading = DocumentWriter.scalar(table.headings[start])
    columns.append(
      Column(
        name: "renewal-date", index: start, yaml: "renewal-date: {column: \(heading), plus: term}",
        ground: "dates, to which the term is added", isStart: true))
  }

  /// Adds a column that something else than headings and content told.
  mutating func add(_ name: String, _ index: Int, yaml: String, ground: String) {
    columns.removeAll { $0.name == name }
    columns.append(Column(name: name, index: index, yaml: yaml, ground: ground))
  }

  // MARK: - Money

  /// Other columns of money whose headings say as much as that of ARR, and whose sums differ.
  private(set) var rivals: [Int] = []

  private mutating func takeMoney() {
    guard !has("arr") else { return }
    let free = table.headings.indices.filter { index in !columns.contains { $0.index == index } }
    if let own = free.first(where: { table.headings[$0] == "arr" }) {
      choose("arr", own)
      return
    }
    for money in Vocabulary.money {
      let (isExact, times, isTotal) = (money.isExact, money.times, money.isTotal)
      var candidates: [(index: Int, fit: ColumnContent.Fit)] = []
      for phrase in money.phrases {
        for index in free where !candidates.contains(where: { $0.index == index }) {
          guard isExact ? headings.isExactly(index, phrase) : headings.has(index, phrase) else {
            continue
          }
          let fit = content.money(index)
          if content.isMostlyRight(fit) || isExact {
            candidates.append((index, fit))
          } else if !looked.contains(where: { $0.name == "arr" }) {
            looked.append(Doubt(name: "arr", index: index, fit: fit))
          }
        }
        // Of exact headings the first phrase is the surest; the others say the same of several.
        if isExact, !candidates.isEmpty { break }
      }
      guard let first = candidates.first else { continue }
      if candidates.count > 1 {
        let sums = Set(candidates.map { content.sum($0.index) })
        if sums.count > 1 {
          rivals = candidates.map(\.index)
          return
        }
      }
      let heading = table.headings[first.index]
      var ground = first.fit.ground
      if let times { ground += times == 12 ? ", a month" : "" }
      let yaml = times.map {
        "arr: {column: \(DocumentWriter.scalar(heading)), times: \($0)}"
      }
      if isTotal { ground += ", for the whole term" }
      columns.append(
        Column(
          name: "arr", index: first.index, yaml: yaml ?? DocumentWriter.line("arr", heading),
          ground: ground, times: times, isTotal: isTotal, isVague: money.isVague))
      return
    }
  }

  /// Takes a column for one of our names, as the user or the heading says outright.
  private mutating func choose(_ name: String, _ index: Int) {
    let heading = table.headings[index]
    let isMoney = name == "arr"
    let fit =
      switch name {
      case "account": content.ids(index)
      case "arr": content.money(index)
      case "renewal-date": content.dates(index)
      case "term": content.terms(index)
      default: content.texts(index)
      }
    let times = isMoney && HeadingUnit(heading).perYear == 12 ? 12 : nil
    columns.append(
      Column(
        name: name, index: index, yaml: Self.yaml(name, heading, fit, times),
        ground: fit.ground + (times == nil ? "" : ", a month"), times: times, isTotal: false,
        isVague: isMoney && Vocabulary.vagueMoney.contains { headings.has(index, $0) }))
  }

  /// Headings that match none of our columns.
  var ignored: [String] { ignoredIndices.map { table.headings[$0] } }

  var ignoredIndices: [Int] {
    table.headings.indices.filter { index in !columns.contains { $0.index == index } }
  }

  /// The values of the segment column, sorted.
  var segments: [String]? {
    columns.first { $0.name == "segment" }.map {
      Set(content.distinct($0.index).map(\.trimmed)).sorted()
    }
  }

  func has(_ name: String) -> Bool { columns.contains { $0.name == name } }

  /// Takes the most likely column for one of our names, unless it is taken.
  private mutating func take(
    _ name: String, of heading: Vocabulary.Heading? = nil, _ fit: (Int) -> ColumnContent.Fit
  ) {
    guard !has(name), let said = heading ?? Vocabulary.headings[name],
      let (index, fit) = find(name, said.sure, said.doubtful, fit)
    else { return }
    columns.append(
      Column(
        name: name, index: index, yaml: Self.yaml(name, table.headings[index], fit, nil),
        ground: fit.ground))
  }

  /// The line of the scenario that maps a column.
  private static func yaml(
    _ name: String, _ heading: String, _ fit: ColumnContent.Fit, _ times: Int?
  ) -> String {
    let column = DocumentWriter.scalar(heading)
    if let values = fit.values {
      let pairs = values.map { "\(DocumentWriter.scalar($0.text)): \($0.months)" }
      return "\(name): {column: \(column), values: {\(pairs.joined(separator: ", "))}}"
    }
    if let times { return "\(name): {column: \(column), times: \(times)}" }
    if name == "term", Headings.areYears(heading) {
      return "\(name): {column: \(column), times: 12}"
    }
    return DocumentWriter.line(name, heading)
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
}
