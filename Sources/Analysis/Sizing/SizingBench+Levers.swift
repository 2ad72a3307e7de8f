import Model
import Simulation
import Statistics
import Units

extension SizingBench {
  /// One proposal per available lever: the smallest change that stays within budget, else the one
  /// that comes closest.
  func levers(from terms: PayTerms) async throws -> [Trial] {
    var trials: [Trial] = []
    if accelerator != nil {
      let factors = stride(from: 9, through: 0, by: -1).map { Double($0) / 10 }
      let best = try await least(
        factors.map { PayTerms(quotaFactor: terms.quotaFactor, accelerator: $0) })
      trials.append(try await trial(.accelerator, best, asItStands))
    }
    let best = try await least(
      mixes.map { PayTerms(quotaFactor: terms.quotaFactor, baseShare: $0) })
    trials.append(try await trial(.payMix, best, asItStands))
    if let fewer = try await fewerHeads(from: terms) { trials.append(fewer) }
    return trials
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
  private func least(_ candidates: [PayTerms]) async throws -> PayTerms {
    var closest: (terms: PayTerms, closeness: (Double, Double))?
    for terms in candidates {
      let score = try await found(terms, asItStands)
      if isMet(score) { return terms }
      if closest.map({ closeness(score) > $0.closeness }) ?? true {
        closest = (terms, closeness(score))
      }
    }
    return closest!.terms
  }

  /// The largest number of heads below the current one that stays within budget, with the quota
  /// from its own simulation; else the smallest that was tried. Nil if heads are fixed.
  private func fewerHeads(from terms: PayTerms) async throws -> Trial? {
    guard let budget = aim.budget?.amount, asItStands.heads > 1 else { return nil }
    let score = try await found(terms, asItStands)
    // Start with as many heads fewer as would save the excess at their current cost.
    let excess = max(0, score.costP90.value - budget)
    let saved = Int((excess / costOfHead).rounded(.up))
    var heads = max(1, asItStands.heads - max(1, saved))
    guard var best = try await staffed(heads) else { return nil }
    let step = isMet(best.found) ? 1 : -1
    for _ in 0..<Self.mostSteps {
      heads += step
      guard heads >= 1, heads < asItStands.heads, let next = try await staffed(heads) else { break }
      if step > 0, !isMet(next.found) { break }
      best = next
      if step < 0, isMet(next.found) { break }
    }
    return best
  }

  private static let mostSteps = 3

  private func staffed(_ heads: Int) async throws -> Trial? {
    guard let credits = try await credits(heads: heads),
      let quota = try? quota(for: aim.chance, in: credits)
    else { return nil }
    return try await trial(.heads, PayTerms(quotaFactor: quota.factor), credits)
  }

  /// The average yearly cost of one head of the role.
  private var costOfHead: Double {
    let model = asItStands.sought.model
    let years = model.heads.keys.filter { $0.role == aim.role }.map(\.year)
    let columns = years.flatMap { year in
      CostItem.allCases.map { TrialColumn.cost($0, role: aim.role, year: year) }
    }
    let seatYears = model.heads.reduce(0) { $1.key.role == aim.role ? $0 + $1.value : $0 }
    return max(1, Moments(model.sum(columns)).mean / Double(max(1, seatYears)))
  }

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
