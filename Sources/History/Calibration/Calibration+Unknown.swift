extension Calibration {
  /// What the file cannot tell of a scenario's rates, each a sentence without its full stop.
  public var unknown: [String] {
    var unknown: [String] = []
    switch past {
    case .survivors:
      unknown.append(
        "a curve over the ages of customers, which a scenario does not have: its chance of renewal is"
          + " one for all ages, so that nothing is written")
    case .renewals:
      unknown.append("expansion between renewals: it is not in the file")
    case .snapshots:
      unknown.append(
        "contraction, increases and expansion: they net out within a year")
    case .movements:
      unknown.append(
        "the chance of a renewal: who came up is not in the file; \"kept in a year\" is of all"
          + " customers, and the same only where all terms are 12 months")
      unknown.append(
        "the chance of a contraction or an increase at a renewal: the file has them a year")
    }
    if let renewal {
      for parameter in renewal.parameters where parameter.isMostlyPrior {
        unknown.append(
          "\(parameter.name): next to nothing; what stands there is the belief before the file")
      }
      let years = renewal.design.years.count
      if years < Self.leastYearsOfMarket {
        unknown.append(
          "the market's spread: \(years == 0 ? "one year" : "\(years) years") are too few")
      }
    } else if past.renewals != nil {
      unknown.append("what moves a renewal: there is no renewal, or all had one outcome")
    }
    return unknown + [
      "what owners do: nobody was given another owner by lot",
      "price elasticity: nobody was given another price by lot",
    ]
  }

  /// Fewer years say next to nothing about how the market moves.
  public static let leastYearsOfMarket = 5

  /// The spread of the market between years on log-odds, 10% and 90% of its posterior; nil where the
  /// file has too few years.
  public var marketSD: (p10: Double, p90: Double)? {
    guard let renewal, renewal.design.years.count >= Self.leastYearsOfMarket else { return nil }
    let sorted = renewal.draws.map(\.marketSD).sorted()
    return (sorted[sorted.count / 10], sorted[sorted.count * 9 / 10])
  }
}
