import Formats
import Plans

/// Which measures may be named.
public enum MeasureVocabulary: Hashable, Sendable {
  /// Those that the simulation credits.
  case simulated
  /// These, and names of the user's own that are not one slip away from them.
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
