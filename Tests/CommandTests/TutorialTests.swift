import Foundation
import Testing

/// The tutorial's commands say what the tutorial says they do.
@Suite struct TutorialTests {
  private static func text(_ path: String) throws -> String {
    try String(contentsOf: Command.root.appending(path: path), encoding: .utf8)
  }

  @Test func itsCommandsDoWhatItSays() throws {
    let command = try Command(files: ["renewals.csv": Self.text("scenarios/tutorial/renewals.csv")])
    defer { command.remove() }
    try Data(contentsOf: Command.root.appending(path: "scenarios/tutorial/export.csv"))
      .write(to: command.folder.appending(path: "export.csv"))
    let tutorial = try Self.text("docs/tutorial.md")
    let runs: [(arguments: [String], lines: Int)] = [
      (["init", "export.csv", "--currency", "EUR", "--start", "2026-02-01"], 7),
      (["check", "scenario.yaml"], 4),
      (["calibrate", "renewals.csv", "--scenario", "scenario.yaml"], 4),
      (["compare", "scenario.yaml", "--no-files"], 0),
      (["causes", "scenario.yaml", "--model", "all-csm"], 4),
      (
        ["size", "scenario.yaml", "--model", "all-csm", "--role", "csm", "--chance", "60%"], 0
      ),
    ]
    for run in runs {
      var arguments = run.arguments
      if ["compare", "size"].contains(arguments[0]) { arguments += ["--trials", "320"] }
      let shown = try command(arguments: arguments)
      #expect(shown.status == 0, "\(arguments): \(shown.errors)")
      let line = "$ quotient " + run.arguments.filter { $0 != "--no-files" }.joined(separator: " ")
      let told = try #require(tutorial.range(of: line), "\(line)")
      let example = tutorial[told.upperBound...]
        .split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
        .prefix { $0 != "```" }
      let lines = shown.output.split(separator: "\n")
      let found = example.filter { told in
        !told.isEmpty && told != "..." && told != "     ..."
          && lines.contains { $0.hasPrefix(told.replacing(", ...", with: "")) }
      }
      #expect(found.count >= run.lines, "\(arguments) says:\n\(shown.output)")
    }
  }
}
