public import Units

/// The numbers that turn ARR into value.
public struct FinanceInputs: InputCatalogue {
  public let grossMargin = Input(
    "gross-margin", "Margin on ARR before the people modelled here.", .share, default: "76%",
    use: .settled)
  public let discountRate = Input(
    "discount-rate", "A year.", .share, default: "10%", use: .settled, test: .shift(0.05))
  public let terminalMultiple = Input(
    "terminal-multiple", "Ending ARR counts this many times in value.", .number(0...1000),
    default: "0", use: .settled, test: .between(0, 3))

  public init() {}
  public static let all = Self().inputs
}

/// The inputs that turn retained revenue into value, and the targets to hold it against.
@dynamicMemberLookup
public struct Finance: Hashable, Sendable {
  public var numbers: InputValues<FinanceInputs, Assumption>
  /// The most that people may cost in a year; nil if no budget is set.
  public var budget: Money?
  public var targetNRR: Double?
  public var targetGRR: Double?

  public init(
    numbers: InputValues<FinanceInputs, Assumption>, budget: Money? = nil,
    targetNRR: Double? = nil, targetGRR: Double? = nil
  ) {
    self.numbers = numbers
    self.budget = budget
    self.targetNRR = targetNRR
    self.targetGRR = targetGRR
  }

  public subscript(dynamicMember input: KeyPath<FinanceInputs, Input>) -> Assumption {
    get { numbers[dynamicMember: input] }
    set { numbers[dynamicMember: input] = newValue }
  }
}
