import Model
import Ownership
import Plans

/// What the pay of a role's people in a model is computed from, besides what was played: where it is
/// the same, so is their pay.
struct RolePay: Hashable {
  /// By stage.
  private let plans: [Plan?]
  /// By seat of the role, then year.
  private let quotas: [[SeatQuotas?]]
  private let ote: Assumption
  private let baseShare: Double
  private let nothingDue: QuotaRule.NothingDue
  /// How people are tallied.
  private let payPerOne: Double
  private let clusterSize: Int

  init(_ prepared: PreparedScenario, model: Int, role: Role) {
    let compiled = prepared.compiled
    let profile = compiled.profiles[model][role]!
    plans = compiled.plans[model].map { $0[role] }
    quotas = compiled.models[model].seatsOfRole[role]!.map { prepared.quotas[model][$0] }
    ote = profile.ote
    baseShare = profile.baseShare
    nothingDue = compiled.scenario.quotas.nothingDue
    payPerOne = compiled.payPerOne
    clusterSize = compiled.clusterSize
  }
}
