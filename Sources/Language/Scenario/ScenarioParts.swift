import Advice
import Formats
import Model
import Ownership
import Plans
import Statistics
import Units

/// Puts a scenario together from a document in which every default is filled in.
struct ScenarioParts {
  let document: Cursor
  let roles: [String]
  let start: Day
  let book: Book?
  let fileName: String
  /// The scenario's file, as the user named it.
  let file: String
  /// Overrides the document's trials; nil keeps them.
  let askedTrials: Int?
  let diagnostics: Diagnostics

  /// The scenario; nil without a book or baseline. Errors may have been reported as well.
  func scenario() -> Scenario? {
    let segments = book?.segments ?? []
    for key in ["outcomes", "hours"] {
      for name in document[key].names {
        document[key].checkSegment(name, document[key].named(name), among: segments)
      }
    }
    let outcomesReader = OutcomesReader(document: document)
    let outcomes = segments.map { outcomesReader.outcomes($0.name) }
    for (segment, outcomes) in zip(segments, outcomes) {
      outcomesReader.check(outcomes, of: segment.name)
    }
    let hours = segments.map { outcomesReader.hours($0.name) }
    let drivers = DriversReader(cursor: document["drivers"]).drivers(of: book?.attributes)
    let company = self.company(segments)
    let profiles = RolesReader(cursor: document["roles"]).profiles()
    let effects = EffectsReader(cursor: document["effects"], roles: roles).effects()
    let shared = self.plans()
    let planNames = Set(shared.keys).union(document["plans"].names).sorted()
    func reader(_ advised: (() -> AdvisedModels?)? = nil) -> ModelsReader {
      ModelsReader(
        cursor: document["models"], segments: segments, roles: roles, plans: planNames,
        advised: advised)
    }
    let models = reader {
      guard let book, let name = document["baseline"].text()?.value,
        let today = reader().rules(named: name)
      else { return nil }
      let facts = ScenarioFacts(
        book: book, outcomes: outcomes, hours: hours, effects: effects, today: today,
        stated: company)
      return AdvisedModels(
        advisor: Advisor(facts.company), baseline: today,
        segments: book.segments.filter { $0.accounts > 0 }, scenarioFile: file,
        diagnostics: diagnostics)
    }
    let listed = models.models()
    let plans = shared.merging(models.ownPlans()) { $1 }
    let check = ModelsCheck(
      segments: segments, outcomes: outcomes, effects: effects, profiles: profiles)
    var roleChanges: [String: [Role: RoleChange]] = [:]
    for (model, cursor) in listed {
      check.check(model, at: cursor)
      let changes = models.roleChanges(of: model.name, among: profiles)
      if !changes.isEmpty { roleChanges[model.name] = changes }
      models.warnOfUnusedChanges(in: cursor)
      check.checkUse(of: changes.keys.sorted(), in: model, at: cursor)
    }
    reportUnused(in: listed.map(\.model), planNames: planNames, profiles)
    reportUnpaidRoles(
      check.roles(
        paidBy: Set(planNames).union(plans.keys).contains, of: listed.map(\.model)))
    let finance = self.finance()
    let quotas = self.quotas(plansOfRole: { role in
      listed.flatMap { $0.model.plans(paying: role) }.compactMap { plans[$0] }
    })
    let shocks = self.shocks()
    let years = document["horizon"].years()?.value ?? 1
    let currency = self.currency()
    let trials = askedTrials ?? document["trials"].count()?.value
    if let trials { warnOfFewWorlds(trials) }
    warnOfPeriod()
    warnOfNothingDue()
    for (model, cursor) in listed {
      if let late = model.stages.first(where: { $0.fromYear > years }) {
        cursor["years"].report(
          .statement("year \(late.fromYear) is beyond the horizon of \(years)"),
          severity: .warning)
      }
    }
    guard let (all, baseline) = withBaseline(listed.map(\.model), models, check),
      let book
    else { return nil }
    var scenario = Scenario(
      name: document["name"].text()?.value ?? fileName, currency: currency, start: start,
      years: years, trials: trials ?? 1, seed: UInt64(document["seed"].count()?.value ?? 0),
      book: book, outcomes: outcomes, drivers: drivers, shocks: shocks, hours: hours,
      roles: profiles,
      effects: effects, baseline: baseline, models: all, quotas: quotas, plans: plans,
      finance: finance)
    scenario.roleChanges = roleChanges
    let sampling = document["sampling"]
    scenario.sampling = Sampling(
      strata: sampling["strata"].boolean()?.value ?? false,
      adjusted: sampling["adjusted"].boolean()?.value ?? false)
    scenario.company = company
    scenario.approvals = ApprovalReader(cursor: document["approve"]).approvals()
    warnOfStaleFinding(scenario)
    return scenario
  }

  /// The models with the baseline among them, and its index.
  private func withBaseline(
    _ listed: [OwnershipModel], _ reader: ModelsReader, _ check: ModelsCheck
  ) -> ([OwnershipModel], Int)? {
    let cursor = document["baseline"]
    guard let name = cursor.text()?.value else { return nil }
    var models = listed
    if !models.contains(where: { $0.name == name }) {
      guard !reader.names.contains(name), let preset = Preset.named(name)?.model else {
        // A model that could not be read has been reported itself.
        if !reader.names.contains(name) {
          cursor.reportUnknown("model or preset", among: reader.names + Preset.all.map(\.name))
        }
        return nil
      }
      models.insert(preset, at: 0)
      check.check(preset, at: cursor)
    }
    guard let index = models.firstIndex(where: { $0.name == name }) else { return nil }
    guard !models[index].isScheduled else {
      cursor.report(
        .statement("\(Excerpt.of(name)) changes over the years"),
        hint: "the status quo is one state: name the model of today")
      return nil
    }
    check.checkFound(under: models[index], in: document)
    return (models, index)
  }

  /// Warns if a model stands on what a search found for other inputs.
  private func warnOfStaleFinding(_ scenario: Scenario) {
    let isUsed = document["models"].elements.contains { element in
      element.text()?.value == FoundModel.name
        || (element.isMap && element["like"].text()?.value == FoundModel.name)
    }
    guard isUsed, let found = FoundModel.document(ofScenario: file, Diagnostics()),
      let inputs = found["inputs"].text()?.value,
      inputs != scenario.withoutAlternatives.fingerprint.description
    else { return }
    warn(
      of: "models", "\(FoundModel.name) was found for other inputs",
      hint: "`quotient advise \(file) --search` finds it anew")
  }

  private func company(_ segments: [Segment]) -> Company {
    let names = document["company"]["segments"]
    for name in names.names { names.checkSegment(name, names.named(name), among: segments) }
    return CompanyReader(ofScenario: document).company()
  }

  private func plans() -> [String: Plan] {
    var plans = Dictionary(uniqueKeysWithValues: PlanLibrary.all.map { ($0.name, $0.plan) })
    for name in document["plans"].names {
      let plan = document["plans"].named(name)
      // Values that the table refused are not checked again.
      if diagnostics.hasErrors(below: plan.path) { continue }
      plans[name] = PlanReader(.simulated).plan(named: name, cursor: plan)
    }
    return plans
  }

  /// Reports plans and roles of the user's own that no model uses: most are another's name, misspelt.
  ///
  /// - Parameter planNames: Of all plans.
  private func reportUnused(
    in models: [OwnershipModel], planNames: [String], _ profiles: [Role: RoleProfile]
  ) {
    let ours = Set(
      ScenarioDefaults.document(tiers: [])?["roles"]?.pairs?.map(\.key) ?? [])
    let owners = models.flatMap { $0.stages.flatMap { $0.rules.owners.roles } }
    let busy = Set(owners + profiles.values.filter { !$0.manages.isEmpty }.map(\.role))
      .union([.csm]).map(\.rawValue)
    let idle = roles.filter { !ours.contains($0) && !busy.contains($0) }
    report(
      idle, under: "roles", "no model gives this role anything to do",
      among: ours.union(busy).sorted(), hint: "name it under `owners` of a model, or remove it")
    let paid = Set(
      models.flatMap { model in
        roles.filter { !idle.contains($0) }.flatMap { model.plans(paying: Role($0)) }
      })
    report(
      document["plans"].names.filter { !paid.contains($0) }, under: "plans",
      "no role has this plan", among: planNames.filter(paid.contains),
      hint: "name it like a role, or under `pay` of a model")
  }

  /// Warns of names of the user's own that nothing uses.
  private func report(
    _ unused: [String], under key: String, _ statement: String, among used: [String], hint: String
  ) {
    for name in unused {
      let cursor = document[key].named(name)
      guard cursor.entry?.origin == .yours else { continue }
      cursor.report(
        .statement(statement),
        hint: Suggestion.slip(of: name, among: used).map(Suggestion.hint(meaning:)) ?? hint,
        severity: .warning)
    }
  }

  private func reportUnpaidRoles(_ roles: [Role]) {
    for role in roles {
      document["roles"].named(role.rawValue).report(
        .statement("there is no plan `\(role)`: the role is always paid at target"),
        hint: "write it under `plans`, or name one under `pay` of a model", severity: .warning)
    }
  }

  private func shocks() -> Shocks {
    let persistence = document["shocks"]["market"]["persistence"]
    let stays = persistence.uncertain()
    if stays.isCertain, stays.mean >= 1 {
      persistence.report(.found("100%", expected: "less than 100%"))
    }
    return document["shocks"].values()
  }

  private func finance() -> Finance {
    let finance = document["finance"]
    return Finance(
      numbers: finance.values(), budget: finance["budget"].money()?.value,
      targetNRR: finance["targets"]["nrr"].number()?.value,
      targetGRR: finance["targets"]["grr"].number()?.value)
  }

  /// - Parameter plansOfRole: The plans that pay a role in some model.
  private func quotas(plansOfRole: (Role) -> [Plan]) -> QuotaRule {
    let quotas = document["quotas"]
    let names = quotas["targets"].names
    let measures = MeasureKind.known.filter { !$0.isRatio }.map(\.rawValue)
    for name in names where !measures.contains(name) {
      quotas["targets"].named(name).reportUnknownKey("measure", name, among: measures)
    }
    var rule = QuotaRule(
      basis: quotas["basis"].choice(QuotaRule.Basis.self)?.value ?? .expected,
      stretch: quotas["stretch"].number()?.value ?? 1,
      overAssignment: quotas["over-assignment"].number()?.value ?? 1,
      nothingDue: quotas["nothing-due"].choice(QuotaRule.NothingDue.self)?.value ?? .redistribute,
      targets: Dictionary(
        uniqueKeysWithValues: names.map {
          (MeasureKind($0), quotas["targets"].named($0).money()?.value.amount ?? 0)
        }))
    for name in quotas.names {
      let own = quotas.named(name)
      guard roles.contains(name) else {
        own.reportUnknownKey("role", name, among: roles)
        continue
      }
      rule.stretches[Role(name)] = stretch(own["stretch"], plans: plansOfRole(Role(name)))
    }
    return rule
  }

  /// The stretch of a role's quotas; warns where its plans state every quota themselves.
  private func stretch(_ cursor: Cursor, plans: [Plan]) -> QuotaRule.RoleStretch? {
    let metrics = plans.flatMap { $0.measures.filter(\.shape.needsQuota).flatMap(\.metrics) }
    func warnIfStated(_ cursor: Cursor, _ metrics: [Metric], _ what: String) {
      guard !metrics.isEmpty, metrics.allSatisfy({ $0.quota != nil }) else { return }
      cursor.report(
        .statement("has no effect: plan \(plans[0].name) states \(what)"),
        hint: "change the quota in the plan, or leave it out there", severity: .warning)
    }
    guard cursor.isMap else {
      guard let stretch = cursor.number()?.value else { return nil }
      warnIfStated(cursor, metrics, "every quota itself")
      return QuotaRule.RoleStretch(others: stretch)
    }
    let known = Set(metrics.map(\.name)).sorted()
    var stretches = QuotaRule.RoleStretch()
    for name in cursor.names {
      let measure = cursor.named(name)
      guard known.contains(name) else {
        measure.reportUnknownKey("measure with a quota", name, among: known)
        continue
      }
      warnIfStated(measure, metrics.filter { $0.name == name }, "the quota of \(name) itself")
      stretches.measures[name] = measure.number()?.value
    }
    return stretches
  }

  private func currency() -> String {
    guard let code = document["currency"].text()?.value else { return "" }
    let isCode = code.utf8.count == 3 && code.utf8.allSatisfy { (65...90).contains($0) }
    if !isCode {
      document["currency"].report(
        .found(code, expected: "an ISO code of three capitals, such as USD"))
    }
    return code
  }

  /// Warns if assumptions are drawn too few times: they are drawn once per 16 trials.
  private func warnOfFewWorlds(_ trials: Int) {
    guard trials < 1600, let root = document.entry else { return }
    let isUncertain = ScenarioLanguage.table.leaves(in: root).contains { _, entry, form in
      guard case .assumption(let quantity) = form, !entry.path.hasSuffix(".size"),
        let assumption = try? WrittenAssumption(entry, of: quantity)
      else { return false }
      return assumption.isUncertain
    }
    guard isUncertain else { return }
    let worlds = (trials + 15) / 16
    let verb = trials == 1 ? "tries" : "try"
    let times = worlds == 1 ? "once" : "\(worlds) times"
    warn(
      of: "trials", isInFile: askedTrials == nil,
      "\(Counted(trials, "trial")) \(verb) the assumptions only \(times)",
      hint: "use at least 1600, for 100 times")
  }

  /// Warns of a key of older scenarios that nothing reads.
  private func warnOfPeriod() {
    guard document["period"].exists else { return }
    warn(of: "period", "it has no effect", hint: "remove it; each plan has a `period` of its own")
  }

  /// The number of accounts expected in the first year above which none is unlikely to be chance.
  private static let fewestDue = 5.0

  /// Warns if almost nothing comes due in the first year although terms suggest otherwise.
  private func warnOfNothingDue() {
    guard let due = book?.due(from: start, months: 12), due.expectedByTerms >= Self.fewestDue,
      Double(due.accounts) < due.expectedByTerms / 10
    else { return }
    warn(
      of: "start",
      "\(Counted(due.accounts, "account")) \(due.accounts == 1 ? "comes" : "come") due in the year"
        + " from \(start), where terms would bring about \(Int(due.expectedByTerms.rounded())):"
        + " next to nothing can be lost in it",
      hint: "look at `start` and the renewal dates, most of which are in \(due.busiestYear)")
  }

  /// Warns of a setting, which has no line in the file.
  private func warn(
    of key: String, isInFile: Bool = true, _ statement: String, hint: String
  ) {
    let entry = document[key].entry
    let location = isInFile && entry?.origin == .yours ? entry?.location.withoutColumn : nil
    diagnostics.report(
      Diagnostic(
        .warning, at: location ?? SourceLocation(file: document.entry?.location.file ?? ""),
        subject: key,
        .statement(statement), hint: hint))
  }
}
