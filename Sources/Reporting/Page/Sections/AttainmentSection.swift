import Analysis
import Formats
import Model
import Ownership
import Plans

extension PageSection {
  /// Does the plan work? For each role of the best model, how attainment falls, over what it pays;
  /// nil where nobody has a quota.
  static func attainment(_ records: ComparisonRecords) -> PageSection? {
    let bins = records.attainment.filter { $0.text("model") == records.best }
    let health = records.planHealth.filter { $0.text("model") == records.best }
    let roles = records.comparison.models[records.comparison.best].roles.map(\.role.rawValue)
      .filter { role in bins.contains { $0.text("role") == role } }
    guard !roles.isEmpty else { return nil }
    let panels = roles.map { role in
      Panel(
        heading: "\(name: role)",
        chart: chart(
          of: role, bins.filter { $0.text("role") == role },
          plan: records.lastPlan(of: Role(role))))
    }
    return PageSection(
      id: "attainment", question: "Does each pay plan work?",
      answer: answer(roles, health, of: records),
      legend: [
        .init(swatch: .area, tone: .accent, text: "people by attainment"),
        .init(swatch: .area, tone: .loss, text: "what the plan pays"),
      ],
      picture: .panels(panels, columns: 2),
      note: """
        Above: the share of people, over trials and years, in each 5% of weighted attainment; the \
        dashed line is quota. Below: pay over target incentive where all measures stand at that \
        attainment. Under \(name: records.best).
        """,
      tables: [
        PageTable(
          "Plan health under \(name: records.best)", health,
          [
            .name("role"), .name("plan"), .words("statistic"),
            .figure("value", .percent(decimals: 1)),
            .figure("se", "standard error", .percent(decimals: 1)), .words("flag"),
          ]),
        PageTable(
          "Weighted attainment under \(name: records.best)", bins,
          [
            .name("role"), .figure("bin-from", "from", .percent(decimals: 0)),
            .figure("bin-to", "to", .percent(decimals: 0)),
            .figure("share", "share of people", .percent(decimals: 2)),
            .figure("se", "standard error", .percent(decimals: 2)),
          ]),
      ])
  }

  private static func chart(of role: String, _ bins: [Table.Record], plan: Plan?) -> Chart {
    // Who stands far away would make all others a thin line; the table has everybody.
    let shown = bins.filter { ($0["share"] ?? 0) >= 0.002 && $0["bin-to"] != nil }
    let ends = shown.compactMap { $0["bin-from"] } + shown.compactMap { $0["bin-to"] } + [0.8, 1.2]
    let domain = LinearScale.niceDomain(covering: ends)
    let percent = FigureFormat.percent(decimals: 0)
    func pay(_ ratio: Double) -> Double? { plan?.multiple(whereAllStandAt: Attainment(ratio)) }
    let bars = shown.map { bin in
      let (from, to, share) = (bin["bin-from"] ?? 0, bin["bin-to"] ?? 0, bin["share"] ?? 0)
      var values = "\(FigureFormat.percent(decimals: 1).text(share)) of people"
      if let low = pay(from), let high = pay(to) {
        values += "; pays \(percent.range(low, high)) of target"
      }
      return Mark(
        .bar(x: from...to, y: 0...share), .accent,
        Readout(
          role, "\(percent.text(from)) to \(percent.text(to)) of quota", value: share, values))
    }
    let quota = Mark(.rule(1, .vertical, label: "quota"), .muted)
    let people = Pane(
      y: .numbers(covering: shown.compactMap { $0["share"] } + [0], percent, title: "people"),
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

  private static func answer(
    _ roles: [String], _ health: [Table.Record], of records: ComparisonRecords
  ) -> Sentence {
    let flagged = roles.compactMap { role -> Sentence? in
      let flags = health.filter { $0.text("role") == role }.compactMap { $0.text("flag") }
      return flags.isEmpty ? nil : "\(name: role) (\(flags.joined(separator: ", ")))"
    }
    guard flagged.isEmpty else {
      return """
        Under \(name: records.best) \(flagged.count) of \(roles.count) \
        \(roles.count == 1 ? "plan" : "plans") \(flagged.count == 1 ? "deserves" : "deserve") a \
        second look: \(flagged.listed()).
        """
    }
    let shares = health.filter { $0.text("statistic") == "share-at-quota" }.compactMap {
      $0["value"]
    }
    let percent = FigureFormat.percent(decimals: 0)
    return """
      Nothing stands out under \(name: records.best): at least \
      \(ShownNumber(shares.min() ?? 0, percent)) of the people in each role reach quota.
      """
  }
}

extension ComparisonRecords {
  /// The plan that pays a role of the best model in its last stage.
  fileprivate func lastPlan(of role: Role) -> Plan? {
    let rules = scenario.models[comparison.best].stages.last?.rules
    return scenario.plans[rules?.pay[role] ?? role.rawValue]
  }
}
