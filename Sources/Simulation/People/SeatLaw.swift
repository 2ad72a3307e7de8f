import Foundation
import Model

/// The law of a seat's life: for each month, who sits there and how much of the fiscal year's
/// capacity is lost to vacancy and ramp, each with its chance. ``PeopleLuck`` draws from it.
///
/// Capacity is lost in half-months: a vacant month loses two, a month of ramp one.
struct SeatLaw: Sendable {
  /// Who sits in a seat.
  enum Sitter: Int, CaseIterable, Sendable {
    /// Whoever sat there first.
    case first
    case nobody
    case successor
  }

  /// The numbers of half-months that a year may lose: 0 to 24.
  static let losses = 25

  /// How people come and go, in whole months.
  struct Turnover: Hashable, Sendable {
    /// The chance to stay a month.
    let stay: Double
    let ramp: Int
    let vacancy: Int
    let starts: [SeatLife.Start]
  }

  /// At `(month * 3 + sitter) * losses + half-months lost in the month's fiscal year`.
  private let chances: [Double]
  /// Whether the first person certainly stays, with full capacity, in every month.
  let isCertain: Bool

  init(_ turnover: Turnover, months: Int) {
    isCertain =
      turnover.stay == 1 && turnover.starts.allSatisfy { !$0.isHired }
      && turnover.starts.count <= 1
    let chain = SeatChain(turnover)
    var chances = [Double](
      repeating: 0, count: months * Sitter.allCases.count * Self.losses)
    var state = chain.begin
    for year in 0..<months / 12 {
      let first = year * 12
      // Where the seat is in each month, with what the year has lost before it.
      var before: [[Double]] = []
      var current = chain.withoutLoss(state)
      for month in first..<first + 12 {
        current = chain.reopened(current, in: month)
        before.append(current)
        current = chain.after(month, current)
      }
      state = chain.withoutLosses(current)
      // What a seat in each state still loses, from the year's last month backwards.
      var ahead = chain.nothing
      for month in (first..<first + 12).reversed() {
        ahead = chain.lossesAhead(of: month, ahead, isLast: month == first + 11)
        chain.join(before[month - first], ahead) { sitter, lost, chance in
          chances[(month * Sitter.allCases.count + sitter.rawValue) * Self.losses + lost] += chance
        }
      }
    }
    self.chances = chances
  }

  /// The chance that someone sits in the seat in a month of the horizon.
  func chance(of sitter: Sitter, month: Int) -> Double {
    slice(sitter, month).reduce(0, +)
  }

  /// Calls `body` with each possible share of the fiscal year's capacity that is lost, and its
  /// chance together with `sitter`.
  func forEachLoss(_ sitter: Sitter, month: Int, _ body: (_ lost: Double, _ chance: Double) -> Void)
  {
    for (lost, chance) in slice(sitter, month).enumerated() where chance > 0 {
      body(Double(lost) / Double(Self.losses - 1), chance)
    }
  }

  /// The mean of the log of ``SeatOdds/served(ratio:lost:)`` given the sitter; 0 where there
  /// certainly is another.
  func logServed(_ sitter: Sitter, month: Int, ratio: Double) -> Double {
    var (sum, total) = (0.0, 0.0)
    forEachLoss(sitter, month: month) { lost, chance in
      sum += chance * log(SeatOdds.served(ratio: ratio, lost: lost))
      total += chance
    }
    return total > 0 ? sum / total : 0
  }

  private func slice(_ sitter: Sitter, _ month: Int) -> ArraySlice<Double> {
    let first = (month * Sitter.allCases.count + sitter.rawValue) * Self.losses
    return chances[first..<first + Self.losses]
  }
}

/// The law of every seat's life, each once.
struct SeatLaws: Sendable {
  private(set) var laws: [SeatLaw] = []
  private(set) var lawOfLife: [Int] = []

  /// - Parameter values: The stated values of assumptions; how people come and go is taken at them.
  init(_ lives: [SeatLife], months: Int, values: [Double]) {
    var turnovers: [SeatLaw.Turnover: Int] = [:]
    var distinct: [SeatLaw.Turnover] = []
    lawOfLife = lives.map { life in
      let turnover = SeatLaw.Turnover(
        stay: PeopleLuck.monthlyStay(attrition: values[life.role.attrition]),
        ramp: Int(values[life.role.ramp].rounded()),
        vacancy: Int(values[life.role.vacancy].rounded()), starts: life.starts)
      if let known = turnovers[turnover] { return known }
      turnovers[turnover] = distinct.count
      distinct.append(turnover)
      return distinct.count - 1
    }
    let turnoversInOrder = distinct
    laws = Parallel.map(count: distinct.count) { SeatLaw(turnoversInOrder[$0], months: months) }
  }
}

/// The Markov chain behind a ``SeatLaw``: by state, who sits there and how long the ramp or the
/// vacancy still lasts.
private struct SeatChain {
  private struct State {
    let sitter: SeatLaw.Sitter
    /// Months of ramp or vacancy left, this one included; 0 for a tenured person.
    let left: Int

    /// Half-months of capacity that a month costs.
    var lost: Int { sitter == .nobody ? 2 : left > 0 ? 1 : 0 }
  }

  private let turnover: SeatLaw.Turnover
  private let states: [State]

  init(_ turnover: SeatLaw.Turnover) {
    self.turnover = turnover
    states =
      (0...turnover.ramp).map { State(sitter: .first, left: $0) }
      + (0...turnover.ramp).map { State(sitter: .successor, left: $0) }
      + (0..<turnover.vacancy).map { State(sitter: .nobody, left: $0 + 1) }
  }

  private func index(_ sitter: SeatLaw.Sitter, left: Int) -> Int {
    switch sitter {
    case .first: left
    case .successor: turnover.ramp + 1 + left
    case .nobody: 2 * (turnover.ramp + 1) + left - 1
    }
  }

  /// The chances of all states before the first month.
  var begin: [Double] {
    var chances = [Double](repeating: 0, count: states.count)
    // Until it opens, a seat has no accounts, so whoever is thought to sit there does nothing.
    chances[index(.first, left: 0)] = 1
    return chances
  }

  /// Tables of states by what is lost.
  var nothing: [Double] { [Double](repeating: 0, count: states.count * SeatLaw.losses) }

  func withoutLoss(_ chances: [Double]) -> [Double] {
    var table = nothing
    for (state, chance) in chances.enumerated() { table[state * SeatLaw.losses] = chance }
    return table
  }

  func withoutLosses(_ table: [Double]) -> [Double] {
    states.indices.map { state in
      table[state * SeatLaw.losses..<(state + 1) * SeatLaw.losses].reduce(0, +)
    }
  }

  /// The table in a month in which the seat may open or reopen.
  func reopened(_ table: [Double], in month: Int) -> [Double] {
    guard let start = turnover.starts.firstIndex(where: { $0.month == month }) else { return table }
    let ramp = turnover.starts[start].isHired ? turnover.ramp : 0
    let target = index(start == 0 ? .first : .successor, left: ramp)
    var next = nothing
    for state in states.indices {
      for lost in 0..<SeatLaw.losses {
        next[target * SeatLaw.losses + lost] += table[state * SeatLaw.losses + lost]
      }
    }
    return next
  }

  /// Where a state leads after a month, with the chance of each.
  private func next(_ state: Int, after month: Int) -> [(state: Int, chance: Double)] {
    let now = states[state]
    let successor = index(.successor, left: turnover.ramp)
    if now.sitter == .nobody {
      return [(now.left > 1 ? index(.nobody, left: now.left - 1) : successor, 1)]
    }
    let stays = index(now.sitter, left: max(0, now.left - 1))
    // Nobody leaves a seat that is not open yet.
    guard turnover.stay < 1, let first = turnover.starts.first, month >= first.month else {
      return [(stays, 1)]
    }
    let leaves = turnover.vacancy > 0 ? index(.nobody, left: turnover.vacancy) : successor
    return [(stays, turnover.stay), (leaves, 1 - turnover.stay)]
  }

  /// The table at the beginning of the next month.
  func after(_ month: Int, _ table: [Double]) -> [Double] {
    var result = nothing
    for state in states.indices {
      let cost = states[state].lost
      for (target, chance) in next(state, after: month) {
        for lost in 0..<SeatLaw.losses - cost where table[state * SeatLaw.losses + lost] > 0 {
          result[target * SeatLaw.losses + lost + cost] +=
            table[state * SeatLaw.losses + lost] * chance
        }
      }
    }
    return result
  }

  /// By state in a month: the law of what the year loses from that month on.
  ///
  /// - Parameter ahead: The same for the next month.
  func lossesAhead(of month: Int, _ ahead: [Double], isLast: Bool) -> [Double] {
    var result = nothing
    let reopens = turnover.starts.firstIndex { $0.month == month + 1 }
    for state in states.indices {
      let cost = states[state].lost
      if isLast {
        result[state * SeatLaw.losses + cost] = 1
        continue
      }
      for (target, chance) in next(state, after: month) {
        let reached =
          reopens.map {
            index(
              $0 == 0 ? .first : .successor,
              left: turnover.starts[$0].isHired ? turnover.ramp : 0)
          } ?? target
        for lost in 0..<SeatLaw.losses - cost {
          result[state * SeatLaw.losses + lost + cost] +=
            chance * ahead[reached * SeatLaw.losses + lost]
        }
      }
    }
    return result
  }

  /// Calls `body` with every combination of what was lost before a month and what is lost from it on.
  func join(
    _ before: [Double], _ ahead: [Double],
    _ body: (_ sitter: SeatLaw.Sitter, _ lost: Int, _ chance: Double) -> Void
  ) {
    for (index, state) in states.enumerated() {
      for past in 0..<SeatLaw.losses {
        let chance = before[index * SeatLaw.losses + past]
        guard chance > 0 else { continue }
        for lost in past..<SeatLaw.losses {
          let coming = ahead[index * SeatLaw.losses + lost - past]
          if coming > 0 { body(state.sitter, lost, chance * coming) }
        }
      }
    }
  }
}
