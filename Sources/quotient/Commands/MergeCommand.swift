import ArgumentParser
import Formats
import Language
import Simulation

struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put the parts of a run together and compare the models.",
    discussion: """
      Prints and writes byte for byte what one run of quotient compare does. The parts name their \
      scenario, which is read again; it must be as it was.

        quotient merge a.part b.part
        quotient merge parts/*.part --scenario scenario.yaml --out reports/ours
        quotient merge run.blocks     what --resume kept, once all of it is there

      Parts of other inputs, another seed, version or class of processor are refused, and so are \
      blocks that are missing, there twice, cut off or damaged. Of a file of --resume, whatever comes \
      after its first unsound block counts as missing.
      """)

  @Argument(help: "Files that quotient simulate wrote, or of --resume.", completion: .file())
  var parts: [String]

  @Option(
    help: "Where the scenario is (default: where it was simulated from).",
    completion: .file(extensions: ["yaml"]))
  var scenario: String?

  @OptionGroup var report: ReportOptions

  func run() async throws {
    let set = try PartSet(try parts.map { try PartFile(reading: $0) })
    let origin = RunOrigin(
      scenario: scenario ?? set.header.origin.scenario,
      arguments: set.header.origin.arguments)
    try report.checkFolder(of: origin.scenario)
    let input = try await input(origin, set.header)
    try await report.report(
      try set.result(input.prepared), of: input.prepared, origin.scenario,
      readingWarnings: input.readingWarnings)
  }

  private func input(_ origin: RunOrigin, _ header: PartHeader) async throws -> RunInput {
    do {
      return try await RunInput(
        origin, trials: header.trials, seed: header.identity.seed,
        keepsPeople: report.keep.people, isQuiet: report.quiet, isReported: !report.quiet)
    } catch let file as UnreadableFile where scenario == nil && file.path == origin.scenario {
      // The path was typed in another folder or on another machine.
      throw Failure(
        .unreadable,
        "\(parts[0]): its scenario is \(file.path), which cannot be read from here (\(file.reason));"
          + " say where it is with --scenario")
    }
  }
}
