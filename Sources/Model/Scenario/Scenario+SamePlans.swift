import Ownership

extension Scenario {
  /// The scenario with every model's choice of plans dropped: each role is paid by the plan of its
  /// own name, so that models differ by ownership only.
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
