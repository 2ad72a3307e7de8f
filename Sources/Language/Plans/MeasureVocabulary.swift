import Formats
import Plans

/// Which measures a plan may name.
public enum MeasureVocabulary: Hashable, Sendable {
  /// Only those that the simulation credits.
  case simulated
  /// Those, and the user's own names unless they are one slip away from a known one.
  case open

  /// Whether a name is refused, and the nearest known one.
  func refusal(of name: String) -> (isRefused: Bool, nearest: String?) {
    let known = MeasureKind.known.map(\.rawValue)
    guard !known.contains(name) else { return (false, nil) }
    switch self {
    case .simulated: return (true, Suggestion.nearest(to: name, among: known))
    case .open:
      let slip = Suggestion.slip(of: name, among: known)
      return (slip != nil, slip)
    }
  }
}
