public import Advice
public import Formats
public import Model
import Units

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

  /// A scenario of a book's file, whose columns are guessed from headings and content.
  ///
  /// - Parameter file: The file's path as it will stand in the scenario.
  /// - Returns: Nil where the file is no sound CSV; then that was reported. A column that is
  ///   passed over although its heading may be one of ours is a warning.
  public static func text(
    book source: SourceText, as file: String, _ diagnostics: Diagnostics,
    advised: Advised = Advised(Company())
  ) -> String? {
    guard let table = CSVReader().table(source, diagnostics) else { return nil }
    let guess = ColumnGuess(table)
    var lines = [
      "book:", "  \(DocumentWriter.line("file", file))  # \(Counted(table.rowCount, "row"))",
    ]
    if guess.columns.isEmpty {
      lines.append("  # no heading looks like ours; map at least account and arr:")
      lines.append("  # columns: {account: ..., arr: ...}")
    } else {
      lines.append("  columns:  # guessed from headings and content; correct what is wrong")
      lines += guess.columns.map { "    \($0.yaml)  # \(PlainText.of($0.ground))" }
    }
    for name in ["account", "arr"] where !guess.has(name) {
      let doubt = guess.doubts.first { $0.name == name }
      let ground = doubt.flatMap { doubt in
        doubt.fit.problem.map { "of \(Excerpt.of(table.headings[doubt.index])), \($0)" }
      }
      lines.append(
        "    # \(name): ...  # \(PlainText.of(ground ?? "no heading looks like it")); it is needed")
    }
    for doubt in guess.doubts {
      diagnostics.report(
        Diagnostic(
          .warning, at: SourceLocation(file: source.file, line: doubt.fit.firstMisfit),
          subject: table.headings[doubt.index],
          .statement("looks like `\(doubt.name)`, but \(doubt.fit.problem ?? "")"),
          hint: "map it under book.columns if it is"))
    }
    if !guess.ignored.isEmpty {
      lines.append("  # ignored: " + PlainText.of(guess.ignored.joined(separator: ", ")))
    }
    if let segments = guess.segments {
      let names = PlainText.of(segments.joined(separator: ", "))
      lines.append("  # each value of the segment column is a segment: \(names);")
      lines.append("  # to join or rename them: segments: {our-name: [their value, another]}")
    }
    return document(
      name: "My first comparison", start: guess.firstYear.map { "\($0)-01-01" } ?? "2026-01-01",
      advised, book: lines.joined(separator: "\n"))
  }

  private static func document(
    name: String, start: String, _ advised: Advised, book: String
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
      currency: USD
      start: \(start)               # first day of the first fiscal year
      horizon: 3 years
      trials: 10000
      seed: 2026                      # the same seed, the same luck

      \(book)

      # What happens today, under the baseline's owners. A range is P10..P90 of what you do not know.
      # Replace these by your own history; `all` holds for every segment.
      outcomes:
        all:
          renewal: {chance: 84%..91%, source: a guess to be replaced}

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
        csm: {ote: 115k, pay-mix: 85/15}
        account-executive: {ote: 235k, pay-mix: 50/50}
        account-manager: {ote: 160k, pay-mix: 65/35}

      finance:
        gross-margin: 76%             # before the people modelled here
        discount-rate: 10%
        # budget: 2m                  # yearly cost of people that must not be exceeded
      \(facts)
      """
  }
}
