import Model
import Ownership
import Simulation
import Statistics

/// The shares of a role's people by attainment and pay, clustered by block of trials, as people of
/// one block share its markets; from twenty decks on, by deck, whose blocks offset one another.
struct PeopleShares: Hashable, Sendable {
  /// Counts people with an attainment.
  private var reaching = ClusteredShares(kinds: 2 + binBounds.count)
  private var earning = ClusteredShares(kinds: 1)

  /// Counts the people of a cluster, of one or more years.
  mutating func addCluster(_ outcomes: [RoleOutcome]) {
    let attainment = PayHistogram(sumOf: outcomes.map(\.attainment))
    let payout = PayHistogram(sumOf: outcomes.map(\.payout))
    func people(_ bins: Range<Int>) -> Int { attainment.count(inPercents: bins) }
    let end = PayHistogram.percents.upperBound + 1
    reaching.addCluster(
      [people(100..<end), people(80..<121)] + Self.binBounds.map(people), of: attainment.total)
    earning.addCluster([payout.count(inPercents: 1..<end)], of: payout.total)
  }

  /// Whether anybody has a quota.
  var hasQuotas: Bool { reaching[0].standardError.isFinite || reaching[0].value > 0 }
  /// The share whose weighted attainment reaches quota.
  var atQuota: Proportion { reaching[0] }
  /// The share whose weighted attainment is 80% to 120% of quota.
  var nearQuota: Proportion { reaching[1] }
  /// The share paid at least 1% of target.
  var paid: Proportion { earning[0] }
  /// The share whose weighted attainment lies in each of ``binBounds``.
  var bins: [Proportion] { Self.binBounds.indices.map { reaching[2 + $0] } }

  /// Bins of five percent of attainment, in percent; the first and the last are open-ended.
  static let binBounds: [Range<Int>] = {
    let end = PayHistogram.percents.upperBound + 1
    return stride(from: PayHistogram.percents.lowerBound, to: end, by: 5).map {
      $0..<min($0 + 5, end)
    }
  }()
}

extension PeopleShares {
  /// The shares of one role, over the horizon and by fiscal year.
  struct OfRole: Sendable {
    var all = PeopleShares()
    var years: [PeopleShares]
  }

  /// By model, then role.
  static func of(_ result: SimulationResult) -> [[Role: OfRole]] {
    let years = result.scenario.years
    var shares = result.models.map { model in
      Dictionary(
        uniqueKeysWithValues: model.roles.map {
          ($0, OfRole(years: [PeopleShares](repeating: PeopleShares(), count: years)))
        })
    }
    let clusters = result.clusters
    var trials = 0
    // By block of the open cluster.
    var open: [[[RoleYear: RoleOutcome]]] = []
    result.forEachBlock { outcomes in
      open.append(outcomes)
      trials = min(trials + TrialBlock.size, result.trials)
      guard clusters.ends(at: trials - 1) else { return }
      for model in outcomes.indices {
        for role in result.models[model].roles {
          let own = (0..<years).map { year in
            open.compactMap { $0[model][RoleYear(role: role, year: year)] }
          }
          shares[model][role]!.all.addCluster(own.flatMap(\.self))
          for (year, outcomes) in own.enumerated() {
            shares[model][role]!.years[year].addCluster(outcomes)
          }
        }
      }
      open = []
    }
    return shares
  }
}
