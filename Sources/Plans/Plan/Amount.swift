public import Units

/// A sum of money, or a share of something a plan already knows: its base, or its target incentive.
///
/// The key it stands under says of what: a target incentive is a share of base, a guarantee a share
/// of target incentive.
public enum Amount: Hashable, Sendable {
  case money(Money)
  case share(Double)

  /// The money, given what a share is a share of.
  public func money(of whole: Money) -> Money {
    switch self {
    case .money(let money): money
    case .share(let share): whole * share
    }
  }

  package var number: Double {
    switch self {
    case .money(let money): money.amount
    case .share(let share): share
    }
  }

  package func check(_ keyPath: String, into problems: inout PlanProblems) {
    problems.require(
      number >= 0 && number.isFinite, keyPath, found: description,
      expected: "an amount or a share of at least 0")
  }
}

extension Amount: CustomStringConvertible {
  public var description: String {
    switch self {
    case .money(let money): plain(money.amount)
    case .share(let share): percent(share)
    }
  }
}
