import Foundation
import Model
import Statistics

/// What changes at the last renewal under the status quo make of the log-odds of the next, as a
/// mixture: intercepts are solved with it, so that the stated chance stays the mean in every year.
struct AftermathNoise {
  /// A share of renewals, and the shift of their log-odds.
  struct Part: Hashable, Sendable {
    var weight: Double
    var shift: Double
  }

  /// After a change at the last renewal within the horizon.
  private let afterChange: [Part]

  private static let effectStrata = 8
  private static let sizeStrata = 4
  /// Shifts with nearly the same value are merged at their mean.
  private static let bins = 6

  init(_ scenario: Scenario, segment: Int) {
    let outcomes = scenario.outcomes[segment]
    let contraction = outcomes.contraction.chance.mean
    let increase = min(1 - contraction, outcomes.priceIncrease.chance.mean)
    let size = outcomes.priceIncrease.size
    let sizes = Self.strata(of: size.distribution, Self.sizeStrata).map {
      min(1, $0 * (size.scale?.mean ?? 1))
    }
    let afterContraction = Self.strata(
      of: scenario.effects.afterContraction.distribution, Self.effectStrata)
    let afterIncrease = Self.strata(
      of: scenario.effects.afterIncrease.distribution, Self.effectStrata)
    var parts = afterContraction.map {
      Part(weight: contraction / Double(afterContraction.count), shift: log($0))
    }
    for odds in afterIncrease {
      let growth = Aftermath.growthOfLeaving(odds: odds)
      for size in sizes {
        parts.append(
          Part(
            weight: increase / Double(afterIncrease.count * sizes.count),
            shift: -log1p(growth * size)))
      }
    }
    afterChange =
      [Part(weight: 1 - contraction - increase, shift: 0)] + Self.merged(parts)
  }

  /// The mixture over the renewals of a year of some accounts.
  func parts(of accounts: [Int], in book: CompiledBook, year: Int) -> [Part] {
    let nothing = [Part(weight: 1, shift: 0)]
    guard afterChange.contains(where: { $0.weight > 0 && $0.shift != 0 }) else { return nothing }
    func renews(_ account: Int, _ year: Int) -> Bool {
      book.events(account: account, year: year).contains { $0.kind != .escalation }
    }
    let due = accounts.filter { renews($0, year) }
    let changed = due.count { account in
      let last = (0..<year).last { renews(account, $0) }
      return last.map { last in
        book.events(account: account, year: last).contains { $0.kind == .anniversary }
      } ?? false
    }
    guard changed > 0 else { return nothing }
    let share = Double(changed) / Double(due.count)
    return [Part(weight: 1 - share, shift: 0)]
      + afterChange.map { Part(weight: share * $0.weight, shift: $0.shift) }
  }

  /// Equally likely values of a law, each at the middle of its stratum.
  private static func strata(of law: Distribution, _ count: Int) -> [Double] {
    law.isConstant
      ? [law.mean] : (0..<count).map { law.quantile((Double($0) + 0.5) / Double(count)) }
  }

  private static func merged(_ parts: [Part]) -> [Part] {
    let sorted = parts.filter { $0.weight > 0 }.sorted { $0.shift < $1.shift }
    let total = sorted.reduce(0) { $0 + $1.weight }
    guard sorted.count > bins else { return sorted }
    var merged: [Part] = []
    var (sum, below) = (Part(weight: 0, shift: 0), 0.0)
    for part in sorted {
      sum.weight += part.weight
      sum.shift += part.weight * part.shift
      below += part.weight
      if below >= total * Double(merged.count + 1) / Double(bins) * (1 - 1e-9) {
        merged.append(Part(weight: sum.weight, shift: sum.shift / sum.weight))
        sum = Part(weight: 0, shift: 0)
      }
    }
    return merged
  }
}
