public import Plans

extension Plan {
  /// What of the plan a simulation pays more simply than a statement does, in words.
  ///
  /// A ledger of sums knows no single deals.
  public var simplificationsInSimulation: [String] {
    var found: [String] = []
    for measure in measures {
      if case .tiers(let tiers) = measure.shape, tiers.mode == .perDeal {
        found.append("\(measure.name): per-deal rates are read at the period's credit as one deal")
      }
      for metric in measure.metrics where metric.of == .company {
        if metric.terms.contains(where: { Flow.leads.contains($0.kind) }) {
          found.append("\(measure.name) of the company: leads are simulated for people only")
        }
      }
    }
    if payOut.instalments.count > 1 {
      found.append("pay-out: instalments are paid when earned")
    }
    if let clawback, clawback.event != "churn" {
      found.append("clawback on \(clawback.event): only churn happens in a simulation")
    }
    return found + simplifiedDeals
  }

  /// What is simpler because a ledger knows the sums of deals and of what churn takes of them.
  private var simplifiedDeals: [String] {
    var found: [String] = []
    let counting = measures.filter { !$0.dealFlows.isEmpty }
    if Set(counting.map(\.dealCap)).count > 1 {
      found.append("deal-cap: the loosest cap holds for every measure")
    }
    guard let clawback = clawbackOnChurn else { return found }
    let others =
      measures.contains(where: \.countsMoreThanDeals)
      ? ["clawback: churn takes back deals alone, no other credit of the account"] : []
    guard !counting.isEmpty else { return found + others }
    let takesPay = clawback.recovery != .credit
    if takesPay, !gates.isEmpty || cap != nil || counting.contains(where: \.paysDealsUnalike) {
      found.append("clawback: a lost deal takes back what credit for deals was paid on average")
    }
    let all = counting.reduce(into: Set<Flow>()) { $0.formUnion($1.dealFlows) }
    if counting.contains(where: { $0.dealFlows != all }) {
      found.append("clawback: lost credit is spread over motions as the credit for deals is")
    }
    found += others
    for measure in counting {
      switch measure.metric.of {
      case .individual: break
      case .team:
        if takesPay {
          found.append(
            "\(measure.name) of the team: a colleague's deal is lost by the colleague's own plan")
        }
      case .company:
        found.append("\(measure.name) of the company: churn takes nothing back of it")
      }
    }
    return found
  }
}

extension Measure {
  private var flows: Set<Flow> {
    metrics.filter { !$0.isRatio }.reduce(into: []) { $0.formUnion(Flow.needed(by: $1) ?? []) }
  }

  /// The credit for deals that it counts.
  fileprivate var dealFlows: Set<Flow> { flows.intersection(Flow.deals) }

  /// Whether it counts credit that is not for deals.
  fileprivate var countsMoreThanDeals: Bool { !flows.subtracting(Flow.deals).isEmpty }

  /// Whether two deals of the same size may bring different pay.
  fileprivate var paysDealsUnalike: Bool {
    if case .rate = shape, cap == nil, gates.isEmpty { false } else { true }
  }
}

extension Flow {
  /// The measures that count leads.
  fileprivate static let leads: Set<MeasureKind> = [
    .csqlsSourced, .csqlsAccepted, .csqlsWon, .csqlARRSourced, .csqlARRAccepted, .csqlARRWon,
  ]
}
