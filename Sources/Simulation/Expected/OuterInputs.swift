import CAccountLoop
import Foundation
import Model
import Ownership
import Statistics

/// What is random before any account is played and moves its expected credit: each an independent
/// normal score. 0 is the median of an assumption, no shock, and an average talent.
///
/// Shocks of segments and talents of people are drawn for each of them, but an account meets one
/// segment and one person of a role at a time, and expected credit is a sum over accounts. So one
/// score can stand for all segments of a year, and one for everybody in a role.
struct OuterInputs: Sendable {
  enum Score: Hashable, Sendable {
    case market(year: Int)
    case segment(year: Int)
    case talent(Talent)
    case assumption(AssumptionTable.ID)
  }

  /// A person in a role whom an account meets.
  struct Talent: Hashable, Sendable {
    enum Person: Hashable, Sendable {
      /// The first to sit in the account's first, second, ... seat of the role.
      case first(inSeat: Int)
      /// Whoever follows a leaver.
      case successor
    }

    let role: Role
    let person: Person
  }

  let scores: [Score]
  /// By score: whether it moves the odds of renewal.
  let renews: [Bool]
  /// The row of a world in which every assumption has its median.
  let medians: [Double]

  init(_ compiled: CompiledScenario, talents: Set<Talent>) {
    let assumptions = compiled.assumptions
    let medians = assumptions.assumptions.map {
      $0.isCertain ? $0.mean : $0.distribution.quantile(0.5)
    }
    self.medians = medians
    let effects = compiled.effects
    func isPossible(_ deviation: AssumptionTable.ID) -> Bool {
      assumptions.assumptions[deviation].mean > 0
    }
    let years = 0..<compiled.timeline.years
    var scores: [Score] = []
    if isPossible(effects.marketSD) { scores += years.map { .market(year: $0) } }
    if isPossible(effects.talentSD) {
      scores += talents.sorted { "\($0)" < "\($1)" }.map { .talent($0) }
    }
    if isPossible(effects.segmentSD) { scores += years.map { .segment(year: $0) } }
    // An assumption counts if it moves any number that an account meets.
    let world = WorldRates(compiled)
    world.set(medians)
    let usual = WorldNumbers.values(world, compiled)
    let places = WorldNumbers(compiled)
    func renewals(_ values: [Float]) -> [Float] {
      (0..<world.rates.count).map { values[places.rate(.renewalOdds, ofCell: $0)] }
    }
    var renews = scores.map { _ in true }
    // Indices may differ between runs of the program; keys do not.
    let uncertain = assumptions.uncertain.sorted {
      assumptions.assumptions[$0].key < assumptions.assumptions[$1].key
    }
    for id in uncertain {
      var row = medians
      row[id] = assumptions.assumptions[id].distribution.quantile(0.9)
      world.set(row)
      let moved = WorldNumbers.values(world, compiled)
      guard moved != usual else { continue }
      scores.append(.assumption(id))
      renews.append(
        renewals(moved) != renewals(usual)
          || moved[places.automatic...] != usual[places.automatic...])
    }
    self.scores = scores
    self.renews = renews
  }

  /// The row of a world in which scores have these values.
  func row(_ point: [Double], _ assumptions: AssumptionTable) -> [Double] {
    var row = medians
    for (score, z) in zip(scores, point) where z != 0 {
      guard case .assumption(let id) = score else { continue }
      row[id] = assumptions.assumptions[id].distribution.quantile(StandardNormal.cumulative(z))
    }
    return row
  }
}
