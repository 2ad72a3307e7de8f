import Model
import Simulation
import Statistics

extension SensitivitySearch {
  /// Trials of the points between: enough decks to see the shape, whose level is that of all worlds.
  var fewTrials: Int { min(trials, 4 * SimulationResult.trialsPerDeck) }

  /// An input's ends and break-even on all worlds.
  func exact(_ input: SensitivityInput, _ base: Base) async throws -> Sensitivity.Moved {
    let low = try await play(input.move(to: input.low))
    let high = try await play(input.move(to: input.high))
    let (atLow, atHigh) = (base.design.mean(of: low), base.design.mean(of: high))
    let swing = base.design.mean(of: high.less(low))
    var known = [
      Point(input.low, atLow, low.prefix(fewTrials)),
      Point(input.high, atHigh, high.prefix(fewTrials)),
    ]
    if input.kind != .range, input.low < input.stated, input.stated < input.high {
      known.insert(
        Point(input.stated, base.estimate, base.differences.prefix(fewTrials)), at: 1)
    }
    let isTold = swing.value.magnitude > 3 * swing.standardError
    return Sensitivity.Moved(
      input: input, low: atLow, high: atHigh, swing: swing, trials: trials,
      breakEven: !isTold
        ? .undetermined
        : input.isWhole
          ? Self.step(known) : try await breakEven(of: input, known, base))
  }

  /// A value of an input, played on all worlds.
  private struct Point {
    let value: Double
    let all: MeanEstimate
    /// The mean of its first trials.
    let few: Double

    init(_ value: Double, _ all: MeanEstimate, _ first: ArraySlice<Double>) {
      self.value = value
      self.all = all
      few = Moments(Array(first)).mean
    }
  }

  /// Whole numbers are never interpolated.
  private static func step(_ known: [Point]) -> Sensitivity.BreakEven {
    for (one, next) in zip(known, known.dropFirst())
    where (one.all.value < 0) != (next.all.value < 0) {
      return .step(one.value, next.value)
    }
    return known.contains { $0.all.value.magnitude <= $0.all.reach } ? .undetermined : .none
  }

  private func breakEven(
    of input: SensitivityInput, _ known: [Point], _ base: Base
  ) async throws -> Sensitivity.BreakEven {
    var curve = Curve(known)
    let middle = input.kind == .range ? [(input.low + input.high) / 2] : []
    let between =
      (middle + [input.searched.lowerBound, input.searched.upperBound]).filter { value in
        !known.contains { $0.value == value }
      }
    for (value, few) in zip(between, try await means(of: input, at: between)) {
      curve.add(value, few: few)
    }
    var roots: [Sensitivity.Root] = []
    for bracket in curve.brackets {
      if let root = try await root(of: input, in: bracket, &curve, base) { roots.append(root) }
    }
    if !roots.isEmpty { return .at(roots.sorted { $0.value < $1.value }) }
    // What was played on few worlds is as far off as its nearest neighbour that was played on all.
    func reach(_ value: Double) -> Double {
      known.min { ($0.value - value).magnitude < ($1.value - value).magnitude }?.all.reach ?? 0
    }
    return curve.nodes.contains { curve.level($0).magnitude <= reach($0) } ? .undetermined : .none
  }

  /// The means of the first trials with the input at some values.
  private func means(of input: SensitivityInput, at values: [Double]) async throws -> [Double] {
    try await play(values.map { input.move(to: $0) }, trials: fewTrials).map { Moments($0).mean }
  }

  /// The mean difference along an input: the shape of few worlds at the level of all.
  private struct Curve {
    /// Of few worlds; ascending.
    private(set) var few: [(value: Double, mean: Double)]
    /// What all worlds add to the few; ascending.
    private var offsets: [(value: Double, offset: Double)]

    init(_ known: [Point]) {
      let known = known.sorted { $0.value < $1.value }
      few = known.map { ($0.value, $0.few) }
      offsets = known.map { ($0.value, $0.all.value - $0.few) }
    }

    var nodes: [Double] { few.map(\.value) }

    mutating func add(_ value: Double, few mean: Double) {
      few.append((value, mean))
      few.sort { $0.value < $1.value }
    }

    mutating func add(_ point: Point) {
      add(point.value, few: point.few)
      offsets.append((point.value, point.all.value - point.few))
      offsets.sort { $0.value < $1.value }
    }

    func level(_ value: Double) -> Double {
      few.first { $0.value == value }!.mean + offset(value)
    }

    /// Straight between what is known, level beyond.
    func offset(_ value: Double) -> Double {
      guard let after = offsets.firstIndex(where: { $0.value >= value }) else {
        return offsets[offsets.count - 1].offset
      }
      guard after > 0 else { return offsets[0].offset }
      let (a, b) = (offsets[after - 1], offsets[after])
      return a.offset + (b.offset - a.offset) * (value - a.value) / (b.value - a.value)
    }

    /// Neighbours between which the difference changes its sign.
    var brackets: [(Double, Double)] {
      zip(few, few.dropFirst()).compactMap { one, next in
        (level(one.value) < 0) != (level(next.value) < 0) ? (one.value, next.value) : nil
      }
    }
  }

  /// The root in a bracket: false position (Illinois) on few worlds, then up to two steps of Newton on
  /// all.
  private func root(
    of input: SensitivityInput, in bracket: (Double, Double), _ curve: inout Curve, _ base: Base
  ) async throws -> Sensitivity.Root? {
    let width = input.searched.upperBound - input.searched.lowerBound
    let close = 0.1 * base.estimate.standardError
    var (a, b) = bracket
    var (atA, atB) = (curve.level(a), curve.level(b))
    var value = a + (b - a) * atA / (atA - atB)
    var side = 0
    for _ in 0..<12 where b - a > 1e-3 * width {
      let few = try await means(of: input, at: [value])[0]
      let level = few + curve.offset(value)
      if level.magnitude <= close { break }
      if (level < 0) == (atA < 0) {
        (a, atA) = (value, level)
        if side == -1 { atB /= 2 }
        side = -1
      } else {
        (b, atB) = (value, level)
        if side == 1 { atA /= 2 }
        side = 1
      }
      value = a + (b - a) * atA / (atA - atB)
    }
    // The slope where the root is, over a tenth of the range.
    let ends = [
      max(input.searched.lowerBound, value - width / 20),
      min(input.searched.upperBound, value + width / 20),
    ]
    let near = try await means(of: input, at: ends)
    let slope = (near[1] - near[0]) / (ends[1] - ends[0])
    guard slope != 0, slope.isFinite else { return nil }
    for _ in 0..<2 {
      let differences = try await play(input.move(to: value))
      let tie = base.design.mean(of: differences)
      let next = min(
        max(value - tie.value / slope, input.searched.lowerBound), input.searched.upperBound)
      if tie.value.magnitude <= tie.standardError {
        return root(next, slope: slope, tie)
      }
      curve.add(Point(value, tie, differences.prefix(fewTrials)))
      value = next
    }
    let tie = base.design.mean(of: try await play(input.move(to: value)))
    return root(value - tie.value / slope, slope: slope, tie)
  }

  private func root(
    _ value: Double, slope: Double, _ tie: MeanEstimate
  ) -> Sensitivity.Root {
    let reach = tie.reach / slope.magnitude
    return Sensitivity.Root(
      value: value, standardError: tie.standardError / slope.magnitude,
      within: value - reach...value + reach, isRising: slope > 0, tie: tie)
  }
}
