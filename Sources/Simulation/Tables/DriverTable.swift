import Foundation
import Model

/// The drivers of one target, with accounts grouped into classes of equal odds.
struct DriverTable: Sendable {
  /// A factor of a class's odds: an odds ratio to a power.
  struct Factor: Hashable, Sendable {
    var ratio: AssumptionTable.ID
    var exponent: Double
  }

  let target: Driver.Target
  /// The class of each account.
  let classOfAccount: [Int32]
  /// The factors of each class; no factors mean a ratio of 1.
  let classes: [[Factor]]

  init(
    target: Driver.Target, drivers: [Driver], book: Book, table: inout AssumptionTable
  ) {
    self.target = target
    var factorsOfAccount = [[Factor]](repeating: [], count: book.count)
    for driver in drivers where driver.target == target {
      guard let attribute = book.attributes[driver.column] else { continue }
      switch (driver.effect, attribute) {
      case (.values(let ratios), .text(let values)):
        let ids = table.ids(of: ratios)
        for account in 0..<book.count {
          guard let value = values[account], let ratio = ids[value] else { continue }
          factorsOfAccount[account].append(Factor(ratio: ratio, exponent: 1))
        }
      case (.perUnit(let ratio), .number(let values)):
        let id = table.id(of: ratio)
        let means = Self.segmentMeans(of: values, book: book)
        for account in 0..<book.count {
          guard let value = values[account], value != means[book.segment[account]] else { continue }
          factorsOfAccount[account].append(
            Factor(ratio: id, exponent: value - means[book.segment[account]]))
        }
      case (.values, .number), (.perUnit, .text):
        preconditionFailure("a driver's effect fits its column: the scenario was checked")
      }
    }
    var classByFactors: [[Factor]: Int32] = [[]: 0]
    var classes: [[Factor]] = [[]]
    classOfAccount = factorsOfAccount.map { factors in
      if let known = classByFactors[factors] { return known }
      let new = Int32(classes.count)
      classByFactors[factors] = new
      classes.append(factors)
      return new
    }
    self.classes = classes
  }

  /// The odds ratio of each class under the values of a world.
  func odds(_ values: [Double]) -> [Double] {
    classes.map { factors in
      factors.reduce(1) {
        $0 * ($1.exponent == 1 ? values[$1.ratio] : pow(values[$1.ratio], $1.exponent))
      }
    }
  }

  /// The ARR-weighted mean of a column in each segment, ignoring blanks; 0 if all are blank.
  private static func segmentMeans(of values: [Double?], book: Book) -> [Double] {
    var sums = [Double](repeating: 0, count: book.segments.count)
    var weights = sums
    for account in 0..<book.count {
      guard let value = values[account] else { continue }
      sums[book.segment[account]] += value * book.arr[account]
      weights[book.segment[account]] += book.arr[account]
    }
    return zip(sums, weights).map { $1 > 0 ? $0 / $1 : 0 }
  }
}
