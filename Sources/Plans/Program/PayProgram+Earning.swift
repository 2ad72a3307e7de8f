package import Units

// The rules are generic and inlined into the entry points at the end, one for each arithmetic that
// must be quick: across modules a generic would be called through witnesses.

extension PayProgram {
  /// What is earned in the windows of an input, in the order of pay.
  @inline(__always)
  package func earned<N, Trace: PayTrace>(
    _ input: PayInput<N>, uncounted: UncountedWeight, _ trace: inout Trace
  ) -> PayEarned<N> where Trace.Number == N {
    var weighted = WeightedPay<N>()
    var others = N.zero
    var next = 0
    for index in 0..<measures.count {
      let measure = measures.base + index
      let first = next
      while next < input.count, input.lines[next].measure == index { next += 1 }
      guard first < next else {
        weighted.add(settledLater: measure.pointee.weight?.value ?? 0)
        continue
      }
      for number in first..<next {
        let line = input.lines + number
        if let weight = measure.pointee.weight {
          pay(
            weighted: measure, weight, line, number, of: next - first, uncounted,
            into: &weighted, &trace)
        } else {
          others = others + pay(inMoney: measure, line, number, base: input.base, &trace)
        }
      }
    }
    var leftOfWeighted = weighted.divideByReachable()
    weighted.money = trace.keep(.weighted, weighted.money)
    var leftOfOthers = N.one
    if modifiers.count > 0 {
      if modifiesAll { _ = trace.keep(.modifiable, weighted.money + others) }
      let factors = factors(input.figures, of: weighted.money, others, &trace)
      weighted.multiple = weighted.multiple * factors.weighted
      weighted.money = weighted.money * factors.weighted
      leftOfWeighted = leftOfWeighted * factors.weighted
      if modifiesAll {
        others = others * factors.others
        leftOfOthers = factors.others
      }
    }
    others = trace.keep(.others, others)
    var money = input.window.pointee.target * weighted.multiple + others
    if weighted.hasMoney { money = money + weighted.money }
    money = trace.keep(.beforeGates, money)
    var left = N.one
    if !gates.isEmpty {
      let held = trace.keep(
        .planHeld, held(gates, gateGroups, input.figures, line: nil, &trace))
      money = N.choose(held, reaches: PayConstant(1), money, else: .zero)
      left = held
    }
    money = trace.keep(.beforeCap, money)
    if let cap {
      var limit = input.capped.settles * N(cap.constant)
      if let earlier = input.capped.earlier { limit = limit - earlier }
      limit = trace.keep(.planLimit, limit)
      if Trace.followsMeasures {
        left = left * N.choose(money, reaches: .least, N.smaller(money, limit) / money, else: .one)
      }
      money = N.smaller(money, limit)
    }
    if Trace.followsMeasures {
      _ = trace.keep(.leftOfWeighted, leftOfWeighted * left)
      _ = trace.keep(.leftOfOthers, leftOfOthers * left)
    }
    return PayEarned(
      money: trace.keep(.earned, money), attainment: weighted.attainment,
      attains: weighted.attains)
  }

  /// What the plan's cap is of, where measures have windows of their own: the weighted measures that
  /// are settled by their weights, or all of it where one pays money.
  ///
  /// - Parameter settles: By measure, of all its windows since the first that is capped with it; nil
  ///   where none of them has ended.
  @inline(__always)
  package func settled<N: PayNumber>(_ settles: (Int) -> N?) -> N {
    var (weighted, others) = (N.zero, N.zero)
    for index in 0..<measures.count {
      guard let settles = settles(index) else { continue }
      if let weight = measures[index].weight {
        weighted = weighted + settles * N(weight)
      } else {
        others = N.larger(others, settles)
      }
    }
    return N.larger(weighted, others)
  }

  @inline(__always)
  private func pay<N, Trace: PayTrace>(
    weighted measure: UnsafePointer<Measure>, _ weight: PayConstant,
    _ line: UnsafePointer<PayLine<N>>, _ number: Int, of lineCount: Int,
    _ uncounted: UncountedWeight, into weighted: inout WeightedPay<N>, _ trace: inout Trace
  ) where Trace.Number == N {
    let rows = line.pointee.figures + measure.pointee.metrics.first
    let columns = line.pointee.figures + measure.pointee.metrics.end - 1
    var multiple = measure.pointee.shape.multiple(
      rows.pointee.attainment, columns.pointee.attainment, line: number, &trace)
    multiple = trace.keep(.shape(line: number), multiple)
    if measure.pointee.cap != nil || !measure.pointee.acceleratorGates.isEmpty {
      let cap = measure.pointee.cap ?? PayConstant(.infinity)
      var limit = N(cap)
      if !measure.pointee.acceleratorGates.isEmpty {
        let accelerates = trace.keep(
          .accelerates(line: number),
          held(
            measure.pointee.acceleratorGates, measure.pointee.acceleratorGateGroups,
            line.pointee.figures, line: number, &trace))
        limit = N.choose(
          accelerates, reaches: PayConstant(1), limit, else: N(Double.smaller(cap.value, 1)))
      }
      limit = trace.keep(.limit(line: number), limit)
      multiple = N.smaller(multiple, limit)
    }
    multiple = trace.keep(.limited(line: number), multiple)
    close(&multiple, by: measure, line, number, &trace)
    multiple = trace.keep(.paid(line: number), multiple)
    let alwaysCounts = rows.pointee.alwaysCounts && columns.pointee.alwaysCounts
    var counts = rows.pointee.counts
    if !alwaysCounts {
      if columns != rows { counts = counts * columns.pointee.counts }
      multiple = counts * multiple
      if uncounted == .paysTarget { multiple = multiple + (N.one - counts) }
    }
    if line.pointee.earnsMoney {
      weighted.earn(
        trace.keep(
          .pay(line: number), line.pointee.window.pointee.target * multiple * N(weight)))
    } else {
      if Trace.followsMeasures {
        let pay = line.pointee.window.pointee.target * multiple * N(weight)
        _ = trace.keep(.pay(line: number), pay)
      }
      weighted.earn(multiple, weight)
    }
    // Each of several windows is a part of the measure's attainment.
    let part = lineCount == 1 ? weight : PayConstant(weight.value / Double(lineCount))
    if alwaysCounts {
      weighted.attain(rows.pointee.attainment, part)
    } else {
      weighted.attain(rows.pointee.attainment, part, counts: counts, uncounted)
    }
  }

  @inline(__always)
  private func pay<N, Trace: PayTrace>(
    inMoney measure: UnsafePointer<Measure>, _ line: UnsafePointer<PayLine<N>>, _ number: Int,
    base: N, _ trace: inout Trace
  ) -> N where Trace.Number == N {
    let figure = line.pointee.figures + measure.pointee.metrics.first
    let shaped = line.pointee.deals ?? measure.pointee.shape.money(figure, base: base)
    var pay = limited(shaped, by: measure, pool: line.pointee.pool, number, &trace)
    close(&pay, by: measure, line, number, &trace)
    // An empty seat earns nothing.
    pay = N.choose(line.pointee.window.pointee.present, reaches: .least, pay, else: .zero)
    return trace.keep(.pay(line: number), pay)
  }

  /// Money with the person's part of a pool taken, up to the measure's cap.
  @inline(__always)
  private func limited<N, Trace: PayTrace>(
    _ shaped: N, by measure: UnsafePointer<Measure>, pool: N, _ number: Int, _ trace: inout Trace
  ) -> N where Trace.Number == N {
    var pay = trace.keep(.shape(line: number), shaped)
    if measure.pointee.isPool { pay = pay * pool }
    pay = trace.keep(.shared(line: number), pay)
    if let cap = measure.pointee.cap {
      pay = N.smaller(pay, trace.keep(.limit(line: number), N(cap)))
    }
    return trace.keep(.limited(line: number), pay)
  }

  // MARK: - Gates and modifiers

  /// Takes what is paid away where a gate does not hold.
  @inline(__always)
  private func close<N, Trace: PayTrace>(
    _ pay: inout N, by measure: UnsafePointer<Measure>, _ line: UnsafePointer<PayLine<N>>,
    _ number: Int, _ trace: inout Trace
  ) where Trace.Number == N {
    guard !measure.pointee.gates.isEmpty else { return }
    let held = trace.keep(
      .held(line: number),
      held(
        measure.pointee.gates, measure.pointee.gateGroups, line.pointee.figures, line: number,
        &trace))
    pay = N.choose(held, reaches: PayConstant(1), pay, else: .zero)
  }

  /// 1 where a gate holds; where nothing was due that could count, it does.
  @inline(__always)
  package func held<N: PayNumber>(_ ask: Int, _ figure: UnsafePointer<PayFigure<N>>) -> N {
    let held =
      switch passes[ask] {
      case .credited(let least):
        N.choose(figure.pointee.credited, reaches: least, .one, else: .zero)
      case .attainment(let least):
        N.choose(figure.pointee.attainment, reaches: least, .one, else: .zero)
      case .amount:
        N.choose(figure.pointee.credited, reaches: figure.pointee.quota, .one, else: .zero)
      }
    return figure.pointee.alwaysCounts ? held : N.larger(held, .one - figure.pointee.counts)
  }

  /// 1 where all of some gates hold, or of groups as many as must; where nothing was due that could
  /// count, they do.
  @inline(__always)
  private func held<N, Trace: PayTrace>(
    _ gates: Slice, _ groups: Slice, _ figures: UnsafePointer<PayFigure<N>>, line: Int?,
    _ trace: inout Trace
  ) -> N where Trace.Number == N {
    if groups.isEmpty { return held(gates, figures, skipsGrouped: false, line: line, &trace) }
    var all = held(gates, figures, skipsGrouped: true, line: line, &trace)
    for index in groups.indices {
      var count = N.zero
      for alternative in self.groups[index].alternatives.indices {
        count =
          count
          + held(alternatives[alternative], figures, skipsGrouped: false, line: line, &trace)
      }
      all = all * N.choose(count, reaches: self.groups[index].atLeast, .one, else: .zero)
    }
    return all
  }

  @inline(__always)
  private func held<N, Trace: PayTrace>(
    _ gates: Slice, _ figures: UnsafePointer<PayFigure<N>>, skipsGrouped: Bool, line: Int?,
    _ trace: inout Trace
  ) -> N where Trace.Number == N {
    var all = N.one
    for ask in gates.indices where !(skipsGrouped && isGrouped[ask]) {
      all = all * trace.keep(.gate(ask: ask, line: line), held(ask, figures + ask))
    }
    return all
  }

  @inline(__always)
  private func factors<N, Trace: PayTrace>(
    _ figures: UnsafePointer<PayFigure<N>>, of money: N, _ others: N, _ trace: inout Trace
  ) -> (weighted: N, others: N) where Trace.Number == N {
    var all = N.one
    var ofOthers = N.one
    for index in 0..<modifiers.count {
      let modifier = modifiers.base + index
      let figure = figures + modifier.pointee.ask
      var factor = modifier.pointee.lines.value(at: figure.pointee.attainment)
      if !figure.pointee.alwaysCounts {
        factor = N.choose(figure.pointee.counts, reaches: PayConstant(1), factor, else: .one)
      }
      let kept = trace.keep(.factor(modifier: index), factor)
      all = all * kept
      if modifier.pointee.isOfAll { ofOthers = ofOthers * kept }
      if Trace.followsMeasures {
        var modified = money * all
        if modifiesAll { modified = modified + others * ofOthers }
        _ = trace.keep(.modified(modifier: index), modified)
      }
    }
    return (trace.keep(.factors, all), ofOthers)
  }
}

/// Weighted measures, added up.
private struct WeightedPay<N: PayNumber> {
  /// Of the plan's own window; what measures of another earn is money.
  var multiple = N.zero
  var money = N.zero
  private(set) var hasMoney = false
  var attainment = N.zero
  /// 1 where any measure counts.
  var attains = N.zero
  /// The weight that counts everywhere, and that which counts somewhere: what is not due in a
  /// period may leave its weight to the other measures.
  private var certain = 0.0
  private var uncertain = N.zero
  private var isCertain = true

  @inline(__always)
  init() {}

  @inline(__always)
  mutating func earn(_ multiple: N, _ weight: PayConstant) {
    self.multiple = self.multiple + multiple * N(weight)
  }

  @inline(__always)
  mutating func earn(_ money: N) {
    self.money = self.money + money
    hasMoney = true
  }

  @inline(__always)
  mutating func add(settledLater weight: Double) { certain += weight }

  @inline(__always)
  mutating func attain(_ attainment: N, _ weight: PayConstant) {
    self.attainment = self.attainment + attainment * N(weight)
    certain += weight.value
    attains = .one
  }

  @inline(__always)
  mutating func attain(
    _ attainment: N, _ weight: PayConstant, counts: N, _ uncounted: UncountedWeight
  ) {
    let atTarget = uncounted == .paysTarget ? N.one - counts : N.zero
    attains = N.larger(attains, counts)
    self.attainment = self.attainment + (counts * attainment + atTarget) * N(weight)
    if uncounted == .isRedistributed {
      uncertain = uncertain + counts * N(weight)
      isCertain = false
    } else {
      certain += weight.value
    }
  }

  /// Weights total 1 where all of them count.
  ///
  /// - Returns: What is multiplied by it.
  @inline(__always)
  @discardableResult
  mutating func divideByReachable() -> N {
    guard !isCertain else { return .one }
    let reachable = uncertain + N(certain)
    multiple = N.share(of: multiple, in: reachable)
    money = N.share(of: money, in: reachable)
    attainment = N.share(of: attainment, in: reachable)
    return N.share(of: .one, in: reachable)
  }
}

// MARK: - Entry points

/// Sixteen trials of a simulation at once.
extension PayProgram {
  package typealias Lanes = SIMD16<Double>

  package func earned(
    _ input: PayInput<Lanes>, uncounted: UncountedWeight
  ) -> PayEarned<Lanes> {
    var trace = NoTrace<Lanes>()
    return earned(input, uncounted: uncounted, &trace)
  }

  /// The same, with what each measure finally pays of it.
  package func earned(
    _ input: PayInput<Lanes>, uncounted: UncountedWeight, following pay: inout LinePay<Lanes>
  ) -> PayEarned<Lanes> {
    earned(input, uncounted: uncounted, &pay)
  }

  /// The attainment of the measures that have a part in the plan's, whenever they are settled, and
  /// where there is one.
  ///
  /// - Parameter figures: By what the program asks for.
  package func attainment(
    _ figures: UnsafePointer<PayFigure<Lanes>>, uncounted: UncountedWeight
  ) -> (attainment: Lanes, attains: Lanes) {
    var weighted = WeightedPay<Lanes>()
    for index in 0..<measures.count where measures[index].attains > 0 {
      let metrics = measures[index].metrics
      let (rows, columns) = (figures + metrics.first, figures + metrics.end - 1)
      let part = PayConstant(measures[index].attains)
      if rows.pointee.alwaysCounts, columns.pointee.alwaysCounts {
        weighted.attain(rows.pointee.attainment, part)
      } else {
        weighted.attain(
          rows.pointee.attainment, part, counts: rows.pointee.counts * columns.pointee.counts,
          uncounted)
      }
    }
    weighted.divideByReachable()
    return (weighted.attainment, weighted.attains)
  }
}

/// Of one person.
extension PayProgram {
  package func earned(
    _ input: PayInput<Double>, _ steps: inout RecordedSteps<Double>
  ) -> PayEarned<Double> {
    earned(input, uncounted: .paysNothing, &steps)
  }

  package func earned(
    _ input: PayInput<DoubleDouble>, leaving uncounted: UncountedWeight = .paysNothing,
    _ steps: inout RecordedSteps<DoubleDouble>
  ) -> PayEarned<DoubleDouble> {
    earned(input, uncounted: uncounted, &steps)
  }

  /// What credit earns by itself: a deal whose size picks the rate, or what a share of base is paid
  /// for.
  package func pay(
    for credit: DoubleDouble, quota: DoubleDouble, base: DoubleDouble, measure index: Int
  ) -> DoubleDouble {
    let figure = PayFigure(
      credited: credit, quota: quota, attainment: DoubleDouble.share(of: credit, in: quota))
    return withUnsafePointer(to: figure) { measures[index].shape.money($0, base: base) }
  }
}
