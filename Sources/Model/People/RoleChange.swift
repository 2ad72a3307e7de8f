import Ownership

/// What a model states of a role otherwise than the scenario does; nil where it states nothing.
public struct RoleChange: Hashable, Sendable {
  public var numbers: InputValues<RoleInputs, Assumption?>
  public var baseShare: Double?
  public var heads: RoleProfile.Heads?
  public var resize: RoleProfile.Resizing?
  public var released: RoleProfile.Release?
  public var span: Double?

  public init(
    numbers: InputValues<RoleInputs, Assumption?> = InputValues { _ in nil },
    baseShare: Double? = nil, heads: RoleProfile.Heads? = nil,
    resize: RoleProfile.Resizing? = nil, released: RoleProfile.Release? = nil, span: Double? = nil
  ) {
    self.numbers = numbers
    self.baseShare = baseShare
    self.heads = heads
    self.resize = resize
    self.released = released
    self.span = span
  }

  /// This change, completed by that of a model which it is like.
  public func completed(by other: RoleChange) -> RoleChange {
    RoleChange(
      numbers: InputValues(numbers, other.numbers) { $0 ?? $1 },
      baseShare: baseShare ?? other.baseShare, heads: heads ?? other.heads,
      resize: resize ?? other.resize, released: released ?? other.released,
      span: span ?? other.span)
  }
}

extension RoleProfile {
  /// The role with what a model changes.
  public func changed(by change: RoleChange) -> RoleProfile {
    var profile = self
    profile.numbers = InputValues(change.numbers, numbers) { $0 ?? $1 }
    profile.baseShare = change.baseShare ?? baseShare
    profile.heads = change.heads ?? heads
    profile.resize = change.resize ?? resize
    profile.released = change.released ?? released
    profile.span = change.span ?? span
    return profile
  }
}
