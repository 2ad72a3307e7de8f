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

  @Test(arguments: [
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
