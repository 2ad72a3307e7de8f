import Ownership
import Units

extension PlanLibrary {
  static let individualQuota = entry(
    .csm, base: 0.75, "An early CSM who does everything, on a quota of their own.",
    source: "\"Who owns upsell and renewal?\" (variable 20-30% of on-target earnings)"
  ) {
    try Plan(
      name: "csm-individual-quota", role: .csm, period: .quarter, counting: .yearToDate,
      measures: [
        Measure(Metric(.renewedARR), shape: curve([0.85: 0, 1: 1, 1.1: 2]), weight: 0.6),
        Measure(
          Metric(.expansionBookings), shape: curve([0.5: 0, 1: 1, 1.5: 2.5]), weight: 0.4,
          gates: [Gate(.grr, atLeast: .rate(0.85))]),
      ])
  }

  static let groupNetRetention = entry(
    .pooledCSM, base: 0.85, "A group bonus on net retention, once roles are specialised.",
    source: "\"Who owns upsell and renewal?\" (group bonus on net retention)"
  ) {
    try Plan(
      name: "group-net-retention", role: .pooledCSM, period: .quarter, counting: .yearToDate,
      measures: [
        Measure(
          Metric(.nrr, of: .team, quota: .rate(1)), shape: curve([0.94: 0, 1: 1, 1.08: 1.6]),
          weight: 1)
      ])
  }

  static let heavyNetRetention = entry(
    .accountManager, base: 0.65, "Account managers inside customer success.",
    source: "\"CURE: who owns the customer\" (paid heavily on net retention)"
  ) {
    try Plan(
      name: "account-manager-net-retention", role: .accountManager, period: .quarter,
      counting: .yearToDate,
      measures: [
        Measure(
          Metric(.nrr, quota: .rate(1.05)), shape: curve([0.93: 0, 1: 1, 1.1: 2.5]), weight: 0.75),
        Measure(
          Metric(.expansionBookings), shape: curve([0.5: 0, 1: 1, 1.5: 2.5]), weight: 0.25),
      ],
      clawback: Clawback(on: "churn", within: 12, recover: .sliding))
  }

  static let qualifiedLeads = entry(
    .csm, base: 0.80, "Keeps the book and brings sales its opportunities.",
    source: "\"The Customer Success Economy\", chapter 21 (qualified leads for sales)"
  ) {
    try Plan(
      name: "csm-csql", role: .csm, period: .quarter, counting: .yearToDate,
      measures: [
        Measure(
          Metric(.grr, quota: .rate(0.90)), shape: curve([0.92: 0, 1: 1, 1.06: 1.8]), weight: 0.6),
        Measure(
          Metric(.csqlsAccepted), shape: curve([0.5: 0, 1: 1, 1.5: 2]), weight: 0.25),
        Measure(Metric(.csqlARRWon), shape: curve([0.5: 0, 1: 1, 1.5: 2]), weight: 0.15),
      ])
  }

  static let leaderForGRR = entry(
    .csLeader, base: 0.75, "One leader over CSMs and renewals, accountable for gross retention.",
    source: "\"The Customer Success Economy\", chapter 21 (one leader accountable for GRR)"
  ) {
    try Plan(
      name: "leader-grr", role: .csLeader,
      measures: [
        Measure(
          Metric(.grr, of: .company, quota: .rate(0.90)),
          shape: curve([0.95: 0, 1: 1, 1.05: 2]), weight: 1)
      ])
  }
}
