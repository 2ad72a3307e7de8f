import Foundation
import Testing

@Suite struct SizeTests {
  private static let minimal = """
    quotient: 1
    book:
      generate: {accounts: 24, arr: 1.2m}
    baseline: upsell-renewal-split
    models: [upsell-renewal-split, csql]

    """

  @Test func sizesAPlan() throws {
    let command = try Command(files: ["a.yaml": Self.minimal])
    defer { command.remove() }
    let sized = try command(
      "size", "a.yaml", "--model", "csql", "--role", "csm", "--chance", "0.6", "--trials", "64")
    #expect(sized.status == 0, "\(sized.errors)")
    #expect(sized.output.contains("60% of people at or above quota of grr"))
    #expect(sized.output.contains("plans do not change behaviour"))
    let json = try command(
      "size", "a.yaml", "--model", "csql", "--role", "csm", "--trials", "64", "--json",
      "--threads", "1")
    #expect(json.status == 0)
    #expect(json.output.hasPrefix("{") && json.output.contains("\"measure\": \"grr\""))
    let again = try command(
      "size", "a.yaml", "--model", "csql", "--role", "csm", "--trials", "64", "--json",
      "--threads", "2", "--chance", "60%")
    #expect(again.output == json.output)
  }

  /// Written in as told, the quota gives in `compare`, by the same definition, the chance that was
  /// promised, on the luck of other seeds; as it stood it did not.
  @Test func compareShowsWhatSizePromised() throws {
    let command = try Command(files: [:])
    defer { command.remove() }
    let scenario = Command.root.appending(path: "scenarios/mid-market.yaml").path
    let trials = ["--trials", "1600"]
    let sized = try command(
      arguments: [
        "size", scenario, "--model", "hybrid", "--role", "account-manager", "--chance", "60%",
        "--budget", "100m",
      ] + trials)
    #expect(sized.status == 0, "\(sized.errors)")
    let first = sized.output.prefix { $0 != "\n" }
    let quota = try #require(first.firstMatch(of: #/^write quota: ([0-9.]+%) /#)?.1)
    func atQuota(seed: Int, _ settings: [String]) throws -> (share: Double, error: Double) {
      let run = try command(
        arguments: [
          "compare", scenario, "--models", "hybrid", "--seed", "\(seed)", "--json", "--no-files",
        ] + trials + settings)
      let report = try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      let models = try #require(report["models"] as? [[String: Any]])
      let hybrid = try #require(models.first { $0["name"] as? String == "hybrid" })
      let roles = try #require(hybrid["roles"] as? [[String: Any]])
      let role = try #require(roles.first { $0["role"] as? String == "account-manager" })
      let health = try #require(role["plan-health"] as? [String: Any])
      let measures = try #require(health["by-measure"] as? [String: Any])
      let nrr = try #require(measures["nrr"] as? [String: Any])
      return (
        try #require(nrr["share-at-quota"] as? Double),
        try #require(nrr["share-at-quota-se"] as? Double)
      )
    }
    let written = ["--set", "plans.account-manager.measures.nrr.quota=\(quota)"]
    let found = try (301...305).map { try atQuota(seed: $0, written) }
    // Each error is of a dozen blocks; that of all together is known better. Two independent runs of as
    // many trials differ.
    let error = (found.reduce(0) { $0 + $1.error * $1.error } / 5).squareRoot()
    for run in found { #expect(abs(run.share - 0.6) < 3.29 * 1.42 * error, "\(found)") }
    let before = try atQuota(seed: 301, [])
    #expect(abs(before.share - 0.6) > 3.29 * 1.42 * error, "\(before)")
  }

  /// Several roles, and all measures of a plan, each for itself.
  @Test func sizesSeveral() throws {
    let command = try Command(files: ["a.yaml": Self.minimal])
    defer { command.remove() }
    let sized = try command(
      "size", "a.yaml", "--model", "csql", "--role", "csm, account-executive", "--measure", "all",
      "--trials", "64", "--chance", "20%", "--json")
    #expect(sized.status == 0, "\(sized.errors)")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(sized.output.utf8)) as? [String: Any])
    let sizings = try #require(document["sizings"] as? [[String: Any]])
    let pairs = sizings.map { "\($0["role"] ?? "") \($0["measure"] ?? "")" }
    #expect(Set(pairs).count == pairs.count && pairs.contains("csm grr"), "\(pairs)")
    #expect(pairs.contains { $0.hasPrefix("account-executive ") }, "\(pairs)")
    let text = try command(
      "size", "a.yaml", "--model", "csql", "--role", "csm,account-executive", "--trials", "64",
      "--chance", "20%")
    #expect(text.output.split(separator: "\n").count { $0.hasPrefix("write ") } == 2)
  }

  @Test(arguments: [
    (["--model", "csql", "--role", ","], "names a role"),
    (["--model", "csql", "--role", "csm,csmm"], "no role csmm; did you mean csm?"),
    (["--model", "csqll", "--role", "csm"], "no model csqll; did you mean csql?"),
    (["--model", "csql", "--role", "csmm"], "no role csmm; did you mean csm?"),
    (["--model", "csql", "--role", "digital"], "no plan pays digital in csql"),
    (["--model", "csql", "--role", "csm", "--measure", "gr"], "did you mean grr?"),
    (["--model", "csql", "--role", "csm", "--chance", "60"], "write 60%"),
    (["--model", "csql", "--role", "csm", "--chance", "100%"], "between 0% and 100%"),
    (["--model", "csql", "--role", "csm", "--budget", "1,000"], "found 1,000"),
  ])
  func rejectsWhatCannotBeSized(_ options: [String], _ message: String) throws {
    let command = try Command(files: ["a.yaml": Self.minimal])
    defer { command.remove() }
    let result = try command(arguments: ["size", "a.yaml", "--trials", "32"] + options)
    #expect(result.status == 64)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  /// The account managers of this model sell, but renew nothing.
  @Test func refusesARoleThatIsNeverCredited() throws {
    let command = try Command(
      files: [
        "a.yaml": """
        quotient: 1
        horizon: 1 year
        book: {generate: {accounts: 24, arr: 1.2m}}
        baseline: value-capture
        models: [value-capture]
        plans:
          account-manager:
            measures: [{measure: renewed-arr, weight: 100%, curve: {0%: 0%, 100%: 100%}}]

        """
      ])
    defer { command.remove() }
    let result = try command(
      "size", "a.yaml", "--model", "value-capture", "--role", "account-manager", "--trials", "32")
    #expect(result.status == 64)
    #expect(result.errors.contains("too many people have no credit at all"), "\(result.errors)")
  }
}
