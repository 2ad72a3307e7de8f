import Ownership
import Units

/// The default plan of each role.
///
/// Their ratios name no quota: it comes from the person, or in a simulation from what the book is
/// expected to do, so that a default plan is fair on any book.
extension PlanLibrary {
  static let ownDefault = "default; no source states figures"

  static let csm = entry(
    .csm, base: 0.85, "Keeps the book first, and grows it with the team.", source: ownDefault
  ) {
    try Plan(
      name: "csm", role: .csm, period: .quarter, counting: .yearToDate,
      measures: [
        Measure(
          Metric(.grr), shape: curve([0.92: 0, 1: 1, 1.06: 1.8]), weight: 0.7),
        Measure(
          Metric(.nrr, of: .team), shape: curve([0.94: 0, 1: 1, 1.08: 1.8]),
          weight: 0.3),
      ])
  }

  static let pooledCSM = entry(
    .pooledCSM, base: 0.90, "One figure for the whole pool.",
    source: "\"Who owns upsell and renewal?\"; figures are a default"
  ) {
    try Plan(
      name: "pooled-csm", role: .pooledCSM, period: .quarter, counting: .yearToDate,
      measures: [
        Measure(
          Metric(.nrr, of: .team), shape: curve([0.93: 0, 1: 1, 1.07: 1.5]),
          weight: 1)
      ])
  }

  static let renewalManager = entry(
    .renewalManager, base: 0.75, "Renews what is due, at a better price.",
    source: "\"Who should own commercials\"; figures are a default"
  ) {
    try Plan(
      name: "renewal-manager", role: .renewalManager, period: .quarter, counting: .yearToDate,
      measures: [
        Measure(Metric(.renewedARR), shape: curve([0.85: 0, 1: 1, 1.08: 2]), weight: 0.8),
        Measure(Metric(.priceIncrease), shape: curve([0.5: 0, 1: 1, 1.5: 2]), weight: 0.2),
      ])
  }

  static let accountManager = entry(
    .accountManager, base: 0.65, "Paid heavily on net retention, and on what they sell.",
    source: "\"CURE: who owns the customer\"; figures are a default"
  ) {
    try Plan(
      name: "account-manager", role: .accountManager, period: .quarter, counting: .yearToDate,
      measures: [
        Measure(
          Metric(.nrr), shape: curve([0.93: 0, 1: 1, 1.1: 2.2]), weight: 0.6),
        Measure(
          Metric(.expansionBookings), shape: curve([0.5: 0, 1: 1, 1.5: 2.5]), weight: 0.4,
          dealCap: Money(250_000)),
      ],
      clawback: Clawback(on: "churn", within: 12, recover: .sliding))
  }

  static let accountExecutive = entry(
    .accountExecutive, base: 0.50, "Sells, from the first deal on and without a cap.",
    source: ownDefault
  ) {
    try Plan(
      name: "account-executive", role: .accountExecutive, period: .quarter, counting: .yearToDate,
      measures: [
        Measure(
          Metric(.expansionBookings), shape: curve([0: 0, 1: 1, 1.5: 2], uncapped: true),
          weight: 1)
      ],
      draw: Draw(Money(6_000), recoverable: false, months: 6))
  }

  static let newLogoSeller = entry(
    .newLogoSeller, base: 0.50, "Sells to new customers; the base is not their day job.",
    source: ownDefault
  ) {
    try Plan(
      name: "new-logo-seller", role: .newLogoSeller, period: .quarter, counting: .yearToDate,
      measures: [
        Measure(
          Metric(.grossNewARR), shape: curve([0: 0, 1: 1, 1.5: 2], uncapped: true), weight: 1)
      ])
  }

  static let leader = entry(
    .csLeader, base: 0.75, "Answers for the company's retention.", source: ownDefault
  ) {
    try Plan(
      name: "cs-leader", role: .csLeader,
      measures: [
        Measure(
          Metric(.grr, of: .company),
          shape: curve([0.95: 0, 1: 1, 1.04: 1.8]), weight: 0.6),
        Measure(
          Metric(.nrr, of: .company),
          shape: curve([0.95: 0, 1: 1, 1.06: 1.8]), weight: 0.4),
      ],
      modifiers: [
        Modifier(
          Metric(.logoRetention, of: .company), shape: steps([0: 0.9, 0.84: 1, 0.9: 1.1]))
      ])
  }

  static let cco = entry(
    .cco, base: 0.70, "Answers for growth from customers as well as for keeping them.",
    source: ownDefault
  ) {
    try Plan(
      name: "cco", role: .cco,
      measures: [
        Measure(
          Metric(.nrr, of: .company),
          shape: curve([0.95: 0, 1: 1, 1.06: 1.8]), weight: 0.6),
        Measure(
          Metric(.grr, of: .company),
          shape: curve([0.95: 0, 1: 1, 1.04: 1.8]), weight: 0.4),
      ])
  }
}
