import Foundation
import Statistics

/// The shifted beta-geometric law: each customer of a cohort keeps a chance to leave of their own, and
/// these chances are beta-distributed; so those who are left leave ever less.
///
/// - Reference: Fader and Hardie, "How to Project Customer Retention", 2007.
public struct SurvivorFit: Hashable, Sendable {
  public let alpha: Double
  public let beta: Double
  /// The years that were fitted, from 1.
  public let years: Int
  public let logLikelihoodPerCustomer: Double
  /// Of ln alpha and ln beta, from the information; nil where the size of the cohort is not known.
  public let logErrors: [Double]?

  /// - Parameter years: Fitted; at least 1 and no more than the table has.
  /// - Returns: Nil where nobody left.
  public init?(_ table: SurvivorTable, years: Int) {
    precondition((1...table.years).contains(years), "years of the table")
    guard table.shares[years] < 1 else { return nil }
    func cost(_ logs: [Double]) -> Double {
      -Self.logLikelihood(alpha: exp(logs[0]), beta: exp(logs[1]), table, years)
    }
    guard
      let coarse = try? Minimum.simplex(from: [0, 0], step: 0.5, tolerance: 1e-5, cost),
      let found = try? Minimum.simplex(from: coarse, step: 0.01, tolerance: 1e-7, cost)
    else { return nil }
    (alpha, beta) = (exp(found[0]), exp(found[1]))
    self.years = years
    logLikelihoodPerCustomer = -cost(found)
    logErrors = table.customers.flatMap { Self.errors(at: found, customers: $0, cost) }
  }

  /// Of a table's years, per customer.
  public static func logLikelihood(
    alpha: Double, beta: Double, _ table: SurvivorTable, _ years: Int
  ) -> Double {
    var (survival, sum) = (1.0, 0.0)
    for year in 1...years {
      let kept = survival * retention(alpha: alpha, beta: beta, year: year)
      let left = table.shares[year - 1] - table.shares[year]
      if left > 0 { sum += left * log(survival - kept) }
      survival = kept
    }
    return table.shares[years] > 0 ? sum + table.shares[years] * log(survival) : sum
  }

  private static func retention(alpha: Double, beta: Double, year: Int) -> Double {
    (beta + Double(year) - 1) / (alpha + beta + Double(year) - 1)
  }

  /// The chance that a customer who is left before a year, from 1, is left after it.
  public func retention(year: Int) -> Double {
    Self.retention(alpha: alpha, beta: beta, year: year)
  }

  /// The share of the cohort that is left after so many years.
  public func survival(years: Int) -> Double {
    years < 1 ? 1 : (1...years).reduce(1) { $0 * retention(year: $1) }
  }

  /// The years that a customer who is about to renew for the `n`-th time may still be expected to
  /// pay, discounted.
  ///
  /// - Parameter discount: A year's, above 0.
  /// - Reference: Fader and Hardie, "Customer-Base Valuation in a Contractual Setting", 2010.
  public func residualLifetime(renewal n: Int, discount: Double) -> Double {
    let (top, bottom) = (beta + Double(n) - 1, alpha + beta + Double(n) - 1)
    // (top)_k / (bottom)_k / (1 + d)^k, summed: the terms fall like a geometric series.
    var (term, sum, k) = (top / bottom, 0.0, 0.0)
    while term > 1e-15 * max(sum, 1), k < 1e6 {
      sum += term
      k += 1
      term *= (top + k) / (bottom + k) / (1 + discount)
    }
    return sum
  }

  private static func errors(
    at logs: [Double], customers: Double, _ cost: ([Double]) -> Double
  ) -> [Double]? {
    let step = 1e-3
    func second(_ i: Int, _ j: Int) -> Double {
      func moved(_ a: Double, _ b: Double) -> Double {
        var point = logs
        point[i] += a * step
        point[j] += b * step
        return cost(point)
      }
      return (moved(1, 1) - moved(1, -1) - moved(-1, 1) + moved(-1, -1)) / (4 * step * step)
    }
    let information = [second(0, 0), second(0, 1), second(1, 0), second(1, 1)]
      .map { $0 * customers }
    return Cholesky(of: information, size: 2)?.inverseDiagonal.map { $0.squareRoot() }
  }
}
