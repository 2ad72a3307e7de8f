import Plans
import Units

extension PayCalculator {
  func checkNames(of plans: [Plan], into problems: inout PlanProblems) {
    var seen: Set<String> = []
    for plan in plans where !seen.insert(plan.name).inserted {
      problems.add("plans.\(plan.name)", found: "\(plan.name) twice", expected: "each plan once")
    }
    seen = [Metric.Scope.company.rawValue]
    for person in people {
      problems.require(
        seen.insert(person.name).inserted, "people.\(person.name)", found: person.name,
        expected: "each name once, and nobody named company")
      problems.require(
        !teams.contains(person.name), "people.\(person.name)", found: "a team of the same name",
        expected: "different names for people and teams")
      for name in person.plans where self.plans[name] == nil {
        problems.add(
          "people.\(person.name).plan", found: name,
          expected: "one of \(self.plans.keys.sorted().joined(separator: ", "))")
      }
    }
  }

  /// Whether a person always has what the plan needs.
  func check(_ person: Person, into problems: inout PlanProblems) {
    for (index, terms) in person.terms.enumerated() {
      let change = index == 0 ? "" : ".changes[\(index - 1)]"
      check(terms, under: "people.\(person.name)\(change)", into: &problems)
    }
  }

  /// Whether all who share a pool at a time have the one quota that it is measured by.
  func checkPools(into problems: inout PlanProblems) {
    let days = Set(people.flatMap(\.terms).compactMap(\.from)).union([calendar.yearStarts]).sorted()
    var told: Set<String> = []
    for (name, plan) in plans.sorted(by: { $0.key < $1.key }) {
      for metric in plan.measures.filter({ $0.sharing != nil && $0.shape.needsQuota })
        .map(\.metric)
      {
        for day in days {
          var first: [String: (person: String, quota: Quota)] = [:]
          for person in people where person.isEmployed(in: DaySpan(first: day, last: day)) {
            let terms = person.terms(on: day)
            guard terms.plan == name, let team = terms.team,
              let quota = terms.quotas[metric.name] ?? metric.quota
            else { continue }
            let known = first[team] ?? (person.name, quota)
            first[team] = known
            let path = "people.\(person.name).quotas.\(metric.name)"
            guard known.quota != quota, told.insert(path).inserted else { continue }
            problems.add(
              path, found: quota.description,
              expected: "\(known.quota), the quota of \(known.person): a team's pool has one")
          }
        }
      }
    }
  }

  private func check(_ terms: Terms, under path: String, into problems: inout PlanProblems) {
    guard let plan = plans[terms.plan] else { return }
    let target = terms.targetIncentive ?? plan.targetIncentive
    problems.require(
      target != nil || !plan.needsTargetIncentive, "\(path).target-incentive", found: "none",
      expected: "an amount or a share of base, here or in the plan")
    let isShare = if case .share = target { true } else { false }
    problems.require(
      (terms.base ?? plan.base) != nil || !(isShare || plan.needsBase), "\(path).base",
      found: "none",
      expected: "an amount, here or in the plan")
    for metric in plan.metricsWithQuota {
      guard let quota = terms.quotas[metric.name] ?? metric.quota else {
        problems.add(
          "\(path).quotas.\(metric.name)", found: "none",
          expected: "a quota, here or in the plan")
        continue
      }
      let kind = metric.terms[0].kind
      if kind.isRatio != quota.isRate, kind.unit != nil {
        problems.add(
          "\(path).quotas.\(metric.name)", found: quota.description,
          expected: kind.isRatio ? "a share such as 90%" : "an amount")
      }
    }
    let scopes = plan.metrics.map(\.of)
    problems.require(
      terms.team != nil || !scopes.contains(.team), "\(path).team", found: "none",
      expected: "a team: the plan has a measure of the team")
  }

  /// Statements run without a gap from the first actual to the last: a mistyped year must not make
  /// thousands.
  func checkReach(of day: Day, _ path: String, into problems: inout PlanProblems) {
    problems.require(
      (calendar.yearStarts.year - day.year).magnitude <= 20, path, found: day.description,
      expected: "a date within 20 years of \(calendar.yearStarts)")
  }

  /// Whether a credit leads to a person or team, at a date its measures can place.
  func check(_ credit: Credit, under path: String, into problems: inout PlanProblems) {
    checkReach(of: calendar.span(of: credit.date).last, "\(path).date", into: &problems)
    guard let person = peopleByName[credit.person] else {
      problems.require(
        teams.contains(credit.person) || credit.person == Metric.Scope.company.rawValue,
        "\(path).person", found: credit.person,
        expected: "a person or a team of the plan file, or company")
      return
    }
    let span = calendar.span(of: credit.date)
    guard let plan = plan(of: person.name, on: span.last) else { return }
    for measure in plan.measures
    where measure.metrics.contains(where: { $0.counts(credit) && !$0.isRatio }) {
      let period = calendar.payPeriod(measure.period ?? plan.period, containing: span.last)
      problems.require(
        period.span.contains(span), "\(path).date", found: credit.date.description,
        expected: "a date within one \(period.period.rawValue) for \(measure.name)")
    }
  }
}

extension Plan {
  /// The metrics whose attainment decides pay.
  var metricsWithQuota: [Metric] {
    let asked = allGates.compactMap { measure(for: $0)?.metric }
    return measures.filter(\.shape.needsQuota).flatMap(\.metrics) + asked
  }

  var needsBase: Bool {
    measures.contains {
      if case .rate(.shareOfBase) = $0.shape { true } else { false }
    }
  }
}

extension Metric {
  /// Whether a credit is of its kinds and motions.
  func counts(_ credit: Credit) -> Bool {
    terms.contains { $0.kind == credit.measure } && counts(credit.motion)
  }
}
