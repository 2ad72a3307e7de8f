import Foundation
import Testing

@Suite struct ExplainTests {
  private static let small = """
    quotient: 1
    trials: 40
    book: {generate: {accounts: 40, arr: 2m}}
    outcomes: {all: {renewal: {chance: 80%..92%}}}
    baseline: upsell-renewal-split
    models: [upsell-renewal-split, csql]

    """

  private struct Document: Decodable {
    struct Year: Decodable {
      let year: Int
      let figures: [String: Double?]
      let walk: [String: Double]
    }
    struct Event: Decodable {
      let account: String
      let year: Int
      let event: String
      let change: Double
    }
    let trial: Int
    let figures: [String: Double?]
    let years: [Year]
    let events: [Event]
  }

  private func document(_ command: Command, _ arguments: [String]) throws -> Document {
    let result = try command(arguments: ["explain"] + arguments + ["--json"])
    try #require(result.status == 0, "\(result.errors)")
    return try JSONDecoder().decode(Document.self, from: Data(result.output.utf8))
  }

  /// The shipped scenarios: figures to the last digit of samples.csv, which `compare` writes with
  /// every model at once.
  @Test(arguments: ["early-stage", "account-manager-reorganisation", "mid-market"])
  func figuresAreThoseOfSamples(name: String) throws {
    let command = try Command()
    defer { command.remove() }
    let scenario = Command.root.appending(path: "scenarios/\(name).yaml").path
    let compared = try command(
      "compare", scenario, "--trials", "48", "--samples", "--quiet", "--out", "report")
    try #require(compared.status == 0, "\(compared.errors)")
    // A row a trial, a column a model's figure: `csql.nrr`.
    let rows = try command.text(of: "report/samples.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    var samples: [String: [String: String]] = [:]
    var models: [String] = []
    for row in rows.dropFirst() {
      for (heading, value) in zip(rows[0], row).dropFirst(2) {
        let names = heading.split(separator: ".").map(String.init)
        if !models.contains(names[0]) { models.append(names[0]) }
        samples["\(row[0]) \(names[0])", default: [:]][names[1]] = value
      }
    }
    for (index, model) in models.enumerated() {
      let trial = (index * 13 + 5) % 48
      let document = try document(
        command, [scenario, "--trials", "48", "--model", model, "--trial", "\(trial)", "--quiet"])
      let sample = try #require(samples["\(trial) \(model)"])
      // The gain over the baseline is a figure of two models.
      #expect(Set(sample.keys).subtracting(["value-gain"]) == Set(document.figures.keys))
      for (figure, value) in document.figures {
        #expect(Double(sample[figure]!) == value, "\(figure) of \(model), trial \(trial)")
      }
      for year in document.years {
        let churn = document.events.filter { $0.year == year.year && $0.event == "churn" }
          .reduce(0) { $0 - $1.change }
        #expect(abs(churn - year.walk["churn"]!) < 1e-6 * max(1, churn))
      }
    }
  }

  @Test func findsWorstMedianAndBest() throws {
    try Command.with(scenario: Self.small) { command in
      let base = ["small.yaml", "--model", "csql"]
      let worst = try document(command, base + ["--trial", "worst"])
      let best = try document(command, base + ["--trial", "best"])
      let again = try document(command, base + ["--trial", "\(worst.trial)"])
      #expect(again.figures == worst.figures)
      #expect(worst.figures["value"]!! < best.figures["value"]!!)
      let dear = try document(command, base + ["--trial", "worst", "--by", "cost"])
      #expect(dear.figures["cost"]!! >= best.figures["cost"]!!)
      let text = try command(arguments: ["explain"] + base + ["--trial", "median", "--by", "nrr"])
      #expect(text.status == 0 && text.output.contains("the median by nrr"))
    }
  }

  @Test func narrowsToAnAccountAndAPerson() throws {
    try Command.with(scenario: Self.small) { command in
      let base = ["small.yaml", "--model", "csql", "--trial", "3"]
      let whole = try document(command, base)
      let account = try #require(whole.events.first).account
      let own = try document(command, base + ["--account", account])
      #expect(own.events.count == whole.events.count { $0.account == account })
      #expect(own.figures == whole.figures)
      let text = try command(arguments: ["explain"] + base + ["--account", account])
      #expect(text.output.contains(account) && text.output.contains("against"))
    }
  }

  @Test(arguments: [
    (["--model", "csqll", "--trial", "1"], "Error: --model: no model csqll; did you mean csql?"),
    (["--model", "csql", "--trial", "40"], "Error: --trial: the run has trials 0 to 39; found 40"),
    (["--model", "csql", "--trial", "-1"], "--trial"),
    (["--model", "csql", "--trial", "wors"], "or best; did you mean worst?"),
    (
      ["--model", "csql", "--trial", "best", "--by", "nr"], "--by: no metric nr; did you mean nrr?"
    ),
    (["--model", "csql", "--trial", "1", "--by", "nrr"], "--by belongs to --trial worst"),
    (
      ["--model", "csql", "--trial", "1", "--account", "nobody"],
      "--account: the book has no nobody"
    ),
    (["--model", "csql", "--trial", "1", "--person", "csm-9"], "--person: csql has no csm-9"),
    (
      ["--model", "csql", "--trial", "1", "--person", "a", "--account", "b"],
      "--account and --person exclude each other"
    ),
  ])
  func refusesWhatIsNotThere(_ options: [String], _ message: String) throws {
    try Command.with(scenario: Self.small) { command in
      let result = try command(arguments: ["explain", "small.yaml", "--quiet"] + options)
      #expect(result.status == 64 && result.output.isEmpty)
      #expect(result.errors.contains(message), "\(result.errors)")
    }
  }
}
