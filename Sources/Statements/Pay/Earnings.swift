import Plans
import Units

/// What a plan's measures come to at the end of a period, before it is set against the ledger.
///
/// To date where the plan counts year-to-date, otherwise the period's own.
struct Earnings {
  /// What changed the sum, in the order of pay.
  enum Component: Hashable {
    case measure(Int)
    case modifier(Int)
    case planGate
    case planCap
  }

  let lines: [MeasureLine]
  let modifiers: [ModifierLine]
  let gates: [GateLine]
  /// The most the plan lets be earned; nil without a cap, and where nothing is settled.
  let cap: Money?
  /// Exact.
  private(set) var total = Money.zero
  /// Its exact parts.
  private(set) var components: [(component: Component, amount: Money)] = []
  /// What modifiers, plan gates and plan cap leave of the pay of a weighted measure, and of others.
  private var left = (weighted: 1.0, others: 1.0)

  /// Nothing.
  init() {
    (lines, modifiers, gates, cap) = ([], [], [], nil)
  }

  /// Divides what was earned into what each part of the plan brought, or took.
  ///
  /// - Parameter steps: Of the calculation.
  init(
    _ lines: [MeasureLine], modifiers: [ModifierLine], gates: [GateLine], cap: Money?,
    _ steps: RecordedSteps<Double>, plan: Plan
  ) {
    self.lines = lines
    self.modifiers = modifiers
    self.gates = gates
    self.cap = cap
    for index in plan.measures.indices {
      let earned = lines.filter { $0.measure == index }.reduce(Money.zero) { $0 + $1.toDate }
      components.append((.measure(index), earned))
    }
    func change(_ component: Component, from before: PayStep, to after: PayStep) {
      guard let before = steps[before], let after = steps[after] else { return }
      components.append((component, Money(after - before)))
    }
    var before = PayStep.weighted
    for index in plan.modifiers.indices {
      change(.modifier(index), from: before, to: .modified(modifier: index))
      before = .modified(modifier: index)
    }
    change(.planGate, from: .beforeGates, to: .beforeCap)
    change(.planCap, from: .beforeCap, to: .earned)
    total = Money(steps[.earned] ?? 0)
    left = (steps[.leftOfWeighted] ?? 1, steps[.leftOfOthers] ?? 1)
  }

  /// What a deal behind a line finally brought.
  func finalPay(of deal: MeasureLine.Deal, in line: MeasureLine) -> Money {
    deal.pay * (line.weight == nil ? left.others : left.weighted)
  }

  /// The parts in whole cents.
  ///
  /// Each is rounded, and the cents by which they miss the rounded total go to the parts whose
  /// rounding was the largest in that direction.
  func rounded(_ rule: Money.Rounding?) -> [Component: Money] {
    guard let rule else {
      return Dictionary(uniqueKeysWithValues: components.map { ($0.component, $0.amount) })
    }
    var cents = components.map { ($0.amount.rounded(rule).amount * 100).rounded() }
    var missing = (total.rounded(rule).amount * 100).rounded() - cents.reduce(0, +)
    let residuals = zip(components, cents).map { $0.amount.amount * 100 - $1 }
    let order = residuals.indices.sorted {
      missing > 0 ? residuals[$0] > residuals[$1] : residuals[$0] < residuals[$1]
    }
    for index in order where missing != 0 {
      cents[index] += missing.signum
      missing -= missing.signum
    }
    return Dictionary(
      uniqueKeysWithValues: zip(components, cents).map { ($0.component, Money($1 / 100)) })
  }
}

extension Double {
  fileprivate var signum: Double { self > 0 ? 1 : self < 0 ? -1 : 0 }
}
