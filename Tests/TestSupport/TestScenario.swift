public import Model
public import Ownership
public import Plans
public import Statistics
import Units

/// Builds small scenarios for tests: nothing is uncertain and no effect acts unless a test says so.
public struct TestScenario {
  public var accounts: [(id: String, arr: Double, segment: Int, term: Int, renewal: String)]
  public var segments = [Segment.Declaration("all-accounts", tier: .mid)]
  public var autoRenewal: [Bool]?
  public var salesCycle: [Double?]?
  public var persons: [Role: [String?]] = [:]
  public var attributes: [String: BookAttribute] = [:]
  public var drivers: [Driver] = []
  public var years = 1
  public var trials = 1024
  public var seed: UInt64 = 2026
  public var renewal = certain("renewal", 0.9)
  public var contraction = certain("contraction", 0)
  public var contractionSize = SizeLaw(distribution: constant(0.2))
  public var increase = certain("increase", 0)
  public var increaseSize = SizeLaw(distribution: constant(0.05))
  public var escalator = certain("escalator", 0)
  public var expansion: [ExpansionStream: Expansion] = [:]
  public var marketSD = certain("market", 0)
  public var persistence = 0.0
  public var segmentSD = certain("segment", 0)
  public var talentSD = certain("talent", 0)
  public var hours = 0.0
  public var skill: [Role: [Effects.SkillTarget: Assumption]] = [:]
  public var price: [Role: Assumption] = [:]
  public var odds: [String: Assumption] = [:]
  public var sourcing = certain("sourcing", 0)
  public var productFlag = certain("product-flag", 0)
  public var handoverMonths = 6
  public var profiles: [Role: RoleProfile] = [:]
  public var models: [OwnershipModel] = [Preset.named("all-csm")!.model]
  public var baseline = 0
  public var quotas = QuotaRule(
    basis: .expected, stretch: 1, overAssignment: 1, nothingDue: .redistribute)
  public var plans: [String: Plan] = [:]
  public var margin = 0.8
  public var discountRate = 0.0

  /// A book of equal accounts that all renew on one day.
  public init(accounts count: Int, arr: Double = 100_000, renewal: String = "2026-07-01") {
    accounts = (0..<count).map {
      (id: "A\($0)", arr: arr, segment: 0, term: 12, renewal: renewal)
    }
  }

  public static func constant(_ value: Double) -> Distribution {
    try! Distribution.constant(value)
  }

  public static func certain(_ key: String, _ value: Double) -> Assumption {
    Assumption(key: key, distribution: constant(value))
  }

  /// A stream of expansion that is found, accepted and won for sure unless said otherwise.
  public static func expansion(
    _ key: String, perYear: Double, observed: Expansion.Observed = .arrivals, found: Double = 1,
    accepted: Double = 1, won: Double = 1, size: Distribution
  ) -> Expansion {
    Expansion(
      perYear: certain(key + ".per-year", perYear), observed: observed,
      found: certain(key + ".found", found), accepted: certain(key + ".accepted", accepted),
      won: certain(key + ".won", won), size: SizeLaw(distribution: size))
  }

  /// A role that costs nothing and never leaves, unless said otherwise.
  public static func profile(
    _ role: Role, isHuman: Bool = true, ote: Double = 100_000, baseShare: Double = 0.8,
    hours: Double = 1500, utilisation: Double = 1, attrition: Double = 0, ramp: Double = 0,
    vacancy: Double = 0, burden: Double = 0, tools: Double = 0, hiring: Double = 0,
    severance: Double = 0, heads: RoleProfile.Heads = .capacity, span: Double? = nil,
    manages: [Role] = [], sellsNewLogos: Bool = false
  ) -> RoleProfile {
    func key(_ name: String, _ value: Double) -> Assumption {
      certain("roles.\(role).\(name)", value)
    }
    var numbers = InputValues<RoleInputs, Assumption> { key($0.key, 0) }
    numbers.ote = key("ote", ote)
    numbers.hours = key("hours", hours)
    numbers.utilisation = key("utilisation", utilisation)
    numbers.attrition = key("attrition", attrition)
    numbers.ramp = key("ramp", ramp)
    numbers.vacancy = key("vacancy", vacancy)
    numbers.burden = key("burden", burden)
    numbers.tools = key("tools", tools)
    numbers.hiring = key("hiring", hiring)
    numbers.severance = key("severance", severance)
    return RoleProfile(
      role: role, isHuman: isHuman, type: nil, costLine: .retention, numbers: numbers,
      baseShare: baseShare, heads: heads, span: span, manages: manages,
      sellsNewLogos: sellsNewLogos)
  }

  public func scenario() throws -> Scenario {
    let book = try Book(
      ids: accounts.map(\.id), names: accounts.map { _ in nil }, arr: accounts.map(\.arr),
      segment: accounts.map(\.segment), term: accounts.map(\.term),
      renewalDay: accounts.map { Day($0.renewal)! },
      autoRenewal: autoRenewal ?? accounts.map { _ in false },
      salesCycle: salesCycle ?? accounts.map { _ in nil }, persons: persons,
      attributes: attributes, segments: segments)
    let outcomes = SegmentOutcomes(
      renewal: renewal,
      contraction: SegmentOutcomes.Change(chance: contraction, size: contractionSize),
      priceIncrease: SegmentOutcomes.Change(chance: increase, size: increaseSize),
      escalator: escalator, expansion: expansion)
    var work = WorkHours { Self.certain("hours.\($0.key)", 0) }
    work.service = Self.certain("hours.service", hours)
    var roles = profiles
    let known: [Role] = [
      .csm, .renewalManager, .accountManager, .accountExecutive, .pooledCSM,
    ]
    for role in known where roles[role] == nil { roles[role] = Self.profile(role) }
    if roles[.digital] == nil { roles[.digital] = Self.profile(.digital, isHuman: false) }
    // An effect on odds does nothing at 1; the others do nothing at 0.
    var effects = InputValues<EffectInputs, Assumption> { input in
      let name = input.path.joined(separator: ".")
      let none = [.positive, .factor].contains(input.values) ? 1.0 : 0
      return odds[name] ?? Self.certain("effects.\(name)", none)
    }
    if odds["auto-renewal.hours"] == nil {
      effects.autoRenewalHours = Self.certain("effects.auto-renewal.hours", 1)
    }
    effects.sourcing = sourcing
    effects.productFlag = productFlag
    effects.handoverTime = Self.certain("effects.handover.for", Double(handoverMonths))
    var shocks = Shocks { Self.certain($0.path.joined(separator: "."), 0) }
    shocks.marketSD = marketSD
    shocks.marketPersistence = Self.certain("persistence", persistence)
    shocks.segmentSD = segmentSD
    shocks.talentSD = talentSD
    var finance = InputValues<FinanceInputs, Assumption> { Self.certain($0.key, 0) }
    finance.grossMargin = Self.certain("margin", margin)
    finance.discountRate = Self.certain("discount", discountRate)
    return Scenario(
      name: "test", currency: "USD", start: Day("2026-01-01")!, years: years, trials: trials,
      seed: seed, book: book, outcomes: segments.map { _ in outcomes }, drivers: drivers,
      shocks: shocks, hours: segments.map { _ in work }, roles: roles,
      effects: Effects(skill: skill, price: price, numbers: effects), baseline: baseline,
      models: models, quotas: quotas, plans: plans, finance: Finance(numbers: finance))
  }
}
