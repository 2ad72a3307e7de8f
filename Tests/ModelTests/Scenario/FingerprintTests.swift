import Formats
import Language
import Model
import Ownership
import Testing
import Units

@Suite struct FingerprintTests {
  /// Vectors of the authors of FNV.
  @Test(arguments: [
    ("", "6c62272e07bb014262b821756295c58d"), ("a", "d228cb696f1a8caf78912b704e4a8964"),
    ("foobar", "343e1662793c64bf6f0d3597ba446f18"),
  ])
  func matchesKnownAnswers(_ text: String, _ digits: String) {
    var fingerprint = Fingerprint()
    fingerprint.add(text.utf8)
    #expect(fingerprint.description == digits)
  }

  private static let text = """
    quotient: 1
    name: Ours
    seed: 1
    trials: 100
    book: {generate: {accounts: 40, arr: 2m}}
    outcomes: {all: {renewal: {chance: 86%..90%, source: CRM}}}
    roles: {csm: {heads: 3}}
    finance: {budget: 1m}
    baseline: csql
    models: [csql, account-manager]

    """

  private func fingerprint(_ text: String) throws -> Fingerprint {
    try scenario(text).fingerprint
  }

  private func scenario(_ text: String) throws -> Scenario {
    let diagnostics = Diagnostics()
    let source = try SourceText(file: "ours.yaml", bytes: Array(text.utf8))
    let reading = try ScenarioReader.read(source, in: "", diagnostics)
    return try #require(reading.scenario, "\(diagnostics.lines())")
  }

  /// A book of two accounts, of which the second may differ.
  private func book(
    name: String? = nil, term: Int = 12, renewal: String = "2026-06-30", isAutomatic: Bool = false,
    salesCycle: Double? = nil, person: String? = nil, health: String? = nil, size: Double? = nil
  ) throws -> Book {
    try Book(
      ids: ["a", "b"], names: ["A", name], arr: [1, 2], segment: [0, 0], term: [12, term],
      renewalDay: [Day("2026-06-30")!, Day(renewal)!], autoRenewal: [false, isAutomatic],
      salesCycle: [nil, salesCycle], persons: [.csm: ["Ann", person]],
      attributes: ["health": .text(["red", health]), "size": .number([nil, size])],
      segments: [Segment.Declaration("all")])
  }

  /// Down to the last row of each column.
  @Test func distinguishesBooks() throws {
    var scenario = try scenario(Self.text)
    let books = try [
      book(), book(name: ""), book(name: "A"), book(term: 24), book(renewal: "2026-07-01"),
      book(isAutomatic: true), book(salesCycle: 0), book(salesCycle: 1), book(person: "Ann"),
      book(health: "red"), book(health: ""), book(size: 0), book(size: 1),
    ]
    let fingerprints = books.map { book in
      scenario.book = book
      return scenario.fingerprint
    }
    #expect(Set(fingerprints).count == books.count)
    scenario.book = try book()
    #expect(scenario.fingerprint == fingerprints[0])
  }

  @Test(arguments: [("seed: 1", "seed: 2"), ("trials: 100", "trials: 200"), ("86%", "0.86")])
  func ignoresEquivalentEdits(_ from: String, _ to: String) throws {
    let other = Self.text.replacing(from, with: to)
    #expect(other != Self.text)
    #expect(try fingerprint(other) == fingerprint(Self.text))
  }

  @Test(arguments: [
    ("86%", "86.01%"), ("source: CRM", "source: ERP"), ("accounts: 40", "accounts: 41"),
    ("csql, account-manager", "csql, all-csm"), ("heads: 3", "heads: 4"), ("1m", "1.1m"),
    ("name: Ours", "name: Theirs"), ("csql, account-manager", "account-manager, csql"),
    ("finance:", "quotas: {basis: equal}\nfinance:"),
  ])
  func distinguishesInputs(_ from: String, _ to: String) throws {
    let other = Self.text.replacing(from, with: to)
    #expect(other != Self.text)
    #expect(try fingerprint(other) != fingerprint(Self.text))
  }
}
