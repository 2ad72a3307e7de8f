/// Something a plan's designer should look at.
public struct PlanFinding: Hashable, Sendable {
  /// What the bounds of a finding are written in.
  public enum Unit: String, Hashable, Sendable {
    case attainment
    /// Currency units or pieces.
    case credit
  }

  /// What was found, with its bounds.
  public enum Kind: Hashable, Sendable {
    /// More credit brings no more pay from one bound to the other.
    case deadZone(from: Double, to: Double)
    /// Pay jumps at a bound: by a multiple of target, or by money where the shape pays money.
    case cliff(at: Double, jump: Double)
    /// Pay falls as credit passes a bound, and has made it good at the other; nil where never.
    case fallingPay(at: Double, until: Double?)
    /// A bound that the ratio cannot reach: GRR and logo retention end at 100%.
    case outOfReach(at: Double)
    /// More measures than a person can steer by.
    case manyMeasures(Int)
  }

  /// Where in the plan: `measures[1].curve`.
  public let keyPath: String
  /// What was found.
  public let kind: Kind
  /// What its bounds are written in.
  public let unit: Unit
}

extension PlanFinding: CustomStringConvertible {
  public var description: String {
    func bound(_ value: Double) -> String { unit == .attainment ? percent(value) : plain(value) }
    let text =
      switch kind {
      case .deadZone(let from, let to):
        "dead zone from \(bound(from)) to \(bound(to)): more brings no more pay"
      case .cliff(let at, let jump):
        "cliff at \(bound(at)): pay jumps by \(unit == .attainment ? percent(jump) : plain((jump * 100).rounded() / 100))"
      case .fallingPay(let at, let until):
        "pay falls at \(bound(at))" + (until.map { " and is made good at \(bound($0))" } ?? "")
      case .outOfReach(let at): "an attainment of \(bound(at)) is a ratio above 100%"
      case .manyMeasures(let count): "\(count) measures; people steer by three at most"
      }
    return "\(keyPath): \(text)"
  }
}
