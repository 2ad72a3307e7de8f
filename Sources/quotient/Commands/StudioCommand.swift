import ArgumentParser
import Formats
import Foundation
import Language
import Studio

struct StudioCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "studio",
    abstract: "Move the values of a scenario in a browser, and see what becomes of the answer.",
    discussion: """
      Serves one page on this machine and prints its address. On it every value of the scenario is \
      a control: move it, and all ownership models answer on the same luck. A track shows who \
      leads at each value; changes can be undone, kept as variants, saved into the file, or taken \
      away as a report. At rest the digits are those of compare.

        quotient studio scenario.yaml
        quotient studio scenario.yaml --port 8080
        quotient studio scenario.yaml --set effects.new-logo-hour=90..320

      No request leaves the machine, and nobody else on it can read the page: the address holds a \
      secret of this launch. End it with control-C.
      """)

  @Argument(help: "A scenario.", completion: .file(extensions: ["yaml"]))
  var scenario: String

  @Option(help: "The port on 127.0.0.1; 0 is any that is free.")
  var port = 0

  @Option(help: "How many threads to use (default: one per core); never changes a figure.")
  var threads: Int?

  @Flag(help: "Keep variants in memory only, not in reports/SCENARIO/variants.json.")
  var noKeep = false

  @OptionGroup var setting: SettingOptions

  func validate() throws {
    guard 0...65_535 ~= port else { throw ValidationError("--port: 0 to 65535.") }
    if let threads, threads < 1 { throw ValidationError("--threads: at least 1.") }
  }

  func run() async throws {
    let text = try SourceText(contentsOf: scenario)
    let source = try ScenarioSource(
      contentsOf: scenario, text: text, setting: setting.settings, consequence: "nothing served")
    for warning in source.warnings { StandardError.write(warning) }
    let studio = try StudioServer(
      path: scenario, text, source.reading, source.scenario,
      StudioServer.Options(
        port: port, threads: threads, keepsVariants: !noKeep,
        settingSource: SettingOptions.source))
    try await studio.run { address in
      try? StandardOutput.write("Studio    \(address)\n")
    }
  }
}
