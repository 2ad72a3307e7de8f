/// What the colour of a mark means; the style sheet decides how it looks, in light and in dark.
package enum Tone: Hashable, Sendable {
  /// One of several that are told apart; colours recur after seven.
  case series(Int)
  /// What the chart is about.
  case accent
  /// What is only compared with.
  case muted
  case gain
  case loss

  /// The class in the style sheet.
  package var name: String {
    switch self {
    case .series(let place): "s\(place % Tone.seriesCount + 1)"
    case .accent: "accent"
    case .muted: "muted"
    case .gain: "gain"
    case .loss: "loss"
    }
  }

  package static let seriesCount = 7
}
