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
    talent.fill(Lanes(repeating: 1))
    occupied.fill(Lanes(repeating: 1))
    sinceHire.fill(Lanes(repeating: Self.tenured))
    vacantShare.fill(Lanes(repeating: 0))
    rampShare.fill(Lanes(repeating: 0))
    hires.fill(Lanes(repeating: 0))
    for life in lives.indices {
      let role = lives[life].role
      let logStay = log1p(-min(values[role.attrition], 1)) / 12
      let ramp = Int(values[role.ramp].rounded())
      let vacancy = Int(values[role.vacancy].rounded())
      for lane in 0..<laneCount {
        draw(
          life: life, lane: lane, trial: firstTrial + lane, draws: draws, logStay: logStay,
          ramp: ramp, vacancy: vacancy, talentSD: talentSD)
      }
    }
  }

  private func draw(
    life index: Int, lane: Int, trial: Int, draws: Draws, logStay: Double, ramp: Int,
    vacancy: Int, talentSD: Double
  ) {
    let life = lives[index]
    guard let first = life.starts.first else { return }
    var later = life.starts.dropFirst()
    var (month, hired) = (first.month, first.isHired)
    for generation in 0..<DrawKey.ordinalLimit {
      guard month < months else { return }
      // Nobody stays beyond the day on which the seat begins again.
      let end = later.first?.month ?? months
      var leaves = end
      if logStay < 0 {
        let key = DrawKey(entity: life.entity, purpose: .tenure, ordinal: generation)
        let stay = log(draws.uniform(key, trial: trial)) / logStay
        if stay < Double(months) { leaves = min(end, month + Int(stay) + 1) }
      }
      if talentSD > 0 {
        let key = DrawKey(entity: life.entity, purpose: .talent, ordinal: generation)
        let z = StandardNormal.quantile(draws.uniform(key, trial: trial))
        let multiplier = Float(exp(talentSD * z))
        for at in month..<leaves {
          talent.scalars[(index * months + at) * laneCount + lane] = multiplier
        }
      }
      if hired {
        hires.scalars[(index * months / 12 + month / 12) * laneCount + lane] += 1
        for at in month..<leaves {
          sinceHire.scalars[(index * months + at) * laneCount + lane] = Float(at - month)
          if at < month + ramp {
            rampShare.scalars[(index * months / 12 + at / 12) * laneCount + lane] += 1 / 12
          }
        }
      }
      let filled = min(end, leaves + vacancy)
      for at in leaves..<filled {
        occupied.scalars[(index * months + at) * laneCount + lane] = 0
        vacantShare.scalars[(index * months / 12 + at / 12) * laneCount + lane] += 1 / 12
      }
      (month, hired) = (filled, true)
      if filled == end, let start = later.popFirst() {
        (month, hired) = (start.month, start.isHired)
      }
    }
  }
}
