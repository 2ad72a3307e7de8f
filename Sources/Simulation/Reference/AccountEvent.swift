import Model
import Ownership

/// Something that happened to an account in one trial under one model.
struct AccountEvent: Sendable {
  enum Kind: Sendable {
    /// A term ended: the account left, or stayed with less, the same or more.
    case termEnd(churn: Double, contraction: Double, increase: Double, due: Double)
    /// A contract year ended within a term.
    case escalation(amount: Double)
    /// An opportunity arrived and got as far as a stage of the funnel.
    case opportunity(motion: Motion, amount: Double, stage: FunnelStage)
  }

  /// How far an opportunity got.
  enum FunnelStage: Int, Comparable, Sendable {
    case missed
    case found
    case accepted
    case won

    static func < (a: FunnelStage, b: FunnelStage) -> Bool { a.rawValue < b.rawValue }
  }

  var account: Int
  /// The fiscal year and the month of the horizon, from 0.
  var year: Int
  var month: Int
  /// How much of the month had passed.
  var monthFraction: Double
  var kind: Kind
  /// ARR before and after.
  var before: Double
  var after: Double
  /// ARR at the start of the fiscal year.
  var opening: Double
}
