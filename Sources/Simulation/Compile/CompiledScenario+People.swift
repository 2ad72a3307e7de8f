import Model
public import Ownership

extension CompiledScenario {
  /// The roles that a model needs, in the order of its seats.
  public func roles(ofModel index: Int) -> [Role] {
    models[index].roles.filter { !models[index].seatsOfRole[$0]!.isEmpty }
  }

  /// How many consecutive trials depend on one another.
  var clusterSize: Int {
    scenario.sampling.strata
      ? Sampling.stratum : assumptions.uncertain.isEmpty ? 1 : laneCount
  }

  /// Whole heads by role and fiscal year; known before any luck.
  public func heads(ofModel index: Int) -> [RoleYear: Int] {
    people(ofModel: index) { _, _ in 1 }
  }

  /// Expected hours of work over the hours of a full head, by role and fiscal year.
  ///
  /// Above ``heads(ofModel:)`` where a column of the book or the scenario fixes too few heads.
  public func demandInHeads(ofModel index: Int) -> [RoleYear: Double] {
    people(ofModel: index) { seat, year in seat.demandRatio[year] }
  }

  private func people<Number: Numeric>(
    ofModel index: Int, _ count: (CompiledSeat, Int) -> Number
  ) -> [RoleYear: Number] {
    let model = models[index]
    var people: [RoleYear: Number] = [:]
    for year in 0..<timeline.years {
      for role in model.roles {
        people[RoleYear(role: role, year: year)] = model.seatsOfRole[role]!.reduce(0) {
          let seat = model.seats[$1]
          return seat.isActive[year] ? $0 + count(seat, year) : $0
        }
      }
    }
    return people
  }
}
