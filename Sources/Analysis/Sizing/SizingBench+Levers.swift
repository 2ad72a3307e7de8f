import Model
import Simulation
import Statistics
import Units

extension SizingBench {
  /// Seeks what stays within budget: the smallest change of each lever, of both levers of pay together
  /// where neither does alone, and every number of heads below the current one down to the first that
  /// does by itself, each also with the accelerator.
  func findLevers(from terms: PayTerms, _ finds: inout SizingFinds) async throws {
    var isMetByPay = false
    var slowest = terms
    if accelerator != nil {
      slowest = try await least(accelerated(terms), asItStands)
      let trial = try await trial(.accelerator, slowest, asItStands)
      isMetByPay = isMet(trial.found)
      finds.add(trial)
    }
    let mixed = try await trial(.payMix, try await least(mixes(terms), asItStands), asItStands)
    finds.add(mixed)
    if accelerator != nil, !isMetByPay, !isMet(mixed.found) {
      finds.add(
        try await trial(
          .acceleratorAndPayMix, try await least(mixes(slowest), asItStands), asItStands))
    }
    try await findHeads(&finds)
  }

  private func accelerated(_ terms: PayTerms) -> [PayTerms] {
    stride(from: 9, through: 0, by: -1).map {
      PayTerms(
        quotaFactor: terms.quotaFactor, baseShare: terms.baseShare, accelerator: Double($0) / 10)
    }
  }

  private func mixes(_ terms: PayTerms) -> [PayTerms] {
    mixes.map {
      PayTerms(
        quotaFactor: terms.quotaFactor, baseShare: $0, accelerator: terms.accelerator)
    }
  }

  /// Pay mixes in steps of five points, nearest to the current one first. Nobody keeps a book on a
  /// base below 40%.
  private var mixes: [Double] {
    let now = baseShare
    return stride(from: 40, through: 95, by: 5).map { Double($0) / 100 }
      .filter { abs($0 - now) > 1e-9 }
      .sorted { abs($0 - now) < abs($1 - now) }
  }

  /// The first terms that stay within budget, else those that come closest.
  private func least(_ candidates: [PayTerms], _ credits: Credits) async throws -> PayTerms {
    var closest: (terms: PayTerms, closeness: (Double, Double))?
    for terms in candidates {
      let score = try await found(terms, credits)
      if isMet(score) { return terms }
      if closest.map({ closeness(score) > $0.closeness }) ?? true {
        closest = (terms, closeness(score))
      }
    }
    return closest!.terms
  }

  /// The ladder of heads; nothing where the scenario fixes them, or nobody can be spared.
  private func findHeads(_ finds: inout SizingFinds) async throws {
    guard aim.budget != nil else { return }
    for heads in (1..<max(1, asItStands.heads)).reversed().prefix(Self.mostRungs) {
      guard let credits = try await credits(heads: heads),
        let quota = try? quota(for: aim.chance, in: credits)
      else { return }
      let terms = PayTerms(quotaFactor: quota.factor)
      let rung = try await trial(.heads, terms, credits)
      finds.add(rung)
      if isMet(rung.found) { return }
      guard accelerator != nil else { continue }
      let slower = try await least(accelerated(terms), credits)
      if isMet(try await found(slower, credits)) {
        finds.add(try await trial(.headsAndAccelerator, slower, credits))
      }
    }
  }

  /// A ladder longer than this is no change of a plan.
  private static let mostRungs = 12

  /// What each 5 points of chance require, around the answer.
  func tradeOffs(around answer: Trial) async throws -> [TradeOff] {
    var rows: [TradeOff] = []
    for step in -Self.tradeOffSteps...Self.tradeOffSteps {
      let chance = aim.chance + Double(step) * 0.05
      guard chance > 0.0499, chance < 0.9501,
        let quota = try? quota(for: chance, in: answer.credits)
      else { continue }
      var terms = answer.terms
      terms.quotaFactor = quota.factor
      let scored = try await answer.credits.scored.repaid(on: terms, tasks: tasks)
      rows.append(
        TradeOff(
          chance: chance, quota: quota.quota, score: score(scored, of: answer.credits.scored)))
    }
    return rows
  }

  private static let tradeOffSteps = 3
}
