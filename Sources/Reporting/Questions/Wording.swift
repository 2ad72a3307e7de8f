import Formats

/// The program's own names as a page says them.
enum Wording {
  /// `small-upsell` is `small upsell`; abbreviations are capitals.
  static func words(_ name: String) -> String {
    name.split(separator: "-").map { capitals.contains($0) ? $0.uppercased() : String($0) }
      .joined(separator: " ")
  }

  private static let capitals: Set<Substring> = ["nrr", "grr", "arr", "cogs", "ti"]
}
