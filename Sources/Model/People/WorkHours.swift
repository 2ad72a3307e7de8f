/// The hours of work that a segment's accounts ask for.
public struct WorkHours: Hashable, Sendable {
  /// Per account and year, of whoever owns `service`.
  public var service: Assumption
  /// Per renewal.
  public var renewal: Assumption
  /// Per opportunity found, of its owner.
  public var expansion: [ExpansionStream: Assumption]

  public init(service: Assumption, renewal: Assumption, expansion: [ExpansionStream: Assumption]) {
    self.service = service
    self.renewal = renewal
    self.expansion = expansion
  }
}
