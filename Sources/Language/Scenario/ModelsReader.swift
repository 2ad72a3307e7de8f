import Advice
import Formats
import Model
import Ownership
import Plans
import Units

/// Reads the ownership models: presets by name, and records that change them.
struct ModelsReader {
  typealias Stage = OwnershipModel.Stage

  /// The cursor of `models`.
  let cursor: Cursor
  let segments: [Segment]
  let roles: [String]
  let plans: [String]
  /// What advice makes of the scenario; nil for models on which advice itself stands.
  private let advised: (() -> AdvisedModels?)?
  private let records: [String: Cursor]

  init(
    cursor: Cursor, segments: [Segment], roles: [String], plans: [String],
    advised: (() -> AdvisedModels?)? = nil
  ) {
    self.cursor = cursor
    self.advised = advised
    self.segments = segments
    self.roles = roles
    self.plans = plans
    var records: [String: Cursor] = [:]
    for element in cursor.elements where element.isMap {
      if let name = element["name"].text()?.value, records[name] == nil { records[name] = element }
    }
    self.records = records
  }

  /// The models in the order written, with the cursor of each.
  func models() -> [(model: OwnershipModel, cursor: Cursor)] {
    var models: [(model: OwnershipModel, cursor: Cursor)] = []
    var firsts: [String: Int] = [:]
    for element in cursor.elements {
      let named = element.isMap ? element["name"] : element
      guard let name = named.text()?.value else { continue }
      if let first = firsts[name] {
        named.report(
          .statement("\(Excerpt.of(name)) appears twice (first at line \(first))"),
          hint: "give each model a name of its own")
        continue
      }
      firsts[name] = named.entry?.location.line ?? 0
      guard let stages = self.stages(of: element, named: name) else { continue }
      models.append((OwnershipModel(name: name, stages: stages), element))
    }
    return models
  }

  /// Who owns what today: the rules of the model with a name, one of the list or a preset; nil if it
  /// cannot be read, or changes over the years.
  func rules(named name: String) -> OwnershipRules? {
    let element = cursor.elements.first { ($0.isMap ? $0["name"] : $0).text()?.value == name }
    let stages =
      element.map { self.stages(of: $0, named: name) } ?? Preset.named(name)?.model.stages
    return stages?.count == 1 ? stages?[0].rules : nil
  }

  private func stages(of element: Cursor, named name: String) -> [Stage]? {
    if element.isMap { return stages(element, of: [name]) }
    if AdvisedModels.isAdvised(name) { return advisedStages(name, at: element) }
    return preset(name, at: element)
  }

  /// Includes every model in the list, even those that cannot be read.
  var names: [String] {
    cursor.elements.compactMap { ($0.isMap ? $0["name"] : $0).text()?.value }
  }

  private var knownNames: [String] { records.keys.sorted() + Preset.all.map(\.name) }

  private func preset(_ name: String, at cursor: Cursor) -> [Stage]? {
    if let preset = Preset.named(name) { return preset.model.stages }
    cursor.reportUnknown("preset", among: Preset.all.map(\.name))
    return nil
  }

  /// The model that a text refers to: one of the file, else a preset.
  ///
  /// - Parameter trail: The models that led here; a model's own name within it is the preset's.
  /// - Parameter own: Who owns what whatever the model says; may fill what advice leaves open.
  private func referred(
    _ cursor: Cursor, from trail: [String], completedBy own: OwnerTable = OwnerTable([:])
  ) -> [Stage]? {
    guard let name = cursor.text()?.value else { return nil }
    if AdvisedModels.isAdvised(name), records[name] == nil || name == trail.last {
      return advisedStages(name, at: cursor, completedBy: own)
    }
    if name != trail.last, let record = records[name] {
      guard !trail.contains(name) else {
        let circle = (trail.drop { $0 != name } + [name]).joined(separator: ", ")
        cursor.report(
          .statement("models refer to each other in a circle: \(circle)"),
          hint: "begin one of them from a preset")
        return nil
      }
      return stages(record, of: trail + [name])
    }
    if let preset = Preset.named(name) { return preset.model.stages }
    cursor.reportUnknown("model or preset", among: knownNames)
    return nil
  }

  private func advisedStages(
    _ name: String, at cursor: Cursor, completedBy own: OwnerTable = OwnerTable([:])
  ) -> [Stage]? {
    guard let advised else {
      cursor.report(
        .statement("the status quo cannot be advised: advice stands on it"),
        hint: "say who owns what today")
      return nil
    }
    if name == FoundModel.name {
      return advised()?.found(at: cursor).flatMap { changed($0, of: [name]) }
    }
    guard let framework = AdvisedModel.framework(named: name) else {
      cursor.reportUnknown("advised model", among: AdvisedModel.names + [FoundModel.name])
      return nil
    }
    return advised()?.rules(of: framework, completedBy: own, at: cursor).map {
      [Stage(fromYear: 1, rules: $0)]
    }
  }

  private func stages(_ record: Cursor, of trail: [String]) -> [Stage]? {
    guard record["years"].exists else { return changed(record, of: trail) }
    let others = ScenarioLanguage.stage.keys.map(\.name).filter { record[$0].exists }
    for key in others {
      record[key].report(
        .statement("`\(key)` beside `years`"), hint: "put it under the years that it holds for")
    }
    return schedule(record["years"], of: trail)
  }

  private func schedule(_ years: Cursor, of trail: [String]) -> [Stage]? {
    var stages: [Stage] = []
    var isSound = true
    for (key, value) in years.steps {
      // The table reports years that do not ascend.
      guard let year = Int(key), year > stages.last?.fromYear ?? 0 else {
        isSound = false
        continue
      }
      if stages.isEmpty, isSound, year != 1 {
        years.report(
          .statement("the schedule begins in year \(year)"), hint: "say who owns what in year 1")
        isSound = false
      }
      let below = value.isMap ? changed(value, of: trail) : referred(value, from: trail)
      guard let below else {
        isSound = false
        continue
      }
      guard below.count == 1 else {
        value.report(
          .statement("a schedule within a schedule"), hint: "name a model without `years`")
        isSound = false
        continue
      }
      stages.append(Stage(fromYear: year, rules: below[0].rules))
    }
    return isSound && !stages.isEmpty ? stages : nil
  }

  /// What a record is like, with its changes.
  private func changed(_ record: Cursor, of trail: [String]) -> [Stage]? {
    let owners = OwnersReader(cursor: record["owners"], segments: segments, roles: roles).table()
    let base =
      record["like"].exists
      ? referred(record["like"], from: trail, completedBy: owners)
      : [Stage(fromYear: 1, rules: OwnershipRules(owners: OwnerTable([:])))]
    let pay = pay(record["pay"], own: record["plans"]) {
      ownPlan(of: $0, in: record, model: trail.last!)
    }
    return base.map { stages in
      stages.map { stage in
        var rules = stage.rules
        if record["owners"].exists { rules.owners = owners.overlaid(on: rules.owners) }
        rules.line = line(record["line"]) ?? rules.line
        rules.autoRenewal = record["auto-renewal"].boolean()?.value ?? rules.autoRenewal
        rules.friction = record["friction"].boolean()?.value ?? rules.friction
        rules.pay.merge(pay) { _, new in new }
        return Stage(fromYear: stage.fromYear, rules: rules)
      }
    }
  }

  /// The plans that models have for themselves, each named by where it stands:
  /// `models.hybrid.plans.csm`.
  func ownPlans() -> [String: Plan] {
    var plans: [String: Plan] = [:]
    for (name, record) in records {
      let stages = record["years"].exists ? record["years"].steps.map(\.value) : [record]
      for stage in stages where stage.isMap {
        let cursor = stage["plans"]
        for role in cursor.names {
          let plan = cursor.named(role)
          // Values that the table refused are not checked again.
          if plan.diagnostics.hasErrors(below: plan.path) { continue }
          let own = ownPlan(of: role, in: stage, model: name)
          plans[own] = PlanReader(.simulated).plan(named: own, cursor: plan)
        }
      }
    }
    return plans
  }

  /// The name of a role's plan that a model, or a stage of it, has for itself.
  private func ownPlan(of role: String, in stage: Cursor, model: String) -> String {
    let within = records[model].map { stage.path.dropFirst($0.path.count) } ?? ""
    return "models.\(model)\(within).plans.\(role)"
  }

  /// What a model, and those which it is like, state of roles.
  ///
  /// - Parameter profiles: The scenario's roles.
  func roleChanges(
    of model: String, among profiles: [Role: RoleProfile]
  ) -> [Role: RoleChange] {
    roleChanges(of: model, among: profiles, after: [])
  }

  private func roleChanges(
    of model: String, among profiles: [Role: RoleProfile], after trail: [String]
  ) -> [Role: RoleChange] {
    guard let record = records[model], !trail.contains(model) else { return [:] }
    var changes: [Role: RoleChange] = [:]
    for name in record["roles"].names {
      let cursor = record["roles"].named(name)
      guard let profile = profiles[Role(name)] else {
        if trail.isEmpty { cursor.reportUnknownKey("role", name, among: roles) }
        continue
      }
      changes[profile.role] = RolesReader.change(
        trail.isEmpty ? cursor : cursor.reporting(to: Diagnostics()), of: profile,
        key: "models.\(model).roles.\(name)")
    }
    let like = record["like"].exists ? record["like"].text()?.value : nil
    let inherited =
      like.map { roleChanges(of: $0, among: profiles, after: trail + [model]) } ?? [:]
    return changes.merging(inherited) { $0.completed(by: $1) }
  }

  /// Warns of roles that the models of a schedule have otherwise: a schedule has its own.
  func warnOfUnusedChanges(in schedule: Cursor) {
    guard schedule.isMap, schedule["years"].exists else { return }
    for (_, stage) in schedule["years"].steps {
      let named = stage.isMap ? stage["like"] : stage
      guard named.exists, let name = named.text()?.value, let record = records[name],
        !record["roles"].names.isEmpty
      else { continue }
      named.report(
        .statement("the `roles` of \(Excerpt.of(name)) do not hold within a schedule"),
        hint: "write `roles` beside `years`", severity: .warning)
    }
  }

  private func line(_ cursor: Cursor) -> UpsellLine? {
    if let amount = cursor.money() { return .amount(amount.value) }
    return cursor.number().map { .share($0.value) }
  }

  private func pay(
    _ cursor: Cursor, own: Cursor, named planName: (String) -> String
  ) -> [Role: String] {
    var pay: [Role: String] = [:]
    for role in own.names {
      let plan = own.named(role)
      if !roles.contains(role) { plan.reportUnknownKey("role", role, among: roles) }
      if cursor.named(role).exists {
        plan.report(
          .statement("a plan of its own, and one by name under `pay`"), hint: "keep one of them")
      }
      pay[Role(role)] = planName(role)
    }
    for role in cursor.names {
      let plan = cursor.named(role)
      guard let name = plan.text()?.value else { continue }
      if !roles.contains(role) { plan.reportUnknownKey("role", role, among: roles) }
      if plans.contains(name) {
        pay[Role(role)] = name
      } else {
        plan.reportUnknown("plan", among: plans)
      }
    }
    return pay
  }
}
