import Foundation
import Model

/// Some people of the status quo in the trials of a pilot: how load and vacancy are distributed.
struct PilotPeople {
  private static let worlds = 16
  /// Trials of each seat.
  static let trials = worlds * laneCount

  private let years: Int
  private let months: Int
  /// By seat of the model: its index among the seats that are played.
  private let indexOfSeat: [Int: Int]
  /// At `(index * years + year) * trials + trial`: the log of the load factor on odds.
  private var logLoad: [Double]
  /// At `(index * months + month) * trials + trial`: whether the seat is vacant, so that no talent
  /// acts.
  private var isVacant: [Bool]

  /// - Parameters:
  ///   - played: The seats of the model that will be asked for, each once.
  ///   - lives: By seat of the model.
  init(
    _ model: CompiledModel, played: [Int], lives: [SeatLife], timeline: Timeline,
    assumptions: AssumptionTable, effects: EffectTable, draws: Draws
  ) {
    let (seats, months) = (played.count, timeline.months)
    indexOfSeat = Dictionary(uniqueKeysWithValues: played.enumerated().map { ($1, $0) })
    years = timeline.years
    self.months = months
    logLoad = [Double](repeating: 0, count: seats * timeline.years * Self.trials)
    isVacant = [Bool](repeating: false, count: seats * months * Self.trials)
    let people = PeopleLuck(lives: played.map { lives[$0] }, months: months)
    let odds = SeatOdds(
      played.map { model.seats[$0] }, lifeOfSeat: Array(0..<seats), months: months)
    for world in 0..<Self.worlds {
      let values = assumptions.values(inWorld: world, draws: draws, for: .play)
      people.draw(draws, firstTrial: world * laneCount, values: values, talentSD: 0)
      odds.update(people, overload: values[effects.overload])
      for cell in 0..<seats * timeline.years {
        let load = odds.load[cell]
        for lane in 0..<laneCount where load[lane] != 1 {
          logLoad[cell * Self.trials + world * laneCount + lane] = log(Double(load[lane]))
        }
      }
      for cell in 0..<seats * months {
        let occupied = people.occupied[cell]
        for lane in 0..<laneCount where occupied[lane] == 0 {
          isVacant[cell * Self.trials + world * laneCount + lane] = true
        }
      }
    }
  }

  /// Adds the log of load in a month of every trial, for a seat and one that supports it, to the
  /// samples of filled or vacant seats.
  func add(
    seat: Int?, also other: Int?, month: Int, filled: inout [Double], vacant: inout [Double]
  ) {
    let seats = Set([seat, other].compactMap(\.self)).sorted().map { indexOfSeat[$0]! }
    guard !seats.isEmpty else { return vacant.append(0) }
    let seat = seat.map { indexOfSeat[$0]! }
    for trial in 0..<Self.trials {
      var load = 0.0
      for seat in seats { load += logLoad[(seat * years + month / 12) * Self.trials + trial] }
      if let seat, !isVacant[(seat * months + month) * Self.trials + trial] {
        filled.append(load)
      } else {
        vacant.append(load)
      }
    }
  }
}
