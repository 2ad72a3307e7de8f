/// Pay for each unit of credit: for each currency unit, each piece, or each time.
public enum Rate: Hashable, Sendable {
  /// `10%` of money credited is 0.10; `500` for each deal is 500.
  case perUnit(Double)
  /// A share of the yearly base for each unit, such as 8% of base for a goal met.
  case shareOfBase(Double)

  package var number: Double {
    switch self {
    case .perUnit(let rate): rate
    case .shareOfBase(let share): share
    }
  }
}
