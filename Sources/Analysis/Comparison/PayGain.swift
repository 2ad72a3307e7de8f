import Model
import Simulation
import Statistics

/// A gain between two models whose customers do the same to the bit: of pay and of what else people
/// cost alone.
public struct PayGain: Hashable, Sendable {
  public let model: String
  public let against: String
  public let gain: Double
  /// See ``SoldARR/breakEven(of:)``.
  public let breakEven: Double?
}

extension Comparison {
  /// The best model's gains over those that differ from it in no figure of customers.
  public var payGains: [PayGain] {
    let best = models[self.best]
    func isSame(_ other: ModelEstimates) -> Bool {
      [Figure.nrr, .grr, .endingARR].allSatisfy { other[$0].mean == best[$0].mean }
        && zip(best.walk, other.walk).allSatisfy { $0.amount.mean == $1.amount.mean }
    }
    let sold = SoldARR(scenario.finance, years: scenario.years) { year in
      SoldARR.items.reduce(0) { sum, item in
        sum + (best.amount(of: .change(item), FigureScope(year: year, segment: nil))?.mean ?? 0)
      }
    }
    return ranking.dropFirst().map { models[$0] }.filter(isSame).compactMap { other in
      let gain = best[.value].mean - other[.value].mean
      return gain > 0
        ? PayGain(
          model: best.name, against: other.name, gain: gain, breakEven: sold.breakEven(of: gain))
        : nil
    }
  }
}
