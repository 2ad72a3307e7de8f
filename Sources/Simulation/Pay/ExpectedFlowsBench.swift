import Model

/// Evaluates the expected flows of all models, at any points of ``OuterInputs``.
struct ExpectedFlowsBench: Sendable {
  private let compiled: CompiledScenario
  private let plans: [CreditPlan]
  private let sizes: SizeLaws
  let inputs: OuterInputs
  /// By model.
  let cells: [ExpectedCells]
  /// Accounts spread evenly over segments and ARR, and the others.
  private let sample: [Int]
  private let rest: [Int]

  private static let sampled = 160

  init(_ compiled: CompiledScenario) {
    let laws = compiled.seatLaws
    let plans = Parallel.map(count: compiled.models.count) {
      CreditPlan(compiled, model: $0, laws: laws)
    }
    let inputs = OuterInputs(
      compiled, talents: plans.reduce(into: []) { $0.formUnion($1.talents) })
    let sizes = SizeLaws(compiled)
    self.compiled = compiled
    self.plans = plans
    self.inputs = inputs
    self.sizes = sizes
    let book = compiled.book
    let ordered = (0..<book.count).sorted {
      (book.segment[$0], -book.arr[$0], $0) < (book.segment[$1], -book.arr[$1], $1)
    }
    let every = max(1, book.count / Self.sampled)
    sample = stride(from: every / 2, to: ordered.count, by: every).map { ordered[$0] }
    let chosen = Set(sample)
    rest = ordered.filter { !chosen.contains($0) }
    cells = Parallel.map(count: plans.count) { model in
      let numbers = OuterNumbers(compiled, inputs)
      numbers.set([[Double](repeating: 0, count: inputs.scores.count)][...])
      let credit = ExpectedCredit(compiled, plans[model], numbers, inputs, sizes)
      credit.update()
      credit.add(accounts: ordered)
      return ExpectedCells(compiled, model: model) { credit.flows[$0][0] != 0 }
    }
  }

  /// Expected flows at some points.
  struct Values: Sendable {
    /// The number of points.
    fileprivate(set) var count = 0
    /// By batch of sixteen points and model: the cells of the ledger, by place among those expected.
    fileprivate var cells: [[[MoneyLanes]]] = []
    /// By batch and model: the sums of groups over the sampled accounts.
    fileprivate var sums: [[[MoneyLanes]]] = []

    var models: Range<Int> { 0..<(sums.first?.count ?? 0) }

    func groups(ofModel model: Int) -> Range<Int> { sums[0][model].indices }

    func value(_ model: Int, _ place: Int, _ point: Int) -> Double {
      cells[point / laneCount][model][place][point % laneCount]
    }

    func sum(_ model: Int, _ group: Int, _ point: Int) -> Double {
      sums[point / laneCount][model][group][point % laneCount]
    }

    /// - Precondition: The batches so far are full.
    mutating func append(_ other: Values) {
      precondition(count.isMultiple(of: laneCount), "points come sixteen at a time")
      count += other.count
      cells += other.cells
      sums += other.sums
    }
  }

  /// - Parameter ofAll: Whether to evaluate all accounts; else only the sample.
  func values(at points: ArraySlice<[Double]>, ofAll: Bool, tasks: Int) async throws -> Values {
    let batches = (points.count + laneCount - 1) / laneCount
    let results = try await Parallel.map(count: batches, tasks: tasks) {
      Evaluation(self)
    } body: { evaluation, batch in
      evaluation.numbers.set(points.dropFirst(batch * laneCount).prefix(laneCount))
      return zip(evaluation.models, cells).map { credit, cells in
        credit.update()
        credit.add(accounts: sample)
        var sums = [MoneyLanes](repeating: .zero, count: cells.groups.count)
        for cell in cells.cells { sums[cell.group] += credit.flows[cell.index] }
        guard ofAll else { return (cells: [MoneyLanes](), sums: sums) }
        credit.add(accounts: rest)
        return (cells.cells.map { credit.flows[$0.index] }, sums)
      }
    }
    return Values(
      count: points.count, cells: results.map { $0.map(\.cells) },
      sums: results.map { $0.map(\.sums) })
  }

  /// The working memory of a task.
  private final class Evaluation {
    let numbers: OuterNumbers
    let models: [ExpectedCredit]

    init(_ bench: ExpectedFlowsBench) {
      let numbers = OuterNumbers(bench.compiled, bench.inputs)
      self.numbers = numbers
      models = bench.plans.map {
        ExpectedCredit(bench.compiled, $0, numbers, bench.inputs, bench.sizes)
      }
    }
  }
}
