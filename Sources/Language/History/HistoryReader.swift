public import Formats
public import History
import Units

/// What a file of the past was understood as.
public struct HistoryReading: Sendable {
  public let past: RecordedPast
  /// What was chosen in reading, each a sentence without its full stop.
  public let remarks: [String]
}

/// Reads the past from the files in which companies keep it, in whichever of their forms.
///
/// ```swift
/// let diagnostics = Diagnostics()
/// let file = try TableFile(contentsOf: "movements.csv")
/// let reading = HistoryReader().read(file, StarterAnswers(), diagnostics)
/// ```
public struct HistoryReader {
  /// What the user says about the file, where its headings and words do not.
  public struct Options: Sendable {
    /// Headings by what they hold: `before: prem_last`.
    public var columns: [String: String] = [:]
    /// What words of an outcome or a type mean: `Pending: open`.
    public var words: [String: String] = [:]
    /// What amounts are multiplied with; nil for 12 in a matrix of months, else 1.
    public var times: Double?
    /// Headings of columns that may move a renewal.
    public var covariates: [String] = []

    public init() {}
  }

  let options: Options
  /// What the user says of the file's reading.
  private(set) var answers = StarterAnswers()

  public init(_ options: Options = Options()) {
    self.options = options
  }

  /// The past; nil if something was reported.
  ///
  /// - Parameter answers: How the file is read, where the user says so; the rest is found and said.
  public func read(
    _ file: TableFile, _ answers: StarterAnswers = StarterAnswers(), _ diagnostics: Diagnostics
  ) -> HistoryReading? {
    var reader = self
    reader.answers = answers
    do throws(Diagnostic) {
      let found = try file.found(answers.format)
      var format = answers.completing(found.format)
      guard var table = file.table(format, diagnostics) else { return nil }
      var choices = found.choices
      // The last customers of a matrix fill few fields, as footers do; a footer has no money, and
      // does no harm.
      if format.footer != nil, answers["footer"] == nil,
        !HistoryColumns(table, stated: [:]).months.isEmpty
      {
        format.footer = nil
        choices.removeAll { $0.key == "footer" }
        guard let whole = file.table(format, diagnostics) else { return nil }
        table = whole
      }
      guard let reading = reader.read(table, diagnostics) else { return nil }
      let chosen = choices.map { "\($0.key) \(Excerpt.of($0.value)): \($0.ground)" }
      return HistoryReading(
        past: reading.past, remarks: chosen + found.remarks + reading.remarks)
    } catch {
      diagnostics.report(error)
      return nil
    }
  }

  private func read(_ table: DataTable, _ diagnostics: Diagnostics) -> HistoryReading? {
    let before = diagnostics.errorCount
    guard let stated = statedColumns(table, diagnostics) else { return nil }
    let columns = HistoryColumns(table, stated: stated)
    let reading = read(table, columns, diagnostics)
    return diagnostics.errorCount == before ? reading : nil
  }

  private func read(
    _ table: DataTable, _ columns: HistoryColumns, _ diagnostics: Diagnostics
  ) -> HistoryReading? {
    func fields(_ names: [HistoryColumns.Name], _ needed: [HistoryColumns.Name]) -> HistoryFields? {
      let found = columns.find(names)
      guard needed.allSatisfy({ found[$0] != nil }) else { return nil }
      let settled = table.settled(
        amounts: found.filter { Self.money.contains($0.key) }.map(\.value)
          + columns.months.map(\.column), dates: [found[.date]].compactMap(\.self), diagnostics)
      let money = Self.telling.lazy.compactMap { found[$0] }.first ?? columns.months.first?.column
      return HistoryFields(
        table: settled, columns: found, money: money, answers: answers, diagnostics: diagnostics,
        times: options.times ?? answers.times
          ?? money.map { HeadingUnit(settled.headings[$0]).scale } ?? 1)
    }
    let about: [HistoryColumns.Name] = [.account, .segment, .territory, .currency]
    /// What a form makes of its fields, with what was seen of its rows.
    func told(_ fields: HistoryFields, _ reading: HistoryReading?) -> HistoryReading? {
      reading.map { HistoryReading(past: $0.past, remarks: fields.remarks + $0.remarks) }
    }
    if !columns.months.isEmpty {
      let strange = columns.strangeMonths
      guard strange.isEmpty else {
        diagnostics.report(
          Diagnostic(
            at: SourceLocation(file: table.file, line: 1),
            .statement(
              "\(Excerpt.of(strange[0])) is no month as the other headings are"
                + (strange.count > 1 ? ", nor are \(strange.count - 1) more" : "")),
            hint: "write it as they are, or remove the column"))
        return nil
      }
      guard let fields = fields(about, [.account]) else {
        return missing([.account], table, diagnostics)
      }
      return told(fields, months(of: fields, columns.months))
    }
    if let fields = fields([.year, .survivors], [.year, .survivors]) {
      return survivors(of: fields)
    }
    if let fields = fields(
      about + [.term, .year, .opening, .closing, .due], [.account, .year, .opening, .closing])
    {
      return told(fields, snapshots(of: fields))
    }
    if let fields = fields(
      about + [.term, .date, .outcome, .before, .after], [.outcome, .before])
    {
      return told(fields, renewals(of: fields))
    }
    if let fields = fields(
      about + [.date, .type, .amount, .motion], [.account, .date, .type, .amount])
    {
      return told(fields, movements(of: fields))
    }
    return missing(nil, table, diagnostics)
  }

  /// The columns of which one tells what a row comes to.
  private static let telling: [HistoryColumns.Name] = [.before, .amount, .opening]

  private static let money: Set<HistoryColumns.Name> = [
    .before, .after, .opening, .closing, .due, .amount,
  ]

  /// The columns that the user maps; nil if one was reported.
  private func statedColumns(
    _ table: DataTable, _ diagnostics: Diagnostics
  ) -> [HistoryColumns.Name: String]? {
    let names = HistoryColumns.Name.allCases.map(\.rawValue)
    var stated: [HistoryColumns.Name: String] = [:]
    var isSound = true
    func refuse(_ text: String, _ hint: String?) {
      isSound = false
      diagnostics.report(
        Diagnostic(at: SourceLocation(file: table.file, line: 1), .statement(text), hint: hint))
    }
    for (name, heading) in options.columns.sorted(by: { $0.key < $1.key }) {
      guard let known = HistoryColumns.Name(rawValue: name) else {
        refuse(
          "a history has no \(name)",
          Suggestion.hint(for: name, among: names) ?? "there is \(names.joined(separator: ", "))")
        continue
      }
      stated[known] = heading
    }
    for heading in stated.values.sorted() + options.covariates
    where table.column(heading) == nil {
      refuse(
        "no column \(Excerpt.of(heading))",
        Suggestion.hint(for: heading, among: table.headings, listsKnown: true))
    }
    return isSound ? stated : nil
  }

  private func missing(
    _ names: [HistoryColumns.Name]?, _ table: DataTable, _ diagnostics: Diagnostics
  ) -> HistoryReading? {
    let problem =
      names.map { "no column \($0.map(\.rawValue).joined(separator: ", "))" }
      ?? "the headings are of no history: neither renewals (outcome, before), yearly snapshots"
      + " (account, year, opening, closing), movements (account, date, type, amount), a matrix of"
      + " months, nor survivors (year, survivors)"
    diagnostics.report(
      Diagnostic(
        at: SourceLocation(file: table.file, line: 1), .statement(problem),
        hint: "say which heading holds what, such as --column before=\"\(table.headings[0])\""))
    return nil
  }

  /// What a word means: as the user says, else the first meaning one of whose words it has.
  func meaning<Meaning: RawRepresentable<String> & CaseIterable>(
    of text: String, _ words: [(Meaning, [String])]
  ) -> Meaning? {
    if let stated = options.words[text] { return Meaning(rawValue: stated) }
    let own = Set(Headings.words(text))
    return words.first { !own.isDisjoint(with: $0.1) }?.0
  }
}
