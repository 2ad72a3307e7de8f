public import Ownership
public import Simulation
public import Statistics

/// How a role's people fare under a model.
public struct RoleFigures: Sendable {
  /// A fiscal year of the role.
  public struct Year: Sendable {
    public let heads: Int
    /// Variable pay of all the role's people.
    public let payout: Summary
    /// Their variable pay over their target incentive; 0 without a target.
    public let payoutPerTI: Summary
    /// Over people and trials; nil if no plan pays the role.
    public let health: PlanHealth?
    /// In the order of their seats.
    public let people: [PersonFigures]

    /// Variable pay of one person, over people and trials.
    public var personPay: Moments {
      people.reduce(into: Moments()) { $0.merge(Moments($1.pay)) }
    }

    /// The standard error of the mean of ``personPay``. It accounts for luck that people share,
    /// since their number is the same in every trial.
    public var personPayError: Double { payout.standardError / Double(heads) }
  }

  public let role: Role
  /// By fiscal year.
  public let years: [Year]
  /// Variable pay of all years over their target incentive; 0 without a target.
  public let payoutPerTI: Summary
  /// Over all years; nil if no plan pays the role.
  public let health: PlanHealth?

  init(
    _ role: Role, of model: ModelResult, shares: PeopleShares.OfRole, years: Int,
    design: SampleDesign
  ) {
    self.role = role
    let outcomes = (0..<years).map { model.roleOutcomes[RoleYear(role: role, year: $0)] }
    func measures(_ years: [Int]) -> [String] {
      years.flatMap { model.measures[RoleYear(role: role, year: $0)] ?? [] }
    }
    self.years = (0..<years).map { year in
      let payout = model.column(.cost(.pay, role: role, year: year))
      let target = model.column(.targetIncentive(role: role, year: year))
      return Year(
        heads: model.heads[RoleYear(role: role, year: year)] ?? 0,
        payout: Summary(payout, design: design, worst: .high),
        payoutPerTI: Summary(payout.over(target), design: design, worst: .high),
        health: PlanHealth(
          outcomes[year].map { [$0] } ?? [], shares.years[year], measures: measures([year])),
        people: model.people.indices
          .filter { model.people[$0].role == role && model.people[$0].year == year }
          .map { PersonFigures(model.people[$0], model.personOutcomes[$0], model.quotas[$0]) })
    }
    func total(_ column: (Int) -> TrialColumn) -> [Double] { model.sum((0..<years).map(column)) }
    payoutPerTI = Summary(
      total { .cost(.pay, role: role, year: $0) }
        .over(total { .targetIncentive(role: role, year: $0) }),
      design: design, worst: .high)
    health = PlanHealth(
      outcomes.compactMap(\.self), shares.all, measures: measures(Array(0..<years)))
  }
}

extension Moments {
  fileprivate init(_ exact: ExactMoments) {
    let variance = exact.standardDeviation * exact.standardDeviation
    self.init(
      count: exact.count, mean: exact.mean,
      sumOfSquaredDeviations: variance * Double(max(0, exact.count - 1)))
  }
}

/// How a person fares in a fiscal year, over trials.
public struct PersonFigures: Sendable {
  /// The person's name in the book, else the role and a number.
  public let name: String
  /// Variable pay; an empty seat earns nothing, but a clawback may still take from it.
  public let pay: ExactMoments
  /// Weighted attainment of the year, over trials in which the seat is filled and something is due;
  /// nil if there are none, or no plan with a quota pays the person.
  public let attainment: ExactMoments?
  /// In the order of the plan's measures; empty if no plan pays the person.
  public let quotas: [PersonQuota]

  init(_ person: PersonYear, _ outcome: PersonOutcome, _ quotas: [PersonQuota]) {
    name = person.name
    self.quotas = quotas
    pay = outcome.pay
    attainment = outcome.attainment.count > 0 ? outcome.attainment : nil
  }
}
