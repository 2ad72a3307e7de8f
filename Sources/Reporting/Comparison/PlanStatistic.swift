import Analysis
import Statistics

/// A statistic of plan health and whether it asks for a look at the plan.
struct PlanStatistic: Hashable, Sendable {
  let name: String
  /// Nil where it is not defined.
  let value: Double?
  /// Nil for percentiles and correlations of pooled counts, which tell no error.
  let standardError: Double?
  /// What to look at; nil where nothing stands out.
  let flag: String?

  private init(_ name: String, _ share: Proportion?, flag: String? = nil) {
    // Unknown where the share is not defined, as where one block tells none.
    self.init(name, share?.value, standardError: share?.standardError ?? .infinity, flag: flag)
  }

  private init(
    _ name: String, _ value: Double?, standardError: Double? = nil, flag: String? = nil
  ) {
    self.name = name
    self.value = value
    self.standardError = standardError
    self.flag = flag
  }

  /// The statistics of a role; empty where no plan pays it.
  static func all(of role: RoleFigures) -> [PlanStatistic] {
    guard let health = role.health else { return [] }
    let cost = role.payoutPerTI
    return [
      PlanStatistic(
        "share-at-quota", health.shareAtQuota,
        flag: health.shareAtQuota.map { $0.value < fewAtQuota } == true ? "few at quota" : nil),
      PlanStatistic("share-near-quota", health.shareNearQuota),
      PlanStatistic("share-paid", health.sharePaid),
      PlanStatistic("payout-p10", health.payoutPerTI(0.1)),
      PlanStatistic("payout-p50", health.payoutPerTI(0.5)),
      PlanStatistic("payout-p90", health.payoutPerTI(0.9)),
      PlanStatistic(
        "payout-per-ti", cost.mean, standardError: cost.standardError,
        flag: costFlag(cost.mean)),
      PlanStatistic("leverage", health.leverage),
      PlanStatistic("correlation", health.correlation),
    ]
  }

  private static func costFlag(_ payoutPerTI: Double) -> String? {
    if payoutPerTI > 1 + farFromTarget { return "costs more than target" }
    if payoutPerTI < 1 - farFromTarget { return "pays less than target" }
    return nil
  }

  /// Fewer people at quota than this are worth a look.
  private static let fewAtQuota = 0.5
  /// Mean pay further from target than this is worth a look.
  private static let farFromTarget = 0.1
}
