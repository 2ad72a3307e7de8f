import ArgumentParser
import Formats
import Language
import Reporting

struct SchemaCommand: ParsableCommand {
  enum Subject: String, CaseIterable, ExpressibleByArgument {
    case scenario
    case plans
    case report
    case sensitivity
  }

  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract:
      "Print a JSON Schema: of scenarios, of plan files, of compare --json, or of sensitivity --json.",
    discussion: """
      An editor that knows the schema completes keys and underlines what does not exist:
        quotient schema > scenario.schema.json
      and as the first line of a scenario:
        # yaml-language-server: $schema=scenario.schema.json
      """)

  @Argument(help: "scenario, plans, report or sensitivity.")
  var subject = Subject.scenario

  func run() throws {
    switch subject {
    case .scenario: try StandardOutput.write(ScenarioLanguage.table.jsonSchema())
    case .plans: try StandardOutput.write(PlansLanguage.table.jsonSchema())
    case .report: try StandardOutput.write(ComparisonDocument.schemaText)
    case .sensitivity: try StandardOutput.write(SensitivityDocument.schemaText)
    }
  }
}
