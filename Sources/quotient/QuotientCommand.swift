import ArgumentParser
import Formats
import Foundation
import Language
import Simulation

@main
struct QuotientCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quotient",
    abstract: "Who should own the revenue of your customers, and how should they be paid for it?",
    discussion: """
      Plays the future of a book of accounts some thousand times under several ownership models, \
      with the same accounts and the same luck, and compares what is retained, what the people \
      cost, how widely their pay swings, and what it is all worth.

      Begin with
        quotient init accounts.csv        a scenario for your book, ready to change
        quotient check scenario.yaml      what is wrong with it, or what it comes to
        quotient compare scenario.yaml    the answer, and its numbers as files

      Exit codes: 0 done; 64 wrong usage; 65 wrong data; 66 a file cannot be read; 70 a fault of \
      ours; 74 output cannot be written; 130 interrupted, 143 terminated.
      """,
    version: Simulator.version,
    subcommands: [
      InitCommand.self, CheckCommand.self, CompareCommand.self, CausesCommand.self,
      SensitivityCommand.self, ExplainCommand.self, DiffCommand.self, SimulateCommand.self,
      MergeCommand.self, SweepCommand.self, StudioCommand.self, AdviseCommand.self,
      PayCommand.self, SizeCommand.self, RetentionCommand.self, CalibrateCommand.self,
      SchemaCommand.self,
    ])

  static func main() async {
    signal(SIGPIPE, SIG_IGN)
    Foundation.exit(await Self.status().rawValue)
  }

  /// Parses and runs a command, and reports what went wrong.
  private static func status() async -> ExitStatus {
    do {
      try await Interruptible.run {
        try checkName(CommandLine.arguments.dropFirst().first)
        try await run(try parseAsRoot())
      }
      return .done
    } catch {
      return report(error)
    }
  }

  /// Rejects an unknown command before the parser reports it as a surplus argument.
  private static func checkName(_ name: String?) throws {
    let known = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let name, !name.hasPrefix("-"), !(known + ["help"]).contains(name) else { return }
    throw ValidationError("no command \(name); \(nearestHint(to: name, among: known))")
  }

  /// Runs a command. Wrong usage found only while it runs is reported with the command's usage, as
  /// the parser does.
  private static func run(_ command: any ParsableCommand) async throws {
    do {
      var command = command
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error as ValidationError {
      let command = type(of: command)
      let name = command.configuration.commandName ?? ""
      throw Failure(
        .usage,
        """
        Error: \(error.message)
        Usage: \(usageString(for: command))
          See 'quotient \(name) --help' for more information.
        """)
    }
  }

  private static func report(_ error: any Error) -> ExitStatus {
    if let failure = Failure(error) {
      StandardError.write(failure.message)
      return failure.status
    }
    // Anything else comes from the parser: a request for help, or wrong usage.
    let message = fullMessage(for: error)
    guard exitCode(for: error) == .success else {
      StandardError.write(message)
      return .usage
    }
    do {
      try StandardOutput.write(message + "\n")
      return .done
    } catch {
      return report(error)
    }
  }
}
