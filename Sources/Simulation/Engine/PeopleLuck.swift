import Foundation
import Scenarios
import Statistics

/// A seat's luck, shared by every model that has the seat: who sits in it, when, and how good.
struct SeatLife: Hashable, Sendable {
  let entity: UInt64
  let role: EffectTable.People
  /// When the seat begins, and begins again after it was given up; rising.
  let starts: [Start]

  struct Start: Hashable, Sendable {
    let month: Int
    /// Whether the person is a new hire, who ramps.
    let isHired: Bool
  }
}

/// Who sits in which seat in every month, for the sixteen trials of a world.
///
/// People leave at the end of a month with the yearly chance spread evenly; the seat is vacant for
/// some months; the successor ramps. Every person has a talent of his own.
final class PeopleLuck {
  private let lives: [SeatLife]
  let months: Int
  /// At `life * months + month`: what talent multiplies odds by; 1 while the seat is vacant.
  let talent: LaneBuffer<Lanes>
  /// At `life * months + month`: 1 where a person sits, 0 where the seat is vacant.
  let occupied: LaneBuffer<Lanes>
  /// At `life * months + month`: whole months since a new hire began; ``tenured`` for the others.
  let sinceHire: LaneBuffer<Lanes>
  /// At `life * years + year`: share of the year without a person.
  let vacantShare: LaneBuffer<Lanes>
  /// At `life * years + year`: share of the year in which a person ramps.
  let rampShare: LaneBuffer<Lanes>
  /// At `life * years + year`: how many people were hired.
  let hires: LaneBuffer<Lanes>
  /// Of the life that is drawn: the uniforms of its first person's stay and talent, and what that
  /// talent multiplies odds by.
  private let stays = LaneBuffer<MoneyLanes>(repeating: .zero, count: 1)
  private let talents = LaneBuffer<MoneyLanes>(repeating: .zero, count: 1)
  private let first = LaneBuffer(repeating: Lanes(repeating: 1), count: 1)

  static let tenured: Float = 1000

  init(lives: [SeatLife], months: Int) {
    self.lives = lives
    self.months = months
    let years = months / 12
    talent = LaneBuffer(repeating: Lanes(repeating: 1), count: lives.count * months)
    occupied = LaneBuffer(repeating: Lanes(repeating: 1), count: lives.count * months)
    sinceHire = LaneBuffer(repeating: Lanes(repeating: Self.tenured), count: lives.count * months)
    vacantShare = LaneBuffer(repeating: Lanes(repeating: 0), count: lives.count * years)
    rampShare = LaneBuffer(repeating: Lanes(repeating: 0), count: lives.count * years)
    hires = LaneBuffer(repeating: Lanes(repeating: 0), count: lives.count * years)
  }

  /// Draws the lives of a world's trials.
  func draw(_ draws: Draws, firstTrial: Int, values: [Double], talentSD: Double) {
    occupied.fill(Lanes(repeating: 1))
    sinceHire.fill(Lanes(repeating: Self.tenured))
    vacantShare.fill(Lanes(repeating: 0))
    rampShare.fill(Lanes(repeating: 0))
    hires.fill(Lanes(repeating: 0))
    for index in lives.indices {
      let life = lives[index]
      let logStay = log1p(-min(values[life.role.attrition], 1)) / 12
      let draw = LifeDraw(
        index: index, entity: life.entity, logStay: logStay,
        // A uniform up to it means a stay beyond the horizon.
        stays: exp(logStay * Double(months)), ramp: Int(values[life.role.ramp].rounded()),
        vacancy: Int(values[life.role.vacancy].rounded()), talentSD: talentSD)
      drawFirst(draw, draws, from: life.starts.first?.month ?? months, firstTrial: firstTrial)
      let isSettled = life.starts.allSatisfy { !$0.isHired } && life.starts.count < 2
      for lane in 0..<laneCount {
        // Most people were there before the horizon and stay beyond it.
        if isSettled, logStay == 0 || stays.scalars[lane] <= draw.stays { continue }
        follow(draw, life.starts, lane: lane, trial: firstTrial + lane, draws)
      }
    }
  }

  /// What decides a seat's life in a world.
  private struct LifeDraw: BitwiseCopyable {
    let index: Int
    let entity: UInt64
    /// The log of the chance to stay a month.
    let logStay: Double
    let stays: Double
    let ramp: Int
    let vacancy: Int
    let talentSD: Double
  }

  /// Draws the first person of a seat in every trial, with a talent for the whole horizon.
  private func drawFirst(_ life: LifeDraw, _ draws: Draws, from month: Int, firstTrial: Int) {
    let row = talent.base + life.index * months
    row.update(repeating: Lanes(repeating: 1), count: months)
    if life.logStay < 0 {
      draws.uniforms(
        DrawKey(entity: life.entity, purpose: .tenure), firstTrial: firstTrial, into: stays)
    }
    guard life.talentSD > 0 else { return }
    draws.uniforms(
      DrawKey(entity: life.entity, purpose: .talent), firstTrial: firstTrial, into: talents)
    for lane in 0..<laneCount {
      let z = StandardNormal.quantile(talents.scalars[lane])
      first.scalars[lane] = Float(exp(life.talentSD * z))
    }
    (row + month).update(repeating: first[0], count: months - month)
  }

  /// Follows a seat in one trial from its first person on.
  private func follow(
    _ life: LifeDraw, _ starts: [SeatLife.Start], lane: Int, trial: Int, _ draws: Draws
  ) {
    guard let start = starts.first else { return }
    var later = starts.dropFirst()
    var (month, hired) = (start.month, start.isHired)
    for generation in 0..<DrawKey.ordinalLimit {
      guard month < months else { return }
      // Nobody stays beyond the day on which the seat begins again.
      let end = later.first?.month ?? months
      var leaves = end
      if life.logStay < 0 {
        let key = DrawKey(entity: life.entity, purpose: .tenure, ordinal: generation)
        let uniform =
          generation == 0 ? stays.scalars[lane] : draws.uniform(key, trial: trial)
        let stay = log(uniform) / life.logStay
        if stay < Double(months) { leaves = min(end, month + Int(stay) + 1) }
      }
      if life.talentSD > 0, generation > 0 {
        let key = DrawKey(entity: life.entity, purpose: .talent, ordinal: generation)
        let z = StandardNormal.quantile(draws.uniform(key, trial: trial))
        let multiplier = Float(exp(life.talentSD * z))
        for at in month..<leaves { talent.scalars[place(life, month: at, lane)] = multiplier }
      }
      if hired {
        hires.scalars[place(life, year: month / 12, lane)] += 1
        for at in month..<leaves {
          sinceHire.scalars[place(life, month: at, lane)] = Float(at - month)
          if at < month + life.ramp {
            rampShare.scalars[place(life, year: at / 12, lane)] += 1 / 12
          }
        }
      }
      let filled = min(end, leaves + life.vacancy)
      for at in leaves..<filled {
        talent.scalars[place(life, month: at, lane)] = 1
        occupied.scalars[place(life, month: at, lane)] = 0
        vacantShare.scalars[place(life, year: at / 12, lane)] += 1 / 12
      }
      (month, hired) = (filled, true)
      if filled == end, let start = later.popFirst() {
        (month, hired) = (start.month, start.isHired)
      }
    }
  }

  @inline(__always)
  private func place(_ life: LifeDraw, month: Int, _ lane: Int) -> Int {
    (life.index * months + month) * laneCount + lane
  }

  @inline(__always)
  private func place(_ life: LifeDraw, year: Int, _ lane: Int) -> Int {
    (life.index * months / 12 + year) * laneCount + lane
  }
}
