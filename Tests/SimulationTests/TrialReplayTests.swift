import Model
import Ownership
import Plans
import TestSupport
import Testing
import Units

@testable import Simulation

/// A trial played again, against the run that it belongs to.
@Suite struct TrialReplayTests {
  private static let trials = 160

  /// Fifty of them, spread over trials and models by a generator of their own.
  @Test func figuresAreThoseOfTheRunToTheLastBit() async throws {
    let prepared = try await Self.prepared()
    let run = try await Simulator.run(prepared.keepingPeople(), trials: Self.trials)
    var random = SplitMix(state: 7)
    for _ in 0..<50 {
      let trial = Int(random.next() % UInt64(Self.trials))
      let model = Int(random.next() % UInt64(run.models.count))
      let replay = try TrialReplay(prepared, model: model, trial: trial)
      let (own, whole) = (replay.result.models[model], run.models[model])
      for column in own.layout.columns {
        #expect(own.column(column)[replay.lane] == whole.column(column)[trial], "\(column)")
      }
      for (index, person) in whole.people.enumerated() {
        let year = replay.people[person.seat].years.first { $0.year == person.year }
        #expect(year?.pay == whole.pay(ofPerson: index)![trial])
      }
    }
  }

  /// Events that add up to each line of the walk, and credits to what plans read.
  @Test(arguments: [3, 100, 159])
  func eventsAddUpToTheWalk(trial: Int) async throws {
    let prepared = try await Self.prepared()
    for model in prepared.compiled.models.indices {
      let replay = try TrialReplay(prepared, model: model, trial: trial)
      for year in 0..<prepared.compiled.timeline.years {
        var sums: [String: Double] = [:]
        for event in replay.events where event.year == year {
          // A renewal may lower and raise no more than one of both.
          sums[event.name, default: 0] += event.change
        }
        for item in WalkItem.changes {
          let line = replay.result.models[model].column(.walk(item, year: year))[replay.lane]
          let name = Self.names[item]!
          let sum = sums[name] ?? 0
          #expect(abs(sum - item.sign * line) <= 1e-9 * max(1, line), "\(name) in \(year)")
        }
      }
      for person in replay.people {
        for year in person.years where year.hasPlan {
          let paid = replay.periods.filter { $0.seat == person.seat && $0.year == year.year }
          #expect(paid.reduce(0) { $0 + $1.pay } == year.pay)
          #expect(paid.allSatisfy { $0.settlement.pay == $0.pay })
        }
      }
    }
  }

  /// Guards the tests above: what they compare happens.
  @Test func somethingHappensInEveryForm() async throws {
    let prepared = try await Self.prepared()
    var (names, outcomes, credited): (Set<String>, Set<String>, Set<String>) = ([], [], [])
    var changes = 0
    for model in prepared.compiled.models.indices {
      for trial in [0, 17, 33, 90] {
        let replay = try TrialReplay(prepared, model: model, trial: trial)
        names.formUnion(replay.events.map(\.name))
        credited.formUnion(replay.events.flatMap { $0.credits.map(\.credited) })
        outcomes.formUnion(replay.events.flatMap { $0.draws.map { $0.decided.outcome.rawValue } })
        changes += replay.people.reduce(0) { $0 + $1.changes.count }
      }
    }
    #expect(names.isSuperset(of: Self.names.values) && names.contains("renewal"))
    #expect(credited.contains("clawback") && credited.contains("renewed-arr"))
    #expect(outcomes.count == 7)
    #expect(changes > 0)
  }

  /// What is shown of a draw tells what happened: a uniform below the bound of an outcome had it.
  @Test func drawsSayWhatHappened() async throws {
    let prepared = try await Self.prepared()
    let replay = try TrialReplay(prepared, model: 1, trial: 42)
    for event in replay.events {
      func happened(_ outcome: EventDraw.Bound.Outcome) -> Bool? {
        event.draws.flatMap { draw in
          draw.bounds.filter { $0.outcome == outcome }.map {
            $0.isBelow == (draw.uniform < $0.at)
          }
        }.first
      }
      switch event.outcome {
      case .churned: #expect(happened(.stays) == false)
      case .renewed(let contraction, let increase):
        #expect(happened(.stays) == true)
        if contraction > 0 { #expect(happened(.contracts) == true) }
        if increase > 0 { #expect(happened(.rises) == true) }
      case .opportunity(.organicGrowth, _, _): #expect(happened(.arrives) == true)
      case .opportunity(_, _, let stage):
        #expect(happened(.found) == (stage != .missed))
        #expect(happened(.accepted) == (stage == .accepted || stage == .won))
        #expect(happened(.won) == (stage == .won))
      case .escalated: #expect(event.draws.isEmpty)
      }
    }
  }

  private static func prepared() async throws -> PreparedScenario {
    try await PreparedScenario(CompiledScenario(TestScenario.rich().scenario()))
  }

  private static let names: [WalkItem: String] = [
    .churn: "churn", .contraction: "contraction", .priceIncrease: "price-increase",
    .escalator: "escalator", .organicGrowth: "organic-growth", .smallUpsell: "small-upsell",
    .bigUpsell: "big-upsell", .crossSell: "cross-sell", .crossStakeholder: "cross-stakeholder",
    .crossDivision: "cross-division",
  ]
}
