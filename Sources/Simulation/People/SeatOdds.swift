import Foundation

/// The factors of a model's seats on odds, for the sixteen trials of a world.
final class SeatOdds {
  /// By seat: its life.
  private let lifeOfSeat: LaneBuffer<Int>
  /// At `seat * years + year`: expected hours over those of a full-time person.
  private let demand: LaneBuffer<Double>
  private let months: Int
  /// At `seat * months + month`: talent times load.
  let odds: LaneBuffer<Lanes>
  /// At `seat * years + year`: load alone.
  let load: LaneBuffer<Lanes>

  /// The largest factor of any seat in any trial; at least 1.
  private(set) var best: Float = 1

  /// The floor of capacity over demand under overload.
  private static let floor = 0.25

  /// - Parameter lifeOfSeat: By seat.
  init(_ seats: [CompiledSeat], lifeOfSeat: [Int], months: Int) {
    self.lifeOfSeat = LaneBuffer(lifeOfSeat)
    demand = LaneBuffer(seats.flatMap(\.demandRatio))
    self.months = months
    odds = LaneBuffer(
      repeating: Lanes(repeating: 1), count: seats.count * months)
    load = LaneBuffer(repeating: Lanes(repeating: 1), count: seats.count * months / 12)
  }

  /// - Parameter overload: The factor on odds when demand is twice capacity, in (0, 1].
  func update(_ people: PeopleLuck, overload: Double) {
    let exponent = max(0, -log2(overload))
    let years = months / 12
    var best = Lanes(repeating: 1)
    for seat in 0..<lifeOfSeat.count {
      let life = lifeOfSeat[seat]
      for year in 0..<years {
        let lost =
          people.vacantShare[life * years + year] + 0.5 * people.rampShare[life * years + year]
        let factor = Self.factor(
          ratio: demand[seat * years + year], lost: lost, exponent: exponent)
        load[seat * years + year] = factor
        for month in year * 12..<year * 12 + 12 {
          let seatOdds = people.talent[life * months + month] * factor
          odds[seat * months + month] = seatOdds
          best = best.replacing(with: seatOdds, where: seatOdds .> best)
        }
      }
    }
    self.best = best.max()
  }

  private static func factor(ratio: Double, lost: Lanes, exponent: Double) -> Lanes {
    guard ratio > 0, exponent > 0 else { return Lanes(repeating: 1) }
    func factor(_ capacity: Double) -> Float {
      let served = min(1, capacity / ratio)
      return served >= 1 ? 1 : Float(pow(max(floor, served), exponent))
    }
    var factors = Lanes(repeating: factor(1))
    // Most people stay and are past their ramp; only the others need a power computed.
    guard holds(lost .> Lanes()) else { return factors }
    for lane in 0..<laneCount where lost[lane] > 0 {
      factors[lane] = factor(1 - Double(lost[lane]))
    }
    return factors
  }
}
