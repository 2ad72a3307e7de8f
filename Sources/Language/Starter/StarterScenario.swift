import Ownership

/// A first scenario, commented, that runs as it is: what `init` writes.
public struct StarterScenario: Sendable {
  private let guess: BookGuess?
  private let name: String
  private let bookPath: String

  /// A scenario over a made-up book.
  public init() {
    guess = nil
    name = "A first comparison"
    bookPath = ""
  }

  /// A scenario over a file.
  ///
  /// - Parameter bookPath: The file as it is seen from the scenario's folder.
  public init(_ guess: BookGuess, name: String, bookPath: String) {
    self.guess = guess
    self.name = name
    self.bookPath = bookPath
  }

  public var text: String {
    """
    # Who should own the revenue of our customers? Some answers, one book, the same luck.
    #
    #   quotient check FILE               what it comes to; --resolved prints every default
    #   quotient compare FILE             the answer
    #
    # A value that is not known exactly is a range: 84%..91% is its P10..P90. What is not stated
    # has a default; `source:` says where a value of yours is from.
    quotient: 1
    name: \(DocumentWriter.scalar(name, false))
    currency: USD
    start: \(guess?.renewalYear ?? 2026)-01-01
    horizon: 3 years
    trials: 4000
    seed: 2026

    \(book)

    # What happens to accounts TODAY, under the baseline's owners: segment > motion. `all` is every
    # segment; name a segment beside it to say what differs there. Replace these by your own rates.
    outcomes:
      all:
        renewal: {chance: 84%..91%}                  # each time a term ends
        contraction: {chance: 5%..10%, size: 10%..35%}
        price-increase: {chance: 40%..65%, size: 2%..7%}
        upsell: {per-year: 0.3..0.6, won: 35%..50%, size: 5%..40%}
        cross-sell: {per-year: 0.1..0.3, won: 20%..35%, size: 10%..50%}
    \(drivers)
    # The model under which these rates were seen. All others are compared with it.
    baseline: upsell-renewal-split

    # Who owns what. Presets by name (docs/ownership-presets.md lists all \(Preset.all.count)), or one of your own:
    #   - name: ours
    #     like: account-manager
    #     owners: {all: {renewal: renewal-manager}}
    models:
    \(models)

    finance:
      gross-margin: 76%                              # before the people modelled here
      discount-rate: 10%
    """ + "\n"
  }

  private var models: String {
    ["upsell-renewal-split", "all-csm", "csql", "account-manager"].map { name in
      let lead = "  - \(name)".padding(to: 49)
      return lead + "# " + (Preset.named(name)?.summary ?? "")
    }.joined(separator: "\n")
  }

  private var book: String {
    guard let guess else {
      return """
        # The accounts: made up here. Yours come from a CRM export:
        #   book: {file: accounts.csv, columns: {account: Account ID, arr: ARR, segment: Segment}}
        book:
          generate: {accounts: 400, arr: 12m}
        """
    }
    var lines = ["# The accounts, from the file as it is. Our name: the file's heading."]
    lines += ["book:", "  file: \(DocumentWriter.scalar(bookPath, false))"]
    lines.append("  columns:")
    lines += guess.columns.map { column in
      let heading = DocumentWriter.scalar(column.heading, false)
      guard column.times != nil || column.values != nil else {
        return "    \(column.name): \(heading)"
      }
      var parts = ["column: \(heading)"]
      if let times = column.times { parts.append("times: \(times)") }
      if let values = column.values {
        let pairs = values.map { "\(DocumentWriter.scalar($0.value, false)): \($0.meaning)" }
        parts.append("values: {\(pairs.joined(separator: ", "))}")
      }
      return "    \(column.name): {\(parts.joined(separator: ", "))}"
    }
    if !guess.columns.contains(where: { $0.name == "renewal-date" }) {
      lines.append("  # No renewal dates: they are spread evenly over each term.")
    }
    if !guess.ignored.isEmpty {
      lines.append("  # Not used: " + DocumentWriter.oneLine(guess.ignored.joined(separator: ", ")))
    }
    return lines.joined(separator: "\n")
  }

  private var drivers: String {
    guard let guess, !guess.healthValues.isEmpty else { return "" }
    let odds = guess.healthValues.map { "\(DocumentWriter.scalar($0, false)): 1" }
    return """

      # What moves the odds of renewal beside the owner: an odds ratio for each value of a column.
      drivers:
        renewal:
          health: {\(odds.joined(separator: ", "))}

      """
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(1, width - count))
  }
}
