import Model
import Ownership

/// The hours of sellers that new customers do without, given the people of a model.
///
/// They are the hours that sellers are expected to spend on the book. Whoever is sent to new
/// customers takes theirs along. Whoever is dismissed does not: what the book then takes less of
/// sellers than under the baseline is no gain, up to the hours that the dismissed would have worked.
struct NewLogoHours {
  private let compiled: CompiledScenario
  private let model: CompiledModel
  private let baseline: CompiledModel
  private let profiles: [Role: RoleProfile]
  /// The roles under the baseline, by whose hours the dismissed would have worked.
  private let before: [Role: RoleProfile]

  init(_ compiled: CompiledScenario, model: Int) {
    self.compiled = compiled
    self.model = compiled.models[model]
    baseline = compiled.models[compiled.scenario.baseline]
    profiles = compiled.profiles[model]
    before = compiled.profiles[compiled.scenario.baseline]
  }

  func hours(inYear year: Int) -> Double {
    Set(model.roles + baseline.roles).sorted().reduce(0) { $0 + hours(of: $1, year: year) }
  }

  private func hours(of role: Role, year: Int) -> Double {
    let (profile, past) = (profiles[role]!, self.before[role]!)
    guard profile.sellsNewLogos else { return 0 }
    let (own, before) = (
      Self.work(of: role, in: model, year), Self.work(of: role, in: baseline, year)
    )
    guard profile.released == .dismissed, own.heads < before.heads else { return own.hours }
    let each = past.hours.mean * past.utilisation.mean
    let dismissed = Double(before.heads - own.heads) * each
    return own.hours + max(0, min(dismissed, before.hours - own.hours))
  }

  private static func work(
    of role: Role, in model: CompiledModel, _ year: Int
  ) -> (heads: Int, hours: Double) {
    (model.seatsOfRole[role] ?? 0..<0).reduce((0, 0)) { work, seat in
      model.seats[seat].isActive[year]
        ? (work.0 + 1, work.1 + model.seats[seat].demandHours[year]) : work
    }
  }
}
