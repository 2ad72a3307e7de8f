import ArgumentParser
import Formats
import Language

/// Values that override those of the scenario's file.
struct SettingOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set a key as if the scenario's file said so, such as effects.overload=0.7.",
      discussion: "May be repeated; of one key the last value holds.", valueName: "key=value"))
  private var texts: [String] = []

  func validate() throws {
    for text in texts { _ = try Self.setting(text) }
  }

  /// In the order given.
  var settings: [Setting] {
    get throws { try texts.map(Self.setting) }
  }

  /// The arguments that give the same options again.
  var arguments: [String] { texts.flatMap { ["--set", $0] } }

  /// Where a value set by an option comes from. It counts among the inputs, so that a variant of a
  /// sweep is the same run as one with `--set`.
  static let source = "set on the command line"

  /// - Throws: `ValidationError`.
  private static func setting(_ text: String) throws -> Setting {
    do throws(LiteralError) {
      return try Setting(text, source: source, place: "--set")
    } catch {
      throw ValidationError("--set", error)
    }
  }
}
