import ArgumentParser
import Language

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scenarios, for editors.",
    discussion: """
      An editor that knows the schema completes keys and underlines what does not exist:
        quotient schema > scenario.schema.json
      and as the first line of a scenario:
        # yaml-language-server: $schema=scenario.schema.json
      """)

  func run() throws {
  }
}
