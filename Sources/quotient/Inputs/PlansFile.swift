import Formats
import Language
import Model
import Plans
import Reporting
import Statements
import Units

/// A file of pay plans, with its actuals if given.
struct PlansFile {
  let document: PlansDocument
  let question: PayQuestion
  let actuals: Actuals?
  /// Pay of everybody; nil without actuals.
  let run: PayRun?
  /// The fingerprint of both files.
  let inputs: Fingerprint
  /// Rendered, one a line.
  let warnings: [String]
  /// What people lack for a period that is over, where others are paid all the same.
  let overdue: Diagnostics

  /// - Parameters:
  ///   - consequence: What is not done if a file is wrong.
  ///   - asking: Determines person and period from the document.
  init(
    _ source: SourceText, actuals path: String?, consequence: String, listsOpen: Bool = false,
    asking: (PlansDocument) throws -> PayQuestion = { _ in PayQuestion() }
  ) throws {
    if Self.isScenario(source) {
      throw Failure(
        .badData,
        "\(source.file) is a scenario, not a file of pay plans: `quotient compare` runs it;"
          + " `quotient init --plans` writes a file of pay plans to begin with")
    }
    let diagnostics = Diagnostics()
    overdue = Diagnostics()
    let document = try PlansReader.document(source, diagnostics)
    try diagnostics.throwIfAny(consequence)
    guard let document else { throw Failure(.badData, "\(source.file): no plans") }
    self.document = document
    question = try asking(document)
    var inputs = Fingerprint()
    inputs.add(file: source.bytes)
    if let path {
      let text = try TableFile(contentsOf: path).csv()
      inputs.add(file: text.bytes)
      actuals = ActualsReader(document).actuals(text, diagnostics)
      try diagnostics.throwIfAny(consequence)
      run = actuals.flatMap { [question, overdue] in
        document.pay(
          for: $0, asked: question.isToYearsEnd ? document.year.last : question.paidThrough,
          person: question.person,
          within: question.period?.span, listsOpen: listsOpen, overdue: overdue, diagnostics)
      }
      try diagnostics.throwIfAny(consequence)
      if listsOpen
        || run?.statements.contains(where: { [question] in question.includes($0) }) != true
      {
        try overdue.throwIfAny(consequence)
      }
    } else {
      actuals = nil
      run = nil
    }
    self.inputs = inputs
    warnings = diagnostics.lines()
  }

  /// Whether a file holds pay plans rather than a scenario: it states people or the start of its
  /// year.
  static func isPlans(_ source: SourceText) -> Bool {
    guard let root = DocumentReader.read(source, Diagnostics()) else { return false }
    return root["book"] == nil && root["models"] == nil
      && (root["people"] != nil || root["year-starts"] != nil)
  }

  private static func isScenario(_ source: SourceText) -> Bool {
    guard let root = DocumentReader.read(source, Diagnostics()) else { return false }
    return root["models"] != nil && root["people"] == nil && root["year-starts"] == nil
  }

  /// The content of the file, line by line.
  var summary: [String] {
    let used = Set(document.people.flatMap(\.plans))
    let plans = Counted(document.plans.count, "plan")
    let own = used.count == plans.count ? "\(plans)" : "\(used.count) of \(plans)"
    var lines = [
      "\(Counted(document.people.count, "person", "people")) on \(own), \(document.currency),"
        + " year \(document.year)"
    ]
    if let actuals {
      lines.append(
        "\(Counted(actuals.credits.count, "credit")) and \(Counted(actuals.events.count, "event"))")
    }
    for plan in document.plans where used.contains(plan.name) {
      lines += PlanDiagnosisText(PlanDiagnosis(plan)).lines
    }
    return lines
  }
}

/// Whose pay to show, and for which period.
struct PayQuestion {
  /// Nil for everybody.
  var person: String?
  /// Nil for every period up to the last actual.
  var period: PayPeriod?
  /// Whether to pay beyond the last actual, to the end of the year.
  var isToYearsEnd = false

  /// Whether a statement is asked for.
  func includes(_ statement: Statement) -> Bool {
    (person == nil || statement.person == person)
      && (period?.span.contains(statement.period.span) ?? true)
  }

  /// The day through which to pay even without credits: the end of the requested month or quarter.
  /// For a whole year, statements stop at the last actual.
  var paidThrough: Day? {
    period.flatMap { $0.period == .year ? nil : $0.span.last }
  }
}
