public import Advice
public import Formats
public import Model
public import Units

/// Writes a starter scenario: short, commented, and ready to run.
public enum ScenarioStarter {
  /// What advice adds to a scenario: facts of the company, and the frameworks among the models.
  public struct Advised {
    let company: Company
    let frameworks: [Framework]

    /// - Parameter frameworks: Those whose model lacks no fact.
    public init(_ company: Company, frameworks: [Framework] = []) {
      self.company = company
      self.frameworks = frameworks
    }
  }

  /// A scenario with a generated book.
  public static func text(_ advised: Advised = Advised(Company())) -> String {
    document(
      name: "My first comparison", start: "2026-01-01", advised,
      book: """
        book:
          generate: {accounts: 400, arr: 12m}    # made up; or `file: accounts.csv`
        """)
  }

  /// The first scenario of a book's file.
  public struct BookScenario: Sendable {
    /// Empty where a question is open.
    public let text: String
    /// The same as far as it is known, to find what else is wrong with the file.
    public let draft: String
    /// What was chosen, each a sentence without its full stop.
    public let notes: [String]
    /// What only the file's owner can say; all of it.
    public let questions: [StarterQuestion]
  }

  /// A scenario of a book's file, whose reading is found and whose columns are guessed.
  ///
  /// - Parameters:
  ///   - path: The file's path as it will stand in the scenario.
  ///   - answers: What the user says of the file.
  ///   - today: The first fiscal year follows it where the file tells no day.
  /// - Returns: Nil where the file is no table; then that was reported. A column that is passed over
  ///   although its heading may be one of ours is a warning.
  public static func scenario(
    of file: TableFile, as path: String, answers: StarterAnswers = StarterAnswers(), today: Day,
    advised: Advised = Advised(Company()), _ diagnostics: Diagnostics
  ) -> BookScenario? {
    guard
      let book = BookStarter(file, as: path, answers: answers, today: today, diagnostics)
    else { return nil }
    for doubt in book.doubts {
      diagnostics.report(
        Diagnostic(
          .warning, at: SourceLocation(file: file.file, line: doubt.fit.firstMisfit),
          subject: doubt.heading,
          .statement("looks like `\(doubt.name)`, but \(doubt.fit.problem ?? "")"),
          hint: "map it under book.columns if it is"))
    }
    let draft = document(
      name: "My first comparison", currency: book.currency, start: book.start.description,
      advised, book: (book.lines + book.drivers).joined(separator: "\n"))
    return BookScenario(
      text: book.questions.isEmpty ? draft : "", draft: draft,
      notes: book.notes, questions: book.questions)
  }

  private static func value(_ key: String) -> String { ScenarioTemplate.texts[key]! }

  private static func document(
    name: String, currency: String = "USD", start: String, _ advised: Advised, book: String
  ) -> String {
    let company = CompanyWriter(company: advised.company).lines
    let models = advised.frameworks.map { framework in
      "\n  - \(AdvisedModel.prefix)\(framework.name)  # \(framework.source)"
    }
    let facts = company.isEmpty ? "" : "\n" + company.joined(separator: "\n") + "\n"
    return """
      # A scenario for Quotient. Check it with `quotient check`, run it with `quotient compare`.
      # What is not said here has a default; `quotient check --resolved` lists all with their sources.
      quotient: 1
      name: \(name)
      currency: \(currency)
      start: \(start)               # first day of the first fiscal year
      horizon: 3 years
      trials: 10000
      seed: 2026                      # the same seed, the same luck

      \(book)

      # What happens today, under the baseline's owners. A range is P10..P90 of what you do not know.
      # Replace these by your own history; `all` holds for every segment. What says `source: template`
      # counts as not confirmed until you change the value or say where it comes from.
      outcomes:
        all:
          renewal: {chance: \(value("outcomes.all.renewal.chance")), source: \(ScenarioTemplate.source)}

      # The status quo: who owns renewals and expansion now.
      baseline: upsell-renewal-split

      # Who could own them instead: presets by name, or a preset with changes.
      models:
        - upsell-renewal-split        # CSM renews, account executive sells
        - csql                        # as above, and the CSM finds leads for the seller
        - all-csm                     # CSM does everything
        - account-manager             # an account manager owns all commerce\(models.joined())
        # - advised/cure              # what a framework advises: `quotient advise` asks for its facts
        # - name: ours
        #   like: csql
        #   owners: {all: {cross-sell: account-manager}}

      # Pay, costs and margin that decide the comparison; see `quotient schema` for every key.
      roles:
        csm: {ote: \(value("roles.csm.ote")), pay-mix: 85/15, source: \(ScenarioTemplate.source)}
        account-executive: {ote: \(value("roles.account-executive.ote")), pay-mix: 50/50, source: \(ScenarioTemplate.source)}
        account-manager: {ote: \(value("roles.account-manager.ote")), pay-mix: 65/35, source: \(ScenarioTemplate.source)}

      finance:
        source: \(ScenarioTemplate.source)
        gross-margin: \(value("finance.gross-margin"))             # before the people modelled here
        discount-rate: \(value("finance.discount-rate"))
        # budget: 2m                  # yearly cost of people that must not be exceeded

      # What a model has to meet to be approved; the report answers each with go or no-go.
      # approve:
      #   cost: "<= 2m with 80%"
      #   nrr: ">= 103% with 70%"
      \(facts)
      """
  }
}
