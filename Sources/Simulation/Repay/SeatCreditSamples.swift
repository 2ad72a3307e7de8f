import Ownership
import Plans
import Statistics

/// The credits of a role's people in every trial of a run, ready to be paid on other terms.
public struct SeatCreditSamples: Sendable {
  public let selection: CreditSelection
  /// The run that the credits were kept of.
  public let result: SimulationResult
  let prepared: PreparedScenario
  let worlds: [WorldCredit]

  /// The model of ``selection``.
  public var model: ModelResult { result.models[selection.model] }

  /// The mean quota of the measure over the role's seats and years, before any factor; nil where
  /// the simulation does not play it out, or no plan pays the role.
  public var meanQuota: Double? {
    let place = RolePlace(prepared.compiled, selection)
    let stageOfYear = prepared.compiled.models[selection.model].stageOfYear
    let readings = prepared.readings[selection.model].map { $0[selection.role] }
    let all = place.seats.flatMap { seat in
      prepared.quotas[selection.model][seat].enumerated().compactMap { year, quotas -> Double? in
        guard let quotas, let reading = readings[stageOfYear[year]],
          let measure = place.measure(in: reading.plan)
        else { return nil }
        let metric = reading.place(ofMeasure: measure)
        if case .atQuota = reading.metrics[metric].source { return nil }
        return quotas.metrics[metric].year
      }
    }
    return all.isEmpty ? nil : all.reduce(0, +) / Double(all.count)
  }

  /// Pays the credits on these terms, by the code that paid them in the run.
  ///
  /// - Throws: `CancellationError`.
  public func repaid(
    on terms: PayTerms = .unchanged, tasks: Int? = nil
  ) async throws -> RepaidCredits {
    let perPiece = 16
    let pieces = (worlds.count + perPiece - 1) / perPiece
    let paid = try await Parallel.map(count: pieces, tasks: tasks ?? Parallel.allCores) {
      CreditPayer(prepared, selection, terms: terms)
    } body: { payer, piece in
      worlds[piece * perPiece..<min(worlds.count, (piece + 1) * perPiece)].map(payer.pay)
    }
    return gathered(paid.flatMap(\.self))
  }

  private func gathered(_ worlds: [PaidWorld]) -> RepaidCredits {
    let years = prepared.compiled.timeline.years
    let role = selection.role
    var pay = [[Double]](repeating: [], count: years)
    var target = pay
    var people = RepaidCredits.People()
    let clusters = result.clusters
    for (world, kept) in zip(worlds, self.worlds) {
      for year in 0..<years {
        for lane in 0..<kept.liveLanes {
          pay[year].append(world.pay[year][lane])
          target[year].append(world.target[year][lane])
        }
      }
      for lane in 0..<kept.liveLanes {
        people.payMultiples += world.payMultiples[lane]
        people.attainments += world.attainments[lane]
        if clusters.ends(at: pay[0].count - kept.liveLanes + lane) {
          people.payBounds.append(people.payMultiples.count)
          people.attainmentBounds.append(people.attainments.count)
        }
      }
    }
    let paidBefore = (0..<years).map { model.column(.cost(.pay, role: role, year: $0)) }
    let severance = (0..<years).map { model.column(.cost(.severance, role: role, year: $0)) }
    var value = model.column(.value)
    let cost = (0..<years).map { year in
      var cost = model.sum(
        model.roles.flatMap { role in
          CostItem.allCases.map { .cost($0, role: role, year: year) }
        })
      for trial in cost.indices {
        let world = trial / laneCount
        let kept = self.worlds[world]
        let change =
          (1 + kept.burden)
          * (pay[year][trial] - paidBefore[year][trial]
            + worlds[world].baseChange[year][trial % laneCount])
          + severance[year][trial] * (worlds[world].baseFactor[year] - 1)
        cost[trial] += change
        value[trial] -= change * kept.discount[year]
      }
      return cost
    }
    return RepaidCredits(
      pay: pay, targetIncentive: target, cost: cost, value: value, people: people)
  }
}
