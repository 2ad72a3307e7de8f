/// What moves many accounts at once, as standard deviations on the log-odds.
public typealias Shocks = InputValues<ShockInputs, Assumption>

/// The inputs of shocks.
public struct ShockInputs: InputCatalogue {
  /// Stationary, of a fiscal year.
  public let marketSD = Input("sd", in: market, deviation, size, default: "0.20")
  /// Of a first-order autoregression; below 1.
  public let marketPersistence = Input(
    "persistence", in: market, "How much of it stays in the next year.", .share, default: "0.5")
  public let segmentSD = Input("sd", in: segment, deviation, size, default: "0.10")
  public let talentSD = Input("sd", in: talent, deviation, size, default: "0.20")

  private static let market = Input.Group("market", "The whole market in a fiscal year.")
  private static let segment = Input.Group("segment", "A segment's own, fresh each fiscal year.")
  private static let talent = Input.Group("talent", "Between persons.")
  private static let deviation = "Standard deviation on log-odds."
  /// Ten moves a chance of one half to 1 in 20,000.
  private static let size = Input.Values.number(0...10)

  public init() {}
  public static let all = Self().inputs
}
