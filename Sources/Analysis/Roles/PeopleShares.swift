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
  /// By measure: as ``reaching``, by its own attainment.
  private var measures: [String: ClusteredShares] = [:]

  /// Counts the people of a cluster, of one or more years.
  ///
  /// - Parameter outcomes: Each with the names of its measures.
  mutating func addCluster(_ named: [(outcome: RoleOutcome, measures: [String])]) {
    let outcomes = named.map(\.outcome)
    let attainment = PayHistogram(sumOf: outcomes.map(\.attainment))
    let payout = PayHistogram(sumOf: outcomes.map(\.payout))
    let end = PayHistogram.percents.upperBound + 1
    reaching.addCluster(Self.counts(attainment), of: attainment.total)
    earning.addCluster([payout.count(inPercents: 1..<end)], of: payout.total)
    var own: [String: [PayHistogram]] = [:]
    for (outcome, names) in named {
      for (name, histogram) in zip(names, outcome.measures) {
        own[name, default: []].append(histogram)
      }
    }
    for (name, parts) in own {
      let attained = PayHistogram(sumOf: parts)
      measures[name, default: ClusteredShares(kinds: 2 + Self.binBounds.count)]
        .addCluster(Self.counts(attained), of: attained.total)
    }
  }

  /// Those at quota, near it, and in each bin.
  private static func counts(_ attainment: PayHistogram) -> [Int] {
    let end = PayHistogram.percents.upperBound + 1
    return ([100..<end, 80..<121] + binBounds).map(attainment.count)
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
  /// The share whose attainment of a measure reaches quota; nil where nobody has one.
  func atQuota(of measure: String) -> Proportion? { measures[measure]?[0] }
  /// The share whose attainment of a measure lies in each of ``binBounds``; empty where nobody has one.
  func bins(of measure: String) -> [Proportion] {
    measures[measure].map { shares in Self.binBounds.indices.map { shares[2 + $0] } } ?? []
  }

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
            let key = RoleYear(role: role, year: year)
            let names = result.models[model].measures[key] ?? []
            return open.compactMap { $0[model][key].map { ($0, names) } }
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
