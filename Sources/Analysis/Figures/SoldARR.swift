import Foundation
import Model
public import Simulation
import Statistics

/// What the people of a model sell, and what that is worth: the measure of how much behaviour a gain
/// in pay may cost before it is gone.
///
/// About right, for what is sold is taken to last, at the means of margin and discount.
public struct SoldARR: Hashable, Sendable {
  /// Discounted value, over the horizon, of the ARR that people sell to customers.
  public let worth: Double

  /// What people sell: expansion without organic growth, which nobody does.
  public static let items: [WalkItem] = [
    .smallUpsell, .bigUpsell, .crossSell, .crossStakeholder, .crossDivision,
  ]

  /// - Parameter sold: The mean ARR sold in a year of the horizon, from 0.
  init(_ finance: Finance, years: Int, sold: (Int) -> Double) {
    let monthlyMargin = finance.grossMargin.mean / 12
    func discount(_ month: Double) -> Double { pow(1 + finance.discountRate.mean, -month / 12) }
    let months = years * 12
    worth = (0..<years).reduce(0) { sum, year in
      // Sold half-way through the year.
      let each = (year * 12 + 6..<months).reduce(0) { $0 + discount(Double($1) + 0.5) }
      return sum + sold(year)
        * (each * monthlyMargin + finance.terminalMultiple.mean * discount(Double(months)))
    }
  }

  /// The part of these sales that eats up a gain: 0.03 where 3% fewer sales do; nil where nothing is
  /// sold.
  public func breakEven(of gain: Double) -> Double? { worth > 0 ? gain / worth : nil }

  /// The elasticity of sales to pay at which they fall by `part` when pay falls by `payFall`; nil where
  /// pay does not fall.
  public static func elasticity(losing part: Double, payFall: Double) -> Double? {
    guard part > 0, part < 1, payFall > 0, payFall < 1 else { return nil }
    return log(1 - part) / log(1 - payFall)
  }
}
