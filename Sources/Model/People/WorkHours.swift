/// The hours of work that a segment's accounts require.
public typealias WorkHours = InputValues<WorkInputs, Assumption>

/// The inputs of work; people are hired for the expected hours.
///
/// The defaults are those of a mid-sized segment.
public struct WorkInputs: InputCatalogue {
  public let service = Input(
    "service", "Per account and year, of who serves it.", hours, default: "24", use: .mean)
  public let renewal = Input("renewal", "Per renewal.", hours, default: "4", use: .mean)
  public let upsell = Input("upsell", found, hours, default: "6", use: .mean)
  public let crossSell = Input("cross-sell", found, hours, default: "14", use: .mean)
  public let crossStakeholder = Input(
    "cross-stakeholder", found, hours, default: "30", use: .mean)
  public let crossDivision = Input(
    "cross-division", found, hours, default: "50", use: .mean)

  /// Up to the work of some sixty people on one account.
  private static let hours = Input.Values.number(0...100_000)
  private static let found = "Per opportunity found."

  public init() {}
  public static let all = Self().inputs
}

extension WorkHours {
  /// Hours of the owner per opportunity found; nil for organic growth.
  public subscript(stream: ExpansionStream) -> Assumption? {
    switch stream {
    case .organicGrowth: nil
    case .upsell: self.upsell
    case .crossSell: self.crossSell
    case .crossStakeholder: self.crossStakeholder
    case .crossDivision: self.crossDivision
    }
  }
}
