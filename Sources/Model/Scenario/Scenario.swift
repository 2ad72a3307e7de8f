public import Ownership
public import Plans
public import Units

/// Everything that a comparison of ownership models stands on: the book, what happens to it, the
/// people, their pay, and the models to compare.
///
/// A plain value: `Language` reads and writes it, `Simulation` compiles it.
///
/// ```swift
/// var scenario = try ScenarioReader.read(contentsOf: "scenario.yaml", Diagnostics()).scenario!
/// scenario.trials = 2_000
/// let pinned = try scenario.setting("effects.overload", to: .constant(0.7))
/// let result = try await Simulator.run(pinned)
/// ```
public struct Scenario: Hashable, Sendable {
  public var name: String
  /// The ISO code of the currency of every amount.
  public var currency: String
  /// The first day of the first fiscal year.
  public var start: Day
  /// Fiscal years simulated, 1...10.
  public var years: Int
  public var trials: Int
  public var seed: UInt64
  public var sampling = Sampling()
  /// The settings made on top of the scenario's file, each as `key = value`, for reports. The other
  /// properties already include them.
  public var settings: [String] = []
  /// Inputs that turn out otherwise than people and quotas are planned for.
  public internal(set) var outturns: [Outturn] = []

  public var book: Book
  /// What happens in each segment of the book, in its order.
  public var outcomes: [SegmentOutcomes]
  public var drivers: [Driver]
  public var shocks: Shocks
  /// The hours of each segment of the book, in its order.
  public var hours: [WorkHours]
  public var roles: [Role: RoleProfile]
  /// By the name of a model: what it states of roles otherwise.
  public var roleChanges: [String: [Role: RoleChange]] = [:]
  public var effects: Effects

  /// The index in ``models`` of the status quo, under which the stated rates were observed.
  public var baseline: Int
  public var models: [OwnershipModel]
  public var quotas: QuotaRule
  /// Plans by name; a role without an override uses the plan of its own name.
  public var plans: [String: Plan]
  public var finance: Finance
  /// What a model has to meet to be approved.
  public var approvals: [Approval] = []
  /// What only the advice of the frameworks reads.
  public var company = Company()

  public init(
    name: String, currency: String, start: Day, years: Int, trials: Int, seed: UInt64,
    book: Book, outcomes: [SegmentOutcomes], drivers: [Driver], shocks: Shocks,
    hours: [WorkHours], roles: [Role: RoleProfile], effects: Effects, baseline: Int,
    models: [OwnershipModel], quotas: QuotaRule, plans: [String: Plan], finance: Finance
  ) {
    precondition(outcomes.count == book.segments.count && hours.count == book.segments.count)
    precondition(models.indices.contains(baseline) && !models[baseline].isScheduled)
    self.name = name
    self.currency = currency
    self.start = start
    self.years = years
    self.trials = trials
    self.seed = seed
    self.book = book
    self.outcomes = outcomes
    self.drivers = drivers
    self.shocks = shocks
    self.hours = hours
    self.roles = roles
    self.effects = effects
    self.baseline = baseline
    self.models = models
    self.quotas = quotas
    self.plans = plans
    self.finance = finance
  }
}

/// How trials are sampled and adjusted to need fewer of them.
///
/// Neither option changes what is estimated, only how precisely.
public struct Sampling: Hashable, Sendable {
  /// Whether the market shock of the first year is spread evenly over each block of ``stratum``
  /// trials. This changes the draws of every trial.
  public var strata = false
  /// Whether means are also adjusted for the luck of accounts, which has mean 0. The trials stay
  /// the same.
  public var adjusted = false

  /// Trials in a block of strata, each in its own stratum; a whole number of worlds.
  public static let stratum = 64
  /// Worlds in a deck, which has one of each assumption's values in each of as many equally likely
  /// strata.
  public static let deck = 16

  /// The most trials of a run: exact sums over so many cannot overflow.
  public static let mostTrials = 10_000_000

  public init(strata: Bool = false, adjusted: Bool = false) {
    self.strata = strata
    self.adjusted = adjusted
  }
}

extension Scenario {
  /// The roles as a model has them.
  public func roles(of model: OwnershipModel) -> [Role: RoleProfile] {
    let changes = roleChanges[model.name] ?? [:]
    return roles.reduce(into: roles) { all, role in
      if let change = changes[role.key] { all[role.key] = role.value.changed(by: change) }
    }
  }

  /// Where a plan stands, such as `plans.csm`; one that a model has for itself is named by that.
  public static func key(ofPlan name: String) -> String {
    name.hasPrefix("models.") ? name : "plans.\(name)"
  }

  /// Whether each account is known to leave when its term ends: see ``Driver/excluding``.
  public var leavers: [Bool] {
    var leavers = [Bool](repeating: false, count: book.count)
    for driver in drivers where !driver.excluding.isEmpty {
      guard case .text(let values)? = book.attributes[driver.column] else { continue }
      let excluding = driver.excluding
      for (account, value) in values.enumerated() {
        if let value, excluding.contains(value) { leavers[account] = true }
      }
    }
    return leavers
  }

  /// The scenario without any model's choice of plans. Each role is paid by the plan of its own
  /// name, so that models differ only in ownership.
  public var withoutPayOverrides: Scenario {
    var scenario = self
    scenario.models = models.map { model in
      OwnershipModel(
        name: model.name,
        stages: model.stages.map { stage in
          var stage = stage
          stage.rules.pay = [:]
          return stage
        })
    }
    return scenario
  }
}
