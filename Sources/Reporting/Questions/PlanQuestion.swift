import Analysis
import Formats
import Model
import Ownership
import Plans
import Simulation
import Statistics

/// A row of `attainment`: the share of a role's people whose attainment, weighted over the plan's
/// measures or of one of them, lies in a bin, over trials and years.
struct AttainmentRow: ComparisonRow {
  let model: String
  let role: Role
  /// Nil for the weighted one.
  let measure: String?
  let bin: PlanHealth.Bin

  static let heading = TableHeading(
    "attainment", title: "Attainment",
    question: "How does attainment fall over the people of a role?")

  static let model = Column.model { $0.model }
  static let role = Column.role { $0.role.rawValue }
  static let weighted = "weighted"
  static let measure = Column.text(
    "measure", "weighted: the attainment of all measures by their weights; else that of one alone"
  ) { $0.measure ?? weighted }
  static let from = Column.share("bin-from", "attainment from") { $0.bin.from }
  static let to = Column.share(
    "bin-to", "attainment below; empty for the last bin, which has no end"
  ) { $0.bin.to }
  static let share = Column.share("share", "share of people, trials and years", mark: .bar) {
    $0.bin.share.value
  }
  static let standardError = Column.standardError(
    .share, "standard error of share, \(PlanQuestion.clustering)"
  ) { $0.bin.share.standardError }
  static let columns = [model, role, measure, from, to, share, standardError]

  static func rows(of comparison: Comparison) -> [AttainmentRow] {
    comparison.modelRoles.flatMap { model, role -> [AttainmentRow] in
      guard let health = role.health else { return [] }
      func rows(_ measure: String?, _ bins: [PlanHealth.Bin]) -> [AttainmentRow] {
        bins.map {
          AttainmentRow(model: model.name, role: role.role, measure: measure, bin: $0)
        }
      }
      return rows(nil, health.attainmentBins)
        + health.measures.flatMap { rows($0, health.attainmentBins(of: $0)) }
    }
  }
}

/// A row of `plan-health`: a statistic of whether a plan does what it is for, over people, trials and
/// years.
struct PlanHealthRow: ComparisonRow {
  let model: String
  let role: RoleFigures
  /// The plans that pay the role.
  let plans: [String]
  let statistic: PlanStatistic

  static let heading = TableHeading(
    "plan-health", title: "Plan health", question: "Does each pay plan do what it is for?")

  static let role = Column.role { $0.role.role.rawValue }
  static let plan = Column.text("plan", "the plan, or plans, that pay the role") {
    $0.plans.joined(separator: ", ")
  }
  static let statistic = Column.text(
    "statistic",
    "shares of people at quota by weighted attainment, near it (80% to 120%) and paid at all;"
      + " percentiles of pay over target incentive; what the plan costs over target; leverage;"
      + " correlation of pay with attainment; by-measure: the share at quota of one measure alone"
  ) { $0.statistic.name }
  static let value = Column.share(
    "value", "of the statistic; empty where it is not defined, as at quota without one"
  ) { $0.statistic.value($0.role) }
  static let standardError = Column.standardError(
    .share,
    "standard error, of shares \(PlanQuestion.clustering); percentiles and the correlation have none"
  ) { $0.statistic.standardError?($0.role) }
  static let flag = Column.text(
    "flag", "what asks for a look at the plan; empty where nothing does", mark: .flag
  ) { $0.statistic.flag($0.role) }
  static let columns = [
    .model { $0.model }, role, plan, statistic, value, standardError, flag,
  ]

  static func rows(of comparison: Comparison) -> [PlanHealthRow] {
    zip(comparison.models, comparison.scenario.models).flatMap { model, owners in
      model.roles.filter { $0.health != nil }.flatMap { role -> [PlanHealthRow] in
        let own = (role.health?.measures ?? []).flatMap { PlanStatistic.all(of: $0) }
        return (PlanStatistic.all + own).map {
          PlanHealthRow(
            model: model.name, role: role, plans: owners.plans(paying: role.role), statistic: $0)
        }
      }
    }
  }
}

/// Does the plan work? For each role of a model, how attainment falls, over what it pays.
enum PlanQuestion: Question {
  static let rows: [any ComparisonRow.Type] = [
    PayRow.self, PersonRow.self, QuotaRow.self, AttainmentRow.self, PlanHealthRow.self,
  ]

  static let clustering = "clustered by blocks of \(TrialBlock.size) trials"

  static func answer(_ comparison: Comparison) -> Answer {
    var answer = Answer(
      id: "attainment", question: "Does each pay plan work?",
      notes: Note.lines("Plans", flagged(comparison)))
    let best = comparison.bestName
    // Of plans as a whole; measures by themselves stand in the file.
    let allBins = AttainmentRow.rows(of: comparison).filter { $0.measure == nil }
    let bins = allBins.filter { $0.model == best }
    let health = PlanHealthRow.rows(of: comparison).filter { $0.model == best }
    func roles(_ model: Int) -> [RoleFigures] {
      let name = comparison.name(model)
      return comparison.models[model].roles.filter { role in
        allBins.contains { $0.model == name && $0.role == role.role }
      }
    }
    let own = roles(comparison.best)
    guard !own.isEmpty else { return answer }
    answer.sentence = sentence(comparison.best, own, of: comparison)
    answer.exhibit = exhibit(comparison.best, own, bins, of: comparison)
    answer.others = comparison.ranking.dropFirst().compactMap { model in
      let (name, roles) = (comparison.name(model), roles(model))
      return roles.isEmpty
        ? nil
        : Answer.Other(
          model: name, sentence: sentence(model, roles, of: comparison),
          exhibit: exhibit(
            model, roles, allBins.filter { $0.model == name }, of: comparison))
    }
    answer.views = [
      TableView(
        "Plan health under \(name: best)", health,
        [
          .name(PlanHealthRow.role), .name(PlanHealthRow.plan), .words(PlanHealthRow.statistic),
          .figure(PlanHealthRow.value, .percent(decimals: 1)),
          .figure(PlanHealthRow.standardError, "standard error", .percent(decimals: 1)),
          .words(PlanHealthRow.flag),
        ]),
      TableView(
        "Weighted attainment under \(name: best), bins with at least 0.05% of people",
        bins.filter { $0.bin.share.value >= 0.0005 },
        [
          .name(AttainmentRow.role), .figure(AttainmentRow.from, "from", .percent(decimals: 0)),
          .figure(AttainmentRow.to, "to", .percent(decimals: 0)),
          .figure(AttainmentRow.share, "share of people", .percent(decimals: 2)),
          .figure(AttainmentRow.standardError, "standard error", .percent(decimals: 2)),
        ]),
    ]
    return answer
  }

  private static func exhibit(
    _ model: Int, _ roles: [RoleFigures], _ bins: [AttainmentRow], of comparison: Comparison
  ) -> Exhibit {
    Exhibit(
      legend: [
        .init(swatch: .area, tone: .accent, text: "people by attainment"),
        .init(swatch: .area, tone: .loss, text: "what the plan pays"),
      ],
      picture: .panels(
        roles.map(\.role).map { role in
          Exhibit.Panel(
            heading: "\(name: role.rawValue)",
            chart: chart(
              of: role, bins.filter { $0.role == role }.map(\.bin),
              plan: comparison.lastPlan(of: role, model)))
        }, columns: 2),
      note: """
        Above: the share of people, over trials and years, in each 5% of weighted attainment; the \
        dashed line is quota. Below: pay over target incentive where all measures stand at that \
        attainment. Under \(name: comparison.name(model)).
        """)
  }

  private static func chart(of role: Role, _ bins: [PlanHealth.Bin], plan: Plan?) -> Chart {
    // Who stands far away would make all others a thin line; the table has everybody.
    let shown = bins.compactMap { bin in
      bin.share.value >= 0.002
        ? bin.to.map { (from: bin.from, to: $0, share: bin.share.value) } : nil
    }
    let domain = LinearScale.niceDomain(
      covering: shown.map(\.from) + shown.map(\.to) + [0.8, 1.2])
    let percent = FigureFormat.percent(decimals: 0)
    func pay(_ ratio: Double) -> Double? { plan?.multiple(whereAllStandAt: Attainment(ratio)) }
    let bars = shown.map { from, to, share in
      var values = "\(FigureFormat.percent(decimals: 1).text(share)) of people"
      if let low = pay(from), let high = pay(to) {
        values += "; pays \(percent.range(low, high)) of target"
      }
      return Mark(
        .bar(x: from...to, y: 0...share), .accent,
        Readout(
          role.rawValue, "\(percent.text(from)) to \(percent.text(to)) of quota", value: share,
          values))
    }
    let quota = Mark(.rule(1, .vertical, label: "quota"), .muted)
    let people = Pane(
      y: .numbers(covering: shown.map(\.share) + [0], percent, title: "people"),
      height: 120, marks: bars + [quota])
    let steps = Int((domain.lowerBound * 100).rounded())...Int((domain.upperBound * 100).rounded())
    let curve = steps.compactMap { step in
      pay(Double(step) / 100).map { Mark.Point(Double(step) / 100, $0) }
    }
    let pays = Pane(
      y: .numbers(covering: curve.map(\.y) + [0, 1], percent, title: "pay over target"), height: 90,
      marks: [Mark(.line(curve), .loss), Mark(.rule(1, .vertical, label: nil), .muted)])
    return Chart(
      title: "Attainment of \(role) and what it pays",
      x: .numbers(domain, percent, title: "attainment"),
      panes: curve.isEmpty ? [people] : [people, pays])
  }

  private static func sentence(
    _ model: Int, _ roles: [RoleFigures], of comparison: Comparison
  ) -> Sentence {
    let best = comparison.name(model)
    let flagged = roles.compactMap { role -> Sentence? in
      let flags = PlanStatistic.flags(of: role)
      return flags.isEmpty
        ? nil : "\(name: role.role.rawValue) (\(flags.joined(separator: ", ")))"
    }
    guard flagged.isEmpty else {
      return """
        Under \(name: best) \(flagged.count) of \(roles.count) \
        \(roles.count == 1 ? "plan" : "plans") \(flagged.count == 1 ? "deserves" : "deserve") a \
        second look: \(flagged.listed()).
        """
    }
    let shares = comparison.models[model].roles.compactMap {
      $0.health?.shareAtQuota?.value
    }
    return """
      Nothing stands out under \(name: best): at least \
      \(ShownNumber(shares.min() ?? 0, .percent(decimals: 0))) of the people in each role reach \
      quota.
      """
  }

  /// What stands out in the plans of the best model.
  private static func flagged(_ comparison: Comparison) -> [String] {
    comparison.models[comparison.best].roles.compactMap { role in
      guard let health = role.health, !PlanStatistic.flags(of: role).isEmpty else { return nil }
      func percent(_ share: Double) -> String { NumberText.percent(share, decimals: 0) }
      let atQuota = health.shareAtQuota.map { "\(percent($0.value)) at quota; " } ?? ""
      return
        "! \(role.role): \(atQuota)costs \(percent(role.payoutPerTI.mean)) of target on average"
    }
  }
}

extension Comparison {
  /// The plan that pays a role of a model in its last stage.
  fileprivate func lastPlan(of role: Role, _ model: Int) -> Plan? {
    scenario.models[model].stages.last.flatMap { scenario.plans[$0.rules.planName(of: role)] }
  }
}
