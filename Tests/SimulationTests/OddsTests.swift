import Model
import TestSupport
import Testing

@testable import Simulation

/// Odds have the same bits for one trial as for sixteen.
@Suite struct OddsTests {
  /// Numbers over many magnitudes, 0 and infinity among them.
  private static func lanes(_ seed: UInt32) -> Lanes {
    let philox = Philox(seed: UInt64(seed))
    var lanes = Lanes()
    for lane in 0..<laneCount {
      let words = philox.words(at: SIMD4(UInt32(lane), seed, 0, 0))
      let uniform = Uniform.single(words[0])
      lanes[lane] =
        words[1] % 16 == 0
        ? 0 : words[1] % 16 == 1 ? .infinity : uniform * Float(words[2] % 1000) / (1.0001 - uniform)
    }
    return lanes
  }

  @Test(arguments: 0..<200 as Range<UInt32>)
  func sixteenTrialsMatchSingleTrialsToTheBit(seed: UInt32) {
    let (odds, owner) = (Self.lanes(seed), Self.lanes(seed + 1000))
    let missed = Uniform.single(seed &* 2_654_435_769)
    let chances = Odds.chance(odds)
    let found = Funnel.found(missedByOthers: missed, odds: odds)
    let won = Funnel.wonOdds(1.25, drivers: 0.7, owner: owner)
    for lane in 0..<laneCount {
      #expect(chances[lane].bitPattern == Odds.chance(odds[lane]).bitPattern)
      #expect(
        found[lane].bitPattern
          == Funnel.found(missedByOthers: missed, odds: odds[lane]).bitPattern)
      #expect(
        won[lane].bitPattern
          == Funnel.wonOdds(Float(1.25), drivers: 0.7, owner: owner[lane]).bitPattern)
    }
  }

  /// Expected ARR uses the odds of the reference engine, trial by trial, in a scenario where
  /// everything that affects them happens.
  @Test func renewalOddsOfSixteenTrialsMatchSingleTrials() throws {
    let compiled = try CompiledScenario(TestScenario.rich().scenario())
    let luck = WorldLuck(compiled, draws: Draws(seed: compiled.scenario.seed))
    luck.draw(world: 7)
    let book = compiled.book
    var transfers: Set<Contrast> = []
    for model in compiled.models.indices {
      for account in 0..<book.count {
        for year in 0..<compiled.timeline.years {
          let termEnds = book.events(account: account, year: year).filter {
            $0.kind != .escalation
          }
          guard let month = termEnds.first.map({ Int($0.month) }) else { continue }
          let terms = RenewalTerms(
            compiled.models[model].stage(inYear: year), book, account: account, month: month)
          transfers.insert(terms.transfer)
          func odds<Number: OddsNumber>(_ pick: (Lanes) -> Number) -> Number
          where Number.Single == Float {
            luck.renewalOdds(
              terms, account: account, model: model,
              cell: year * compiled.outcomes.count + Int(book.segment[account]), month: month,
              drivers: 1.25, pick)
          }
          let all: Lanes = odds { $0 }
          for lane in 0..<laneCount {
            let one: Float = odds { $0[lane] }
            #expect(all[lane].bitPattern == one.bitPattern)
          }
        }
      }
    }
    #expect(transfers.count > 1)
  }

  /// An effect that is new undoes one that is gone.
  @Test func contrastsAreInverse() {
    #expect(Contrast.new.apply(0.8, to: 3.0) == 3 * 0.8)
    #expect(Contrast.gone.apply(0.8, to: 3.0) == 3 / 0.8)
    #expect(Contrast.unchanged.apply(0.8, to: 3.0) == 3)
    #expect(Contrast(true, statusQuo: false) == .new)
    #expect(Contrast(false, statusQuo: true) == .gone)
    #expect(Contrast(true, statusQuo: true) == .unchanged)
  }

  /// Found by the owner with .4 where others miss .7 of the time: 1 - .6 x .7 = .58, and back.
  @Test func ownChanceInvertsTheFunnel() {
    let found = Funnel.found(missedByOthers: 0.7, chance: 0.4)
    #expect(abs(found - 0.58) < 1e-15)
    #expect(abs(Funnel.ownChance(found: found, missedByOthers: 0.7) - 0.4) < 1e-15)
    #expect(Funnel.ownChance(found: 0.2, missedByOthers: 0.7) == 0)
    #expect(Funnel.ownChance(found: 0.9, missedByOthers: 0) == 0)
  }
}
