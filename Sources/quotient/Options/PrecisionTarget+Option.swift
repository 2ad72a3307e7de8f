import Analysis
import ArgumentParser
import Formats
import Language
import Reporting

extension PrecisionTarget {
  /// Reads `se(value) < 10k`, in the unit of the figure.
  ///
  /// - Throws: `ValidationError`, with the nearest name for an unknown figure.
  init(option text: String) throws {
    let pattern = /\s*se\s*\(\s*(?<metric>[^()<>]*?)\s*\)\s*<\s*(?<error>\S+)\s*/
    guard let match = text.wholeMatch(of: pattern) else {
      throw ValidationError("--until reads like 'se(value) < 10k'; found '\(text)'.")
    }
    let figure = try Figure(String(match.metric), of: "--until")
    do throws(LiteralError) {
      self.init(figure, standardError: try Self.quantity(figure).value(String(match.error)))
    } catch {
      throw ValidationError("--until", error)
    }
  }

  private static func quantity(_ figure: Figure) -> Quantity {
    switch figure.unit {
    case .money: .positiveMoney
    case .ratio: Quantity(.ratio, from: 0, to: 10, includesLowest: false)
    case .count: .positive
    }
  }

  /// A standard error of the figure: `se(value) is 9,700`.
  func text(_ error: Double) -> String {
    let text =
      switch figure.unit {
      case .money: NumberText.grouped(error)
      case .ratio: NumberText.shortPercent(error)
      case .count: NumberText.short(error)
      }
    return "se(\(figure.name)) is \(text)"
  }
}
