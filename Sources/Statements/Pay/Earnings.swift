import Plans
import Units

/// What a plan's measures come to at the end of a period, before it is set against the ledger.
///
/// To date where the plan counts year-to-date, otherwise the period's own.
struct Earnings {
  /// What changed the sum, in the order of pay.
  enum Component: Hashable {
    case measure(Int)
    case nothingDue
    case modifier(Int)
    case planGate
    case planCap
  }

  let lines: [MeasureLine]
  let modifiers: [ModifierLine]
  let gates: [GateLine]
  /// The most the plan lets be earned; nil without a cap, and where nothing is settled.
  let cap: Money?
  /// What earlier periods of a longer window earned, by which the cap is less.
  let earnedBefore: DoubleDouble
  private(set) var total = DoubleDouble.zero
  /// The parts of the total.
  private(set) var components: [(component: Component, amount: DoubleDouble)] = []
  /// What modifiers, plan gates and plan cap leave of the pay of a weighted measure, and of others.
  private var left = (weighted: DoubleDouble.one, others: DoubleDouble.one)

  /// Nothing.
  init() {
    (lines, modifiers, gates, cap, earnedBefore) = ([], [], [], nil, .zero)
  }

  /// Divides what was earned into what each part of the plan brought, or took.
  ///
  /// - Parameters:
  ///   - steps: Of the calculation.
  ///   - nothingDue: What measures outside `lines` add, see ``Statement/Step/nothingDue``.
  init(
    _ lines: [MeasureLine], modifiers: [ModifierLine], gates: [GateLine], cap: Money?,
    earnedBefore: DoubleDouble = .zero, _ steps: RecordedSteps<DoubleDouble>, plan: Plan,
    nothingDue: DoubleDouble = .zero
  ) {
    self.lines = lines
    self.modifiers = modifiers
    self.gates = gates
    self.cap = cap
    self.earnedBefore = earnedBefore
    for index in plan.measures.indices {
      let earned = lines.filter { $0.measure == index }
        .reduce(DoubleDouble.zero) { $0 + $1.exactToDate }
      components.append((.measure(index), earned))
    }
    if nothingDue != .zero { components.append((.nothingDue, nothingDue)) }
    func change(_ component: Component, from before: PayStep, to after: PayStep) {
      guard let before = steps[before], let after = steps[after] else { return }
      components.append((component, after - before))
    }
    var before = steps[.modifiable] == nil ? PayStep.weighted : .modifiable
    for index in plan.modifiers.indices {
      change(.modifier(index), from: before, to: .modified(modifier: index))
      before = .modified(modifier: index)
    }
    change(.planGate, from: .beforeGates, to: .beforeCap)
    change(.planCap, from: .beforeCap, to: .earned)
    total = steps[.earned] ?? .zero
    left = (steps[.leftOfWeighted] ?? .one, steps[.leftOfOthers] ?? .one)
  }

  /// What a deal behind a line finally brought.
  func finalPay(of deal: MeasureLine.Deal, in line: MeasureLine) -> DoubleDouble {
    deal.exactPay * (line.weight == nil ? left.others : left.weighted)
  }

  /// The parts in whole cents.
  ///
  /// Each is rounded, and the cents by which they miss the rounded total go to the parts whose
  /// rounding was the largest in that direction.
  func rounded(_ rule: Money.Rounding?) -> [Component: DoubleDouble] {
    guard let rule else {
      return Dictionary(uniqueKeysWithValues: components.map { ($0.component, $0.amount) })
    }
    let cent = DoubleDouble.one / DoubleDouble(100)
    var rounded = components.map { $0.amount.rounded(rule) }
    let missing = total.rounded(rule) - rounded.reduce(.zero, +)
    var cents = Int((missing * DoubleDouble(100)).rounded().high)
    let residuals = zip(components, rounded).map { $0.amount - $1 }
    let order = residuals.indices.sorted {
      cents > 0 ? residuals[$0] > residuals[$1] : residuals[$0] < residuals[$1]
    }
    for index in order where cents != 0 {
      rounded[index] = (rounded[index] + (cents > 0 ? cent : -cent)).rounded(rule)
      cents -= cents.signum()
    }
    return Dictionary(
      uniqueKeysWithValues: zip(components, rounded).map { ($0.component, $1) })
  }
}
