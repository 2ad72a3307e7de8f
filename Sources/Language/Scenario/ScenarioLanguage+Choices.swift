public import Formats
public import Model
public import Ownership

extension ExpansionStream: NamedChoice {
  public var summary: String {
    switch self {
    case .organicGrowth: "Seats or usage that the customer adds on its own."
    case .upsell: "More of the same."
    case .crossSell, .crossStakeholder, .crossDivision: motions[0].summary
    }
  }
}

extension Driver.Target {
  /// Everything whose odds may be moved, in the order of the language.
  static let all: [Driver.Target] =
    [.renewal, .priceIncrease] + ExpansionStream.allCases.filter(\.hasFunnel).map { .stream($0) }

  /// The motion's name in the language, and what it means.
  var choice: Form.Choice {
    switch self {
    case .renewal: Motion.renewal.choice
    case .priceIncrease: Motion.priceIncrease.choice
    case .stream(let stream): stream.choice
    }
  }

  var name: String { choice.name }
}

extension Expansion.Observed: NamedChoice {
  public var summary: String {
    switch self {
    case .arrivals: "What could be found."
    case .opportunities: "What was found."
    case .wins: "What was won."
    }
  }
}

extension Tier: NamedChoice {
  public var summary: String {
    switch self {
    case .low: "Small accounts; by default where the mean ARR is under 20k."
    case .mid: "By default where the mean ARR is under 100k."
    case .high: "Large accounts."
    }
  }
}

extension RoleProfile.CSMType: NamedChoice {
  public var summary: String {
    switch self {
    case .valueGaps: "Technical, for an early product; cost of goods sold."
    case .valueDelivery: "For outcomes; retention."
    case .valueCapture: "Commercial; expansion."
    }
  }
}

extension RoleProfile.CostLine: NamedChoice {
  public var summary: String {
    switch self {
    case .cogs: "Cost of goods sold."
    case .retention: "Keeping customers."
    case .expansion: "Growing customers."
    }
  }
}

extension RoleProfile.Resizing: NamedChoice {
  public var summary: String {
    switch self {
    case .yearly: "Each fiscal year, by what is expected to be left of the book."
    case .never: "Only when a model begins or its owners change."
    }
  }
}

extension RoleProfile.Release: NamedChoice {
  public var summary: String {
    switch self {
    case .dismissed: "They leave, with severance; nothing is gained of their hours."
    case .toNewLogos: "They sell to new customers, without severance; their hours count."
    }
  }
}

extension QuotaRule.Basis: NamedChoice {
  public var summary: String {
    switch self {
    case .expected: "Each person's expected credit under the model itself."
    case .equal: "The role's expected credit, the same for everyone in it."
    case .topDown: "The target of the whole team, divided by expected credit."
    }
  }
}

extension QuotaRule.NothingDue: NamedChoice {
  public var summary: String {
    switch self {
    case .redistribute: "Its weight goes to the plan's other measures."
    case .target: "It is at target."
    case .zero: "It pays nothing."
    }
  }
}
