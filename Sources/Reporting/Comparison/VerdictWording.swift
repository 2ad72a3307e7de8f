public import Analysis
import Statistics

/// A verdict in words.
public struct VerdictWording: Hashable, Sendable {
  public let sentence: String

  public init(_ verdict: Verdict, in comparison: Comparison) {
    let model = comparison.models[verdict.model].name
    let other = comparison.models[verdict.against].name
    let odds = Self.percent(verdict.difference.probabilityBetter)
    let often = comparison.hasRanges ? " in \(odds) of worlds" : ""
    switch verdict.finding {
    case .noDifference:
      sentence = "\(model) and \(other): no difference in any trial"
    case .runMore:
      sentence =
        "\(model) or \(other): run more trials, they are within three standard errors"
    case .tooCloseToCall:
      sentence = "\(model) or \(other): too close to call (\(model) is ahead\(often))"
    case .winner:
      sentence = "\(model) is ahead of \(other)\(often)"
    case .beaten:
      let odds = Self.percent(1 - verdict.difference.probabilityBetter)
      sentence =
        "\(model) is behind \(other)" + (comparison.hasRanges ? " in \(odds) of worlds" : "")
    }
  }

  private static func percent(_ share: Double) -> String {
    NumberText.percent(share, decimals: 0)
  }
}
