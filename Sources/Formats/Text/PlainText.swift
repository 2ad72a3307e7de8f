/// A user's text, made safe to print to a terminal.
public enum PlainText {
  /// Replaces with a space whatever could move the cursor, end the line or reverse the text.
  public static func of(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isWild =
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isBidiControl
        }
      plain.append(isWild ? " " : scalar)
    }
    return String(plain)
  }

  /// The same for each line of a text.
  public static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { of(String($0)) }
      .joined(separator: "\n")
  }
}

extension Unicode.Scalar {
  /// Whether it steers a terminal or the direction of text, or can never be a character: no input
  /// has it, so that no output does. Tab and line ends are wild too; a text of several lines allows
  /// them by itself.
  package var isWild: Bool {
    switch value {
    // C0 and C1 controls; embeddings, overrides and isolates; noncharacters.
    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: true
    default: value & 0xFFFE == 0xFFFE
    }
  }

  /// What is wrong with a wild one: `control character (U+001B)`.
  package var wildness: String {
    let code = String(value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
    return switch value {
    case 0..<0xA0: "control character (\(name))"
    case 0x202A...0x202E, 0x2066...0x2069: "\(name), which turns the direction of text"
    default: "\(name), which is no character"
    }
  }
}

extension String {
  /// The first wild character other than tab and line ends.
  package var firstWild: Unicode.Scalar? {
    unicodeScalars.first { $0.isWild && $0 != "\t" && $0 != "\n" && $0 != "\r" }
  }
}

/// A short quotation of a user's text, for one line of a message.
package enum Excerpt {
  /// Characters shown before the text is cut.
  private static let limit = 60
  private static let plainMarks: Set<Unicode.Scalar> = [".", "%", "-", "_", "/", "+"]

  /// Cuts long text, and quotes anything but a plain word.
  package static func of(_ text: String) -> String {
    let kept = text.unicodeScalars.prefix(limit)
    let cut = text.unicodeScalars.count > limit ? "..." : ""
    let isPlain =
      !kept.isEmpty
      && kept.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || plainMarks.contains($0)
      }
    return isPlain ? String(kept) + cut : "\"\(String(kept))\(cut)\""
  }
}
