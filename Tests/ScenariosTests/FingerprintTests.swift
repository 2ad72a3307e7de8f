import Language
import Scenarios
import Testing

@Suite struct FingerprintTests {
  /// Vectors of the authors of FNV.
  @Test(arguments: [
    ("", "6c62272e07bb014262b821756295c58d"), ("a", "d228cb696f1a8caf78912b704e4a8964"),
    ("foobar", "343e1662793c64bf6f0d3597ba446f18"),
  ])
  func knownAnswers(_ text: String, _ digits: String) {
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
    let diagnostics = Diagnostics()
    let source = try SourceText(file: "ours.yaml", bytes: Array(text.utf8))
    let reading = try ScenarioReader.read(source, in: "", diagnostics)
    let scenario = reading.scenario
    return try #require(scenario, "\(diagnostics.lines())").fingerprint
  }

  @Test(arguments: [("seed: 1", "seed: 2"), ("trials: 100", "trials: 200"), ("86%", "0.86")])
  func sameInputs(_ from: String, _ to: String) throws {
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
  func otherInputs(_ from: String, _ to: String) throws {
    let other = Self.text.replacing(from, with: to)
    #expect(other != Self.text)
    #expect(try fingerprint(other) != fingerprint(Self.text))
  }
}
