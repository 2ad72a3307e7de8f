import Model
public import Ownership
import Simulation
public import Statistics

/// What people are expected to be paid under two models: base and variable pay of a year, while the
/// seat is filled.
public struct PeopleChange: Sendable {
  public enum Fate: String, Hashable, Sendable {
    /// The seat is there under both models.
    case stays
    /// Only under the model that the other is held against.
    case leaves
    /// Only under the other.
    case joins
  }

  /// A person: whoever sits in a seat, the same under both models.
  public struct Person: Sendable {
    public let role: Role
    public let name: String
    /// Of a year, the mean over the years in which the seat is there; nil where it never is.
    public let now: MeanEstimate?
    public let then: MeanEstimate?
    /// `then` less `now`, on the same luck; nil unless the seat stays.
    public let change: MeanEstimate?

    public var fate: Fate { now == nil ? .joins : then == nil ? .leaves : .stays }

    /// 1 if the change is for the better and told from nothing, -1 if for the worse, else 0.
    public var direction: Int {
      guard let change, change.value.magnitude > max(change.reach, 0.5) else { return 0 }
      return change.value > 0 ? 1 : -1
    }
  }

  /// A role: its people, and what one of them is expected to be paid in a year.
  public struct OfRole: Sendable {
    public let role: Role
    /// Person-years over years.
    public let headsNow: Double
    public let headsThen: Double
    public let now: MeanEstimate?
    public let then: MeanEstimate?
    public let change: MeanEstimate?
  }

  /// By role, then seat.
  public let people: [Person]
  public let roles: [OfRole]

  /// - Parameters:
  ///   - result: A run that keeps people's pay.
  ///   - model: The index of the model, and of the one it is held against.
  init(_ result: SimulationResult, of model: Int, over reference: Int) {
    let groups = TrialGroups(result, weighing: [(model, reference)])
    func estimate(_ column: [Double]) -> MeanEstimate { groups.design.mean(of: column) }
    let years = result.scenario.years
    let (now, then) = (
      SeatPay(result.models[reference], years: years), SeatPay(result.models[model], years: years)
    )
    let roles = (now.roles + then.roles.filter { !now.roles.contains($0) })
    people = roles.flatMap { role in
      let names = now.names(of: role)
      return (names + then.names(of: role).filter { !names.contains($0) }).map { name in
        let (before, after) = (now.pay(of: role, name), then.pay(of: role, name))
        return Person(
          role: role, name: name, now: before.map(estimate), then: after.map(estimate),
          change: before.flatMap { before in after.map { estimate($0.less(before)) } })
      }
    }
    self.roles = roles.map { role in
      let (before, after) = (now.pay(of: role), then.pay(of: role))
      return OfRole(
        role: role, headsNow: now.heads(of: role), headsThen: then.heads(of: role),
        now: before.map(estimate), then: after.map(estimate),
        change: before.flatMap { before in after.map { estimate($0.less(before)) } })
    }
  }
}

/// The pay of a model's seats by trial.
private struct SeatPay {
  /// Roles with anybody in them, in the order of their seats.
  let roles: [Role]
  private let model: ModelResult
  private let years: Int

  init(_ model: ModelResult, years: Int) {
    self.model = model
    self.years = years
    roles = model.roles.filter { role in model.people.contains { $0.role == role } }
  }

  func names(of role: Role) -> [String] {
    model.people.filter { $0.role == role }.reduce(into: []) { names, person in
      if !names.contains(person.name) { names.append(person.name) }
    }
  }

  /// Heads, the mean over years.
  func heads(of role: Role) -> Double {
    Double(model.people.count { $0.role == role }) / Double(years)
  }

  /// Of a seat in a year, the mean over its years; nil where there is no such seat.
  func pay(of role: Role, _ name: String? = nil) -> [Double]? {
    let seats = model.people.indices.filter {
      model.people[$0].role == role && (name == nil || model.people[$0].name == name)
    }
    guard !seats.isEmpty else { return nil }
    var pay = [Double](repeating: 0, count: model.trials)
    for index in seats {
      let year = model.people[index].year
      // Each seat of a role is as often filled as another: base pay is shared evenly.
      let heads = Double(model.heads[RoleYear(role: role, year: year)] ?? 1)
      pay.add(model.column(.cost(.base, role: role, year: year)), times: 1 / heads)
      pay.add(model.pay(ofPerson: index)!)
    }
    return pay.map { $0 / Double(seats.count) }
  }
}
