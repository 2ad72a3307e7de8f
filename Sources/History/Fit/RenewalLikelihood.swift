import Foundation
import Statistics

/// The likelihood of a file's renewals, laid out for speed: each row's columns side by side.
struct RenewalLikelihood: Sendable {
  /// Of all columns, fixed and random.
  let size: Int
  private let starts: [Int]
  private let columns: [Int]
  private let values: [Double]
  private let powers: [Double]
  private let isRenewed: [Bool]

  init(_ renewals: [Renewal], _ design: RenewalDesign) {
    size = design.fixedCount + design.randomCount
    var (starts, columns, values) = ([0], [Int](), [Double]())
    var powers: [Double] = []
    for renewal in renewals {
      let row = design.row(of: renewal)
      for entry in row.fixed {
        columns.append(entry.column)
        values.append(entry.value)
      }
      if let cell = row.cell {
        columns.append(design.fixedCount + cell)
        values.append(1)
      }
      if let year = row.year {
        columns.append(design.fixedCount + design.cells.count + year)
        values.append(1)
      }
      starts.append(columns.count)
      powers.append(row.power)
    }
    (self.starts, self.columns, self.values, self.powers) = (starts, columns, values, powers)
    isRenewed = renewals.map { $0.outcome == .renewed }
  }

  var rows: Int { powers.count }

  /// The log-likelihood.
  func value(at effects: [Double]) -> Double {
    var sum = 0.0
    for row in 0..<rows {
      sum += Self.terms(score(row, effects), powers[row], isRenewed[row]).value
    }
    return sum
  }

  /// Adds the gradient, and the negative of the second derivatives to a lower triangle.
  ///
  /// - Returns: The log-likelihood.
  func add(
    at effects: [Double], gradient: inout [Double], information: inout [Double]
  ) -> Double {
    var sum = 0.0
    gradient.withUnsafeMutableBufferPointer { gradient in
      information.withUnsafeMutableBufferPointer { information in
        columns.withUnsafeBufferPointer { columns in
          values.withUnsafeBufferPointer { values in
            for row in 0..<rows {
              let terms = Self.terms(score(row, effects), powers[row], isRenewed[row])
              sum += terms.value
              for i in starts[row]..<starts[row + 1] {
                gradient[columns[i]] += terms.slope * values[i]
                let weighted = terms.weight * values[i]
                // Columns of a row rise.
                for j in starts[row]...i {
                  information[columns[i] * size + columns[j]] += weighted * values[j]
                }
              }
            }
          }
        }
      }
    }
    return sum
  }

  private func score(_ row: Int, _ effects: [Double]) -> Double {
    var score = 0.0
    for i in starts[row]..<starts[row + 1] { score += effects[columns[i]] * values[i] }
    return score
  }

  /// ln p^k or ln (1 - p^k), its slope in the log-odds of p, and minus its second derivative.
  @inline(__always)
  private static func terms(
    _ score: Double, _ power: Double, _ isRenewed: Bool
  ) -> (value: Double, slope: Double, weight: Double) {
    let odds = exp(-abs(score))
    let logP = (score < 0 ? score : 0) - log1p(odds)
    let p = score < 0 ? odds / (1 + odds) : 1 / (1 + odds)
    let rest = score < 0 ? 1 / (1 + odds) : odds / (1 + odds)
    if isRenewed {
      return (power * logP, power * rest, power * p * rest)
    }
    if power == 1 { return (logP - score, -p, p * rest) }
    let lost = -expm1(power * logP)
    let ratio = power * rest * (1 - lost) / lost
    return (log(lost), -ratio, max(ratio * (power * rest / lost - p), 1e-12))
  }
}
