/// What a contract's calendar does to an account on a date, as the account loop reads it.
struct ContractEvent: Sendable {
  enum Kind: UInt8, Sendable {
    /// A term ends within a contract year: the account renews or leaves.
    case renewal
    /// A term ends and with it a contract year: ARR may contract or rise as well.
    case anniversary
    /// A contract year ends within a term: the escalator.
    case escalation
  }

  var kind: Kind
  /// The month of the horizon.
  var month: Int32
  /// The date within the fiscal year, in 0..<1 with months of equal length.
  var yearFraction: Float
  /// How much of the month has passed.
  var monthFraction: Float
  /// The share of ARR that is due: 1, or for terms under a year their share of it.
  var dueShare: Double
}
