import Ownership

/// An event of an account in one trial under one model.
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
  /// The elapsed share of the month.
  var monthFraction: Double
  var kind: Kind
  /// ARR before and after.
  var before: Double
  var after: Double
  /// ARR at the start of the fiscal year.
  var opening: Double
  /// The uniforms that decided it, the one that did so first.
  var draws: [EventDraw]
}

/// A uniform that decided an event, and the bounds that it was held against.
///
/// ```swift
/// // 0.93 is not below 0.88: the account leaves.
/// EventDraw(of: .renewal, uniform: 0.93, bounds: [.init(.stays, below: 0.88)], deciding: 0)
/// ```
public struct EventDraw: Hashable, Sendable {
  /// What was drawn.
  public enum Subject: String, Sendable {
    case renewal, change, arrival, funnel
  }

  /// What a uniform on one side of a bound means.
  public struct Bound: Hashable, Sendable {
    public enum Outcome: String, Sendable {
      case stays, contracts, rises, arrives, found, accepted, won
    }

    public let outcome: Outcome
    /// In 0...1.
    public let at: Double
    /// Whether the outcome lies below the bound; else at it and above.
    public let isBelow: Bool

    init(_ outcome: Outcome, below at: Double) {
      (self.outcome, self.at, isBelow) = (outcome, at, true)
    }

    init(_ outcome: Outcome, from at: Double) {
      (self.outcome, self.at, isBelow) = (outcome, at, false)
    }
  }

  public let of: Subject
  /// In 0...1.
  public let uniform: Double
  public let bounds: [Bound]
  /// The bound that decided how far it went.
  public var decided: Bound { bounds[deciding] }
  private let deciding: Int

  init(of subject: Subject, uniform: Float, bounds: [Bound], deciding: Int = 0) {
    of = subject
    self.uniform = Double(uniform)
    self.bounds = bounds
    self.deciding = min(deciding, bounds.count - 1)
  }
}
