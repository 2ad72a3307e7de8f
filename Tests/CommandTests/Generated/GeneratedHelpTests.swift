import Testing

@Suite struct GeneratedHelpTests {
  @Test func documentsHelp() throws {
    let command = try Command()
    defer { command.remove() }
    var document = """
      # The command

      What `quotient help` says, made from the command itself.

      ```
      \(try command("--help").output)```

      """
    for name in [
      "init", "check", "compare", "causes", "sensitivity", "explain", "diff", "simulate", "merge",
      "studio", "advise", "pay", "size", "retention", "calibrate", "schema",
    ] {
      let help = try command("help", name)
      #expect(help.status == 0)
      document += "\n## \(name)\n```\n\(help.output)```\n"
    }
    try GeneratedFile(path: "docs/command.md").expect(document)
  }
}
