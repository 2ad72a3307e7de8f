public import Formats
public import Plans
public import Units

extension Period: NamedChoice {
  public var summary: String { "Each \(self)." }
}

extension Plan.Counting: NamedChoice {
  public var summary: String {
    switch self {
    case .eachPeriod: "The period alone."
    case .quarterToDate: "The quarter so far, less what it has already earned."
    case .yearToDate: "The year so far, less what it has already earned."
    case .againstYear:
      "The year so far against the whole year's quota and target, less what it has earned."
    }
  }
}

extension Money.Rounding: NamedChoice {
  public var summary: String {
    switch self {
    case .halfAwayFromZero: "Half a cent goes up."
    case .halfToEven: "Half a cent goes to the even cent."
    }
  }
}

extension Clawback.Source: NamedChoice {
  public var summary: String {
    switch self {
    case .cash: "All at once: pay may be negative."
    case .nextPay: "The pay of the period and those that follow; the rest is a balance."
    }
  }
}

extension Measure.Sharing: NamedChoice {
  public var summary: String {
    switch self {
    case .equal: "The same for everybody who is at work there on any day."
    case .weight: "In proportion to target incentive, for the days at work there."
    }
  }
}

extension Metric.Scope: NamedChoice {
  public var summary: String {
    switch self {
    case .individual: "The person's."
    case .team: "Everybody's of the team, also of those on other plans."
    case .company: "Everybody's."
    }
  }
}
