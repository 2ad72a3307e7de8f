import Formats
import Plans

/// The cells of a scale, and the formulas that read it as a payout curve or steps do.
///
/// A value reaches a knot from one part in 10^9 below it on, and everything between follows the
/// same order of operations as ``PayoutCurve``: the same numbers come out.
struct ScaleCells {
  /// Rows of knots: bounds, and what they pay.
  let from: CellRange
  let pays: CellRange
  let count: Int

  /// How many knots a cell reaches.
  func reached(by cell: String) -> String {
    "SUMPRODUCT(--(\(cell)>=\(from.fixedName)-\(from.fixedName)*0.000000001))"
  }

  /// The multiple at an attainment of which so many knots are reached.
  func multiple(_ shape: PayShape, at cell: String, reached: String) -> String {
    let (from, pays) = (from.fixedName, pays.fixedName)
    switch shape {
    case .curve(let curve) where count > 1:
      // The line that is followed begins at the last knot reached, or goes on after the last.
      let line = curve.uncapped ? "MIN(\(reached),\(count - 1))" : reached
      func low(_ range: String) -> String { "INDEX(\(range),\(line))" }
      func high(_ range: String) -> String { "INDEX(\(range),\(line)+1)" }
      let followed =
        "\(low(pays))+(\(high(pays))-\(low(pays)))"
        + "*((MAX(\(cell),INDEX(\(from),\(reached)))-\(low(from)))/(\(high(from))-\(low(from))))"
      let flat = "IF(\(reached)=\(count),INDEX(\(pays),\(count)),\(followed))"
      return "IF(\(reached)=0,0,\(curve.uncapped ? followed : flat))"
    default:
      return "IF(\(reached)=0,0,INDEX(\(pays),MAX(1,\(reached))))"
    }
  }

  /// How far a value lies from the knot it reaches to the next; 0 at and after the last.
  func way(of cell: String, reached: String) -> String {
    let from = from.fixedName
    return "IF(OR(\(reached)=0,\(reached)=\(count)),0,"
      + "MAX(0,(\(cell)-INDEX(\(from),\(reached)))"
      + "/(INDEX(\(from),\(reached)+1)-INDEX(\(from),\(reached)))))"
  }
}

extension Scale {
  /// How many knots a value reaches.
  func count(reachedBy value: Double) -> Int { index(reachedBy: value).map { $0 + 1 } ?? 0 }
}

extension PayShape {
  /// The knots of curves, steps and tiers; of a matrix its rows. Nil for a plain rate.
  var scale: Scale? {
    switch self {
    case .rate: nil
    case .tiers(let tiers): tiers.scale
    case .curve(let curve): curve.scale
    case .steps(let steps): steps.scale
    case .matrix(let matrix): matrix.rowScale
    }
  }
}
