import Foundation
import Model
import Statistics

/// Who sits in which seat in every month, for the sixteen trials of a world.
///
/// People leave at the end of a month, with the yearly chance spread evenly over months; the seat
/// is vacant for some months; the successor ramps. Every person has their own talent.
final class PeopleLuck {
  private let lives: LaneBuffer<Life>
  /// The starts of all lives, life by life.
  private let starts: LaneBuffer<SeatLife.Start>
  let months: Int
  /// At `life * months + month`: the factor of talent on odds; 1 while the seat is vacant.
  let talent: LaneBuffer<Lanes>
  /// At `life * months + month`: 1 if the seat is filled, 0 if it is vacant.
  let occupied: LaneBuffer<Lanes>
  /// At `life * months + month`: whole months since a new hire began; ``tenured`` for the others.
  let sinceHire: LaneBuffer<Lanes>
  /// At `life * years + year`: share of the year without a person.
  let vacantShare: LaneBuffer<Lanes>
  /// At `life * years + year`: share of the year in which a person ramps.
  let rampShare: LaneBuffer<Lanes>
  /// At `life * years + year`: how many people were hired.
  let hires: LaneBuffer<Lanes>
  /// For the life being drawn: the uniforms of its first person's stay and talent, and the factor
  /// of that talent on odds.
  private let stays = LaneBuffer<MoneyLanes>(repeating: .zero, count: 1)
  private let talents = LaneBuffer<MoneyLanes>(repeating: .zero, count: 1)
  private let first = LaneBuffer(repeating: Lanes(repeating: 1), count: 1)

  static let tenured: Float = 1000

  init(lives: [SeatLife], months: Int) {
    var first = 0
    self.lives = LaneBuffer(
      lives.map { life in
        defer { first += life.starts.count }
        return Life(
          entity: life.entity, turnover: life.turnover, firstStart: first,
          endOfStarts: first + life.starts.count)
      })
    starts = LaneBuffer(lives.flatMap(\.starts))
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
    for index in 0..<lives.count {
      let life = lives[index]
      let logStay = log1p(-min(values[life.turnover.attrition], 1)) / 12
      let draw = LifeDraw(
        index: index, life: life, logStay: logStay,
        // A uniform up to this means staying beyond the horizon.
        stays: exp(logStay * Double(months)), ramp: Int(values[life.turnover.ramp].rounded()),
        vacancy: Int(values[life.turnover.vacancy].rounded()), talentSD: talentSD)
      drawFirst(draw, draws, firstTrial: firstTrial)
      let beginsOnce = life.endOfStarts - life.firstStart == 1
      for lane in 0..<laneCount {
        // Most people stay beyond the horizon.
        if beginsOnce, logStay == 0 || stays.scalars[lane] <= draw.stays { continue }
        follow(draw, lane: lane, trial: firstTrial + lane, draws)
      }
    }
  }

  /// A ``SeatLife`` by the indices of its assumptions and starts.
  private struct Life: BitwiseCopyable {
    let entity: UInt64
    let turnover: SeatLife.Turnover
    let firstStart: Int
    let endOfStarts: Int
  }

  /// The parameters of a seat's life in a world.
  private struct LifeDraw: BitwiseCopyable {
    let index: Int
    let life: Life
    /// The log of the chance to stay a month.
    let logStay: Double
    let stays: Double
    let ramp: Int
    let vacancy: Int
    let talentSD: Double

    func key(_ purpose: Purpose, generation: Int = 0) -> DrawKey {
      DrawKey(entity: life.entity, purpose: purpose, ordinal: generation)
    }
  }

  /// Draws the first person of a seat in every trial, as if they all stayed.
  private func drawFirst(_ draw: LifeDraw, _ draws: Draws, firstTrial: Int) {
    let row = draw.index * months
    (talent.base + row).update(repeating: Lanes(repeating: 1), count: months)
    guard draw.life.firstStart < draw.life.endOfStarts else { return }
    let start = starts[draw.life.firstStart]
    if start.isHired {
      hires[(row + start.month) / 12] = Lanes(repeating: 1)
      for month in start.month..<months {
        sinceHire[row + month] = Lanes(repeating: Float(month - start.month))
        if month < start.month + draw.ramp { rampShare[(row + month) / 12] += 1 / 12 }
      }
    }
    if draw.logStay < 0 {
      draws.uniforms(draw.key(.tenure), firstTrial: firstTrial, into: stays)
    }
    guard draw.talentSD > 0 else { return }
    draws.uniforms(draw.key(.talent), firstTrial: firstTrial, into: talents)
    for lane in 0..<laneCount {
      let z = StandardNormal.quantile(talents.scalars[lane])
      first.scalars[lane] = Float(exp(draw.talentSD * z))
    }
    (talent.base + row + start.month).update(repeating: first[0], count: months - start.month)
  }

  /// Follows a seat in one trial, starting from its first person, who is already drawn.
  private func follow(_ draw: LifeDraw, lane: Int, trial: Int, _ draws: Draws) {
    let life = draw.life
    guard life.firstStart < life.endOfStarts else { return }
    for year in 0..<months / 12 {
      hires.scalars[entry(draw, year: year, lane)] = 0
      rampShare.scalars[entry(draw, year: year, lane)] = 0
    }
    var next = life.firstStart + 1
    var (month, hired) = (starts[life.firstStart].month, starts[life.firstStart].isHired)
    for generation in 0..<DrawKey.ordinalLimit {
      guard month < months else { return }
      // Nobody stays past the month in which the seat reopens.
      let end = next < life.endOfStarts ? starts[next].month : months
      var leaves = end
      if draw.logStay < 0 {
        let uniform =
          generation == 0
          ? stays.scalars[lane]
          : draws.uniform(draw.key(.tenure, generation: generation), trial: trial)
        let stay = log(uniform) / draw.logStay
        if stay < Double(months) { leaves = min(end, month + Int(stay) + 1) }
      }
      if draw.talentSD > 0, generation > 0 {
        let key = draw.key(.talent, generation: generation)
        let z = StandardNormal.quantile(draws.uniform(key, trial: trial))
        let multiplier = Float(exp(draw.talentSD * z))
        for at in month..<leaves { talent.scalars[entry(draw, month: at, lane)] = multiplier }
      }
      if hired { hires.scalars[entry(draw, year: month / 12, lane)] += 1 }
      for at in month..<leaves {
        sinceHire.scalars[entry(draw, month: at, lane)] = hired ? Float(at - month) : Self.tenured
        if hired, at < month + draw.ramp {
          rampShare.scalars[entry(draw, year: at / 12, lane)] += 1 / 12
        }
      }
      let filled = min(end, leaves + draw.vacancy)
      for at in leaves..<filled {
        talent.scalars[entry(draw, month: at, lane)] = 1
        occupied.scalars[entry(draw, month: at, lane)] = 0
        sinceHire.scalars[entry(draw, month: at, lane)] = Self.tenured
        vacantShare.scalars[entry(draw, year: at / 12, lane)] += 1 / 12
      }
      (month, hired) = (filled, true)
      if filled == end, next < life.endOfStarts {
        (month, hired) = (starts[next].month, starts[next].isHired)
        next += 1
      }
    }
  }

  @inline(__always)
  private func entry(_ draw: LifeDraw, month: Int, _ lane: Int) -> Int {
    (draw.index * months + month) * laneCount + lane
  }

  @inline(__always)
  private func entry(_ draw: LifeDraw, year: Int, _ lane: Int) -> Int {
    (draw.index * months / 12 + year) * laneCount + lane
  }
}
