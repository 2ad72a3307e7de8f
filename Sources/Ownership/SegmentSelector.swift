/// Which segments a row of an owner table speaks of.
public enum SegmentSelector: Hashable, Sendable {
  case all
  /// The segments of a tier: how presets say "small" or "named".
  case tier(Tier)
  case named(String)
}

/// Which motions an entry of an owner table speaks of.
public enum MotionSelector: Hashable, Sendable {
  /// Every revenue motion that is not named; never ``Motion/service``.
  case all
  case motion(Motion)
}
