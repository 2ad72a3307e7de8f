import Compensation

/// Which measures may be named.
public enum MeasureVocabulary: Hashable, Sendable {
  /// Those that the simulation credits.
  case simulated
  /// These, and names of the user's own that are not one slip away from them.
  case open

  /// Whether a name is refused, and the nearest known one.
  ///
  /// In the open vocabulary a name is a slip if it differs from a known one by case, `_` or a
  /// space alone, or by one edit in five letters or more; `arr` is no misspelt `grr`.
  func refusal(of name: String) -> (isRefused: Bool, nearest: String?) {
    let known = MeasureKind.known.map(\.rawValue)
    guard !known.contains(name) else { return (false, nil) }
    switch self {
    case .simulated: return (true, Suggestion.nearest(to: name, among: known))
    case .open:
      let edits = name.unicodeScalars.count < 5 ? 0 : 1
      let slip = known.first { Suggestion.distance(name, $0) <= edits }
      return (slip != nil, slip)
    }
  }
}
