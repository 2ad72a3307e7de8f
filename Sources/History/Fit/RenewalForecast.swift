import Foundation
import Statistics
import Units

/// What is renewed of contracts that come up: in customers and in ARR, draw by draw.
struct RenewalForecast {
  /// By group, then by draw.
  private(set) var logos: [[Double]]
  private(set) var money: [[Double]]

  /// Of a posterior: its doubt, territories and years that it has not seen, and luck.
  ///
  /// - Parameter groups: By renewal, the groups that it is of.
  init(
    _ posterior: RenewalPosterior, _ renewals: [Renewal], groups: [[Int]], count: Int,
    _ stream: RandomStream
  ) {
    let score = FutureScores(posterior.design, renewals)
    self.init(renewals, groups: groups, count: count, draws: posterior.draws.count, stream) {
      draw, chances in score.fill(&chances, posterior.draws[draw], stream)
    }
  }

  /// Of chances that are taken for known.
  init(
    chances known: [Double], _ renewals: [Renewal], groups: [[Int]], count: Int, draws: Int,
    _ stream: RandomStream
  ) {
    self.init(renewals, groups: groups, count: count, draws: draws, stream) { draw, chances in
      if draw == 0 { chances = known }
    }
  }

  /// - Parameter fill: Writes the chances of a draw.
  private init(
    _ renewals: [Renewal], groups: [[Int]], count: Int, draws: Int, _ stream: RandomStream,
    _ fill: (Int, inout [Double]) -> Void
  ) {
    logos = Array(repeating: Array(repeating: 0, count: draws), count: count)
    money = logos
    // One array, since a renewal's own would be counted each time.
    let starts = groups.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    let flat = groups.flatMap(\.self)
    let before = renewals.map(\.before)
    var chances = [Double](repeating: 0, count: renewals.count)
    var (logos, money) = (
      [Double](repeating: 0, count: count), [Double](repeating: 0, count: count)
    )
    for draw in 0..<draws {
      fill(draw, &chances)
      for group in 0..<count { (logos[group], money[group]) = (0, 0) }
      for renewal in chances.indices where stream.uniform() < chances[renewal] {
        for index in starts[renewal]..<starts[renewal + 1] {
          logos[flat[index]] += 1
          money[flat[index]] += before[renewal]
        }
      }
      for group in 0..<count {
        self.logos[group][draw] = logos[group]
        self.money[group][draw] = money[group]
      }
    }
  }
}

/// Renewals to come in the columns of a design, side by side.
private struct FutureScores {
  private let firstCell: Int
  private let firstYear: Int
  private var starts = [0]
  private var columns: [Int] = []
  private var values: [Double] = []
  private let powers: [Double]
  /// What the design has seen is one of its effects; what it has not seen is drawn, once for all
  /// renewals of a territory and year.
  private let cells: Effects
  private let years: Effects

  /// By renewal, at most one of the two.
  private struct Effects {
    let known: [Int]
    let unseen: [Int]
    let unseenCount: Int

    init<Key: Hashable>(known: [Int?], keys: [Key?]) {
      var indices: [Key: Int] = [:]
      for (known, key) in zip(known, keys) where known == nil {
        if let key, indices[key] == nil { indices[key] = indices.count }
      }
      self.known = known.map { $0 ?? -1 }
      unseen = zip(known, keys).map { known, key in
        known == nil ? key.flatMap { indices[$0] } ?? -1 : -1
      }
      unseenCount = indices.count
    }
  }

  init(_ design: RenewalDesign, _ renewals: [Renewal]) {
    let rows = renewals.map(design.row)
    for row in rows {
      for entry in row.fixed {
        columns.append(entry.column)
        values.append(entry.value)
      }
      starts.append(columns.count)
    }
    powers = rows.map(\.power)
    firstCell = design.fixedCount
    firstYear = firstCell + design.cells.count
    // Where the design has no territories or years, none are drawn: their spread is 0.
    cells = Effects(known: rows.map(\.cell), keys: renewals.map(RenewalDesign.cell))
    years = Effects(known: rows.map(\.year), keys: renewals.map { $0.date?.year })
  }

  func fill(
    _ chances: inout [Double], _ draw: RenewalPosterior.Draw, _ stream: RandomStream
  ) {
    let newCells = (0..<cells.unseenCount).map { _ in stream.normal() * draw.territorySD }
    let newYears = (0..<years.unseenCount).map { _ in stream.normal() * draw.marketSD }
    for renewal in powers.indices {
      var score = 0.0
      for index in starts[renewal]..<starts[renewal + 1] {
        score += draw.effects[columns[index]] * values[index]
      }
      let (cell, year) = (cells.known[renewal], years.known[renewal])
      if cell >= 0 {
        score += draw.effects[firstCell + cell]
      } else if cells.unseen[renewal] >= 0 {
        score += newCells[cells.unseen[renewal]]
      }
      if year >= 0 {
        score += draw.effects[firstYear + year]
      } else if years.unseen[renewal] >= 0 {
        score += newYears[years.unseen[renewal]]
      }
      let chance = LogOdds.probability(score)
      chances[renewal] = powers[renewal] < 1 ? pow(chance, powers[renewal]) : chance
    }
  }
}
