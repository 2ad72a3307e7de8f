import Foundation
import Testing

@Suite struct DiffTests {
  private static let before = """
    quotient: 1
    trials: 160
    book: {generate: {accounts: 40, arr: 2m}}
    outcomes: {all: {renewal: {chance: 80%..92%}}}
    effects: {overload: 0.7}
    baseline: upsell-renewal-split
    models: [upsell-renewal-split, csql, account-manager]

    """
  private static let after =
    before.replacing("80%..92%", with: "84%..92%").replacing("overload: 0.7", with: "overload: 0.5")
    .replacing("book:", with: "roles: {csm: {ote: 140k}}\nbook:")

  private struct Value: Decodable {
    let mean: Double
    let se: Double?
  }
  private struct Document: Decodable {
    struct Change: Decodable {
      let change: String
    }
    struct Part: Decodable {
      let change: String
      let mean: Double
      let se: Double?
    }
    struct Figure: Decodable {
      let model: String
      let metric: String
      let before: Value
      let after: Value
      let change: Value
      let parts: [Part]
    }
    let changes: [Change]
    let figures: [Figure]
  }
  private struct Compared: Decodable {
    struct Model: Decodable {
      let name: String
      let value: Value
      let nrr: Value
      let cost: Value
    }
    let models: [Model]
  }

  private func decoded<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  /// To the cent, between what `compare` says of each scenario.
  @Test func partsAddUpToTheChange() throws {
    let command = try Command(files: ["a.yaml": Self.before, "b.yaml": Self.after])
    defer { command.remove() }
    let result = try command("diff", "a.yaml", "b.yaml", "--json", "--quiet")
    try #require(result.status == 0, "\(result.errors)")
    let document = try decoded(Document.self, result.output)
    #expect(
      Set(document.changes.map(\.change))
        == ["outcomes.all.renewal.chance", "effects.overload", "roles.csm.ote"])
    #expect(document.figures.count == 18)
    for figure in document.figures {
      let sum = figure.parts.reduce(0) { $0 + $1.mean }
      #expect(abs(sum - figure.change.mean) < 0.005, "\(figure.model) \(figure.metric)")
      #expect(abs(figure.after.mean - figure.before.mean - figure.change.mean) < 0.005)
      #expect(figure.parts.allSatisfy { $0.se != nil })
    }
    func part(_ model: String, _ metric: String, _ change: String) -> Double? {
      document.figures.first { $0.model == model && $0.metric == metric }?.parts
        .first { $0.change == change }?.mean
    }
    // Pay is no cause of retention, and renewals that are likelier retain more.
    #expect(part("csql", "nrr", "roles.csm.ote") == 0)
    #expect(part("csql", "cost", "roles.csm.ote")! > 0)
    #expect(part("csql", "nrr", "outcomes.all.renewal.chance")! > 0)
    for (file, place) in [("a.yaml", \Document.Figure.before), ("b.yaml", \.after)] {
      let compared = try decoded(
        Compared.self, try command("compare", file, "--json", "--no-files", "--quiet").output)
      for model in compared.models {
        // What people cost is told a year.
        let metrics = [("value", model.value, 1.0), ("nrr", model.nrr, 1), ("cost", model.cost, 3)]
        for (metric, value, years) in metrics {
          let figure = document.figures.first { $0.model == model.name && $0.metric == metric }
          let mean = try #require(figure)[keyPath: place].mean
          #expect(abs(mean * years / value.mean - 1) < 1e-12)
        }
      }
    }
  }

  @Test func saysWhatBecameOfTheVerdict() throws {
    let command = try Command(files: ["a.yaml": Self.before, "b.yaml": Self.after])
    defer { command.remove() }
    let text = try command("diff", "a.yaml", "b.yaml", "--quiet", "--trials", "64")
    #expect(text.status == 0)
    for part in ["effects.overload", "before", "together", "Verdict", "worth most"] {
      #expect(text.output.contains(part), "\(part)")
    }
    let same = try command("diff", "a.yaml", "a.yaml", "--quiet", "--trials", "32")
    #expect(same.status == 0 && same.output.contains("Nothing changed that moves a figure."))
  }

  /// A baseline that only the other has is switched with what it needs.
  @Test func switchesWhatBelongsTogether() throws {
    let after = Self.before.replacing("baseline: upsell-renewal-split", with: "baseline: all-csm")
      .replacing("[upsell-renewal-split,", with: "[all-csm,")
    let command = try Command(files: ["a.yaml": Self.before, "b.yaml": after])
    defer { command.remove() }
    let result = try command("diff", "a.yaml", "b.yaml", "--json", "--quiet", "--trials", "32")
    try #require(result.status == 0, "\(result.errors)")
    for figure in try decoded(Document.self, result.output).figures {
      let sum = figure.parts.reduce(0) { $0 + $1.mean }
      #expect(abs(sum - figure.change.mean) < 0.005)
    }
  }

  @Test func comparesReports() throws {
    let command = try Command(files: ["a.yaml": Self.before, "b.yaml": Self.after])
    defer { command.remove() }
    for name in ["a", "b"] {
      #expect(try command("compare", "\(name).yaml", "--out", name, "--quiet").status == 0)
    }
    let text = try command("diff", "a", "b")
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("effects.overload") && text.output.contains("value-gain"))
    // What a report does not list may have changed besides.
    #expect(text.output.contains("budget and targets may differ besides"))
    #expect(text.output.contains("cost of all years"))
    #expect(
      try command("compare", "a.yaml", "--set", "horizon=1 year", "--out", "c", "--quiet").status
        == 0)
    let shorter = try command("diff", "a", "c").output
    #expect(shorter.contains("horizon-years") && shorter.contains("may differ besides"))
    let document = try decoded(
      Document.self,
      try command("diff", "a/report.json", "b/report.json", "--json").output)
    let figure = try #require(document.figures.first { $0.metric == "value" })
    #expect(figure.change.mean == figure.after.mean - figure.before.mean)

    let old = try command.text(of: "a/report.json").replacing("\"0.1.0\"", with: "\"0.0.9\"")
    try command.write(old, to: "old.json")
    let refused = try command("diff", "old.json", "b")
    #expect(refused.status == 65)
    #expect(
      refused.errors.contains("old.json is by quotient 0.0.9, b by 0.1.0: figures may differ"))
    let mixed = try command("diff", "a.yaml", "b")
    #expect(mixed.status == 64 && mixed.errors.contains("b is a report and a.yaml a scenario"))
    try command.write("{}", to: "none.json")
    let none = try command("diff", "none.json", "b")
    #expect(none.status == 65 && none.errors.contains("none.json: no report of quotient compare"))
    let missing = try command("diff", "c.yaml", "b.yaml")
    #expect(missing.status == 66)
    let trials = try command("diff", "a", "b", "--trials", "5")
    #expect(trials.status == 64)
  }
}
