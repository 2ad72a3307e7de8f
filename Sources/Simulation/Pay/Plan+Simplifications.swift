public import Plans

extension Plan {
  /// What of the plan a simulation pays more simply than a statement does, in words.
  ///
  /// A ledger of sums knows no single deals, and a year ends with what was earned in it.
  public var simplificationsInSimulation: [String] {
    var found: [String] = []
    for measure in measures {
      if case .tiers(let tiers) = measure.shape, tiers.mode == .perDeal {
        found.append("\(measure.name): per-deal rates are read at the period's credit as one deal")
      }
      if let period = measure.period, period.months < self.period.months {
        found.append(
          "\(measure.name): counted as often as the plan pays, not by \(period.rawValue)")
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
    return found
  }
}

extension Flow {
  /// The measures that count leads.
  fileprivate static let leads: Set<MeasureKind> = [
    .csqlsSourced, .csqlsAccepted, .csqlsWon, .csqlARRSourced, .csqlARRAccepted, .csqlARRWon,
  ]
}
