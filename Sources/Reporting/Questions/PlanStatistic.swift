import Analysis
import Statistics

/// A statistic of plan health, and whether it asks for a look at the plan: one entry of a catalogue.
struct PlanStatistic: Sendable {
  typealias Number = @Sendable (RoleFigures) -> Double?

  let name: String
  /// Nil where it is not defined.
  let value: Number
  /// Nil for percentiles and correlations of pooled counts, which tell no error.
  let standardError: Number?
  /// What to look at; nil where nothing stands out.
  let flag: @Sendable (RoleFigures) -> String?

  private init(
    _ name: String, _ value: @escaping Number, standardError: Number? = nil,
    flag: @escaping @Sendable (RoleFigures) -> String? = { _ in nil }
  ) {
    self.name = name
    self.value = value
    self.standardError = standardError
    self.flag = flag
  }

  /// A share of people. Its error is unknown where the share is not defined, as where one block tells
  /// none.
  private init(
    _ name: String, of share: @escaping @Sendable (PlanHealth) -> Proportion?,
    flag: @escaping @Sendable (RoleFigures) -> String? = { _ in nil }
  ) {
    self.init(
      name, { $0.health.flatMap(share)?.value },
      standardError: { $0.health.flatMap(share)?.standardError ?? .infinity }, flag: flag)
  }

  /// Every statistic, in the order of reports.
  static let all = [
    PlanStatistic(
      shareAtQuota, of: { $0.shareAtQuota },
      flag: { role in
        let share = role.health?.shareAtQuota
        return share.map { $0.value < fewAtQuota } == true ? "few at quota" : nil
      }),
    PlanStatistic("share-near-quota", of: { $0.shareNearQuota }),
    PlanStatistic("share-paid", of: { $0.sharePaid }),
    PlanStatistic("payout-p10", { $0.health?.payoutPerTI(0.1) }),
    PlanStatistic("payout-p50", { $0.health?.payoutPerTI(0.5) }),
    PlanStatistic("payout-p90", { $0.health?.payoutPerTI(0.9) }),
    PlanStatistic(
      "payout-per-ti", { $0.payoutPerTI.mean }, standardError: { $0.payoutPerTI.standardError },
      flag: { costFlag($0.payoutPerTI.mean) }),
    PlanStatistic("leverage", { $0.health?.leverage }),
    PlanStatistic("correlation", { $0.health?.correlation }),
  ]

  /// The statistics of one measure alone.
  static func all(of measure: String) -> [PlanStatistic] {
    [
      PlanStatistic(
        "by-measure.\(measure).\(shareAtQuota)", of: { $0.shareAtQuota(of: measure) })
    ]
  }

  /// The share at quota: of a plan's weighted attainment, or below the name of a measure of its own.
  static let shareAtQuota = "share-at-quota"

  /// What stands out in the plan of a role; empty where nothing does, or no plan pays it.
  static func flags(of role: RoleFigures) -> [String] {
    role.health == nil ? [] : all.compactMap { $0.flag(role) }
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
