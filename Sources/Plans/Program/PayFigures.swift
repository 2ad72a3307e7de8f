/// What a metric came to in a window, as a program reads it.
package struct PayFigure<N: PayNumber> {
  package var credited: N
  /// What had to be credited; of a gate on an amount, the amount itself.
  package var quota: N
  /// 0 without a quota; of a modifier without one, what is credited.
  package var attainment: N
  /// 1, or 0 where nothing was due that could count.
  package var counts: N
  /// Whether it counts everywhere.
  package var alwaysCounts: Bool

  @inline(__always)
  package init(
    credited: N, quota: N, attainment: N, counts: N = .one, alwaysCounts: Bool = true
  ) {
    self.credited = credited
    self.quota = quota
    self.attainment = attainment
    self.counts = counts
    self.alwaysCounts = alwaysCounts
  }

  /// What is not asked for.
  package static var none: Self {
    PayFigure(
      credited: .zero, quota: .zero, attainment: .zero, counts: .zero, alwaysCounts: false)
  }
}

extension PayFigure: BitwiseCopyable where N: BitwiseCopyable {}

/// The time in which a measure, or the whole plan, is counted.
package struct PayWindow<N: PayNumber> {
  /// The target incentive that falls into it.
  package var target: N
  /// What the plan's cap is a multiple of: the target incentive, or for a cap in money the share of
  /// the year.
  package var settles: N
  /// Above 0 where the person was at work.
  package var present: N

  @inline(__always)
  package init(target: N, settles: N, present: N = .one) {
    self.target = target
    self.settles = settles
    self.present = present
  }
}

extension PayWindow: BitwiseCopyable where N: BitwiseCopyable {}

/// A measure that is settled, once for each window that ends.
package struct PayLine<N: PayNumber> {
  /// Its index in the plan.
  package var measure: Int
  /// By what the program asks for; read only at the measure's own.
  package var figures: UnsafePointer<PayFigure<N>>
  package var window: UnsafePointer<PayWindow<N>>
  /// Whether it earns money by itself, and not as a multiple of the target in the plan's window.
  package var earnsMoney: Bool
  /// The person's part of a team's pool.
  package var pool: N
  /// What single deals earn together, where their size picks the rate and is known.
  package var deals: N?

  @inline(__always)
  package init(
    measure: Int, figures: UnsafePointer<PayFigure<N>>, window: UnsafePointer<PayWindow<N>>,
    earnsMoney: Bool, pool: N = .one, deals: N? = nil
  ) {
    self.measure = measure
    self.figures = figures
    self.window = window
    self.earnsMoney = earnsMoney
    self.pool = pool
    self.deals = deals
  }
}

extension PayLine: BitwiseCopyable where N: BitwiseCopyable {}

/// All that a period's earnings follow from.
package struct PayInput<N: PayNumber> {
  /// In the order of the measures.
  package let lines: UnsafePointer<PayLine<N>>
  package let count: Int
  /// By what the program asks for; read only at the plan's gates and modifiers.
  package let figures: UnsafePointer<PayFigure<N>>
  /// The plan's own.
  package let window: UnsafePointer<PayWindow<N>>
  /// Yearly.
  package let base: N
  /// What the plan's cap is of.
  package let capped: PayCapped<N>

  @inline(__always)
  package init(
    lines: UnsafePointer<PayLine<N>>, count: Int, figures: UnsafePointer<PayFigure<N>>,
    window: UnsafePointer<PayWindow<N>>, base: N, capped: PayCapped<N>
  ) {
    self.lines = lines
    self.count = count
    self.figures = figures
    self.window = window
    self.base = base
    self.capped = capped
  }
}

/// What a plan's cap is of: all that is settled of the longest window that a period ends, of which
/// earlier periods may have earned a part.
package struct PayCapped<N: PayNumber> {
  /// As ``PayWindow/settles``; see ``PayProgram/settled(_:)``.
  package var settles: N
  /// What earlier periods of that window earned; nil for nothing.
  package var earlier: N?

  @inline(__always)
  package init(settles: N, earlier: N? = nil) {
    self.settles = settles
    self.earlier = earlier
  }
}

extension PayCapped: BitwiseCopyable where N: BitwiseCopyable {}

extension PayInput: BitwiseCopyable where N: BitwiseCopyable {}

/// Sixteen trials at once, made for every period of every seat: from another module, the generic one
/// would be called through witnesses.
extension PayInput<SIMD16<Double>> {
  package init(
    lines: UnsafePointer<PayLine<N>>, count: Int, figures: UnsafePointer<PayFigure<N>>,
    window: UnsafePointer<PayWindow<N>>, base: N, capped: PayCapped<N>
  ) {
    self.lines = lines
    self.count = count
    self.figures = figures
    self.window = window
    self.base = base
    self.capped = capped
  }
}

/// The figures of a calculation, gathered one by one.
package struct PayFigures<N: PayNumber> {
  package struct Line {
    package let measure: Int
    package let window: PayWindow<N>
    /// By what the program asks for; others are not read.
    package var figures: [Int: PayFigure<N>]
    package var pool: N
    package var deals: N?

    package init(
      measure: Int, window: PayWindow<N>, figures: [Int: PayFigure<N>], pool: N = .one,
      deals: N? = nil
    ) {
      self.measure = measure
      self.window = window
      self.figures = figures
      self.pool = pool
      self.deals = deals
    }
  }

  /// In the order of the measures.
  package var lines: [Line]
  /// Of the plan's gates and modifiers.
  package var figures: [Int: PayFigure<N>]
  package var window: PayWindow<N>
  package var base: N
  package var capped: PayCapped<N>

  /// - Parameter capped: Nil where no measure has a window of its own.
  package init(
    lines: [Line], figures: [Int: PayFigure<N>], window: PayWindow<N>, base: N,
    capped: PayCapped<N>? = nil
  ) {
    self.lines = lines
    self.figures = figures
    self.window = window
    self.base = base
    self.capped = capped ?? PayCapped(settles: window.settles)
  }

  /// Lays the figures out as a program reads them.
  ///
  /// - Parameters:
  ///   - count: How much the program asks for.
  ///   - body: Must not let the input escape.
  package func withInput<Result>(
    asks count: Int, _ body: (PayInput<N>) -> Result
  ) -> Result {
    let all = (lines.map(\.figures) + [figures]).flatMap { figures in
      (0..<count).map { figures[$0] ?? .none }
    }
    let windows = lines.map(\.window) + [window]
    return all.withUnsafeBufferPointer { all in
      windows.withUnsafeBufferPointer { windows in
        let ready = lines.enumerated().map { index, line in
          PayLine(
            measure: line.measure, figures: all.baseAddress! + index * count,
            window: windows.baseAddress! + index, earnsMoney: true, pool: line.pool,
            deals: line.deals)
        }
        return ready.withUnsafeBufferPointer { ready in
          body(
            PayInput(
              lines: ready.baseAddress!, count: ready.count,
              figures: all.baseAddress! + lines.count * count,
              window: windows.baseAddress! + lines.count, base: base,
              capped: capped))
        }
      }
    }
  }
}

/// What becomes of the weight of a measure that cannot count, because nothing was due.
package enum UncountedWeight: BitwiseCopyable, Sendable {
  case paysNothing
  case paysTarget
  /// The other measures bear it.
  case isRedistributed
}

/// What a period earns.
package struct PayEarned<N: PayNumber> {
  package var money: N
  /// Of the weighted measures that are settled, by weight, before gates.
  package var attainment: N
  /// 1 where any of them counts.
  package var attains: N
}

extension PayEarned: BitwiseCopyable where N: BitwiseCopyable {}

/// A step between figures and pay.
package enum PayStep: Hashable, Sendable {
  /// What a line's shape makes of its figures: a multiple of target, or money.
  case shape(line: Int)
  /// What a row of a line's matrix pays.
  case row(line: Int, row: Int)
  /// The line's part of that money, where it is a team's pool.
  case shared(line: Int)
  /// The most that the line pays, in the unit of its shape.
  case limit(line: Int)
  /// What the limit leaves.
  case limited(line: Int)
  /// 1 where a gate holds, by what the program asks for.
  case gate(ask: Int, line: Int?)
  /// 1 where all gates of a line hold, or those of its accelerator.
  case held(line: Int)
  case accelerates(line: Int)
  /// What the gates leave, in the unit of the shape.
  case paid(line: Int)
  /// In money.
  case pay(line: Int)
  /// What the weighted measures earn in money, those that earn a multiple of the plan's target left
  /// out; then with each modifier in turn.
  case weighted
  /// The same with the measures that pay money, where a modifier is of all.
  case modifiable
  case factor(modifier: Int)
  case modified(modifier: Int)
  case factors
  /// Of the measures that pay money.
  case others
  case planHeld
  case planLimit
  /// What all measures earn, what the plan's gates leave of it, and what its cap leaves of that.
  case beforeGates
  case beforeCap
  case earned
  /// What modifiers, plan gates and plan cap leave of the pay of a weighted measure, and of others.
  case leftOfWeighted
  case leftOfOthers
}

/// Who looks at the steps of a calculation, and may put another name for each value in its place.
package protocol PayTrace<Number> {
  associatedtype Number: PayNumber
  /// Whether it asks what each measure finally pays.
  static var followsMeasures: Bool { get }
  mutating func keep(_ step: PayStep, _ value: Number) -> Number
}

/// Keeps the steps of a calculation.
package struct RecordedSteps<Number: PayNumber>: PayTrace {
  package static var followsMeasures: Bool { true }
  package private(set) var values: [PayStep: Number] = [:]

  package init() {}

  package mutating func keep(_ step: PayStep, _ value: Number) -> Number {
    values[step] = value
    return value
  }

  package subscript(step: PayStep) -> Number? { values[step] }
}

/// Nobody looks.
package struct NoTrace<Number: PayNumber>: PayTrace {
  package static var followsMeasures: Bool {
    @inline(__always) get { false }
  }

  package init() {}

  @inline(__always)
  package mutating func keep(_ step: PayStep, _ value: Number) -> Number { value }
}

/// Keeps what lines finally pay, in its caller's memory.
package struct LinePay<Number: PayNumber>: PayTrace {
  package static var followsMeasures: Bool {
    @inline(__always) get { true }
  }

  /// By line: before modifiers, plan gates and plan cap.
  private let lines: UnsafeMutablePointer<Number>
  private var leftOfWeighted = Number.one
  private var leftOfOthers = Number.one

  /// - Parameter lines: Room for every line of a plan.
  package init(_ lines: UnsafeMutablePointer<Number>) {
    self.lines = lines
  }

  @inline(__always)
  package mutating func keep(_ step: PayStep, _ value: Number) -> Number {
    switch step {
    case .pay(let line): lines[line] = value
    case .leftOfWeighted: leftOfWeighted = value
    case .leftOfOthers: leftOfOthers = value
    default: break
    }
    return value
  }

  /// What a line finally pays.
  @inline(__always)
  package func final(line: Int, isWeighted: Bool) -> Number {
    lines[line] * (isWeighted ? leftOfWeighted : leftOfOthers)
  }
}
