import Model
import Statistics

/// The outcomes of a segment, with each assumption as its index in a world.
struct OutcomeTable: Sendable {
  struct Change: Sendable {
    var chance: AssumptionTable.ID
    var size: Size
  }

  /// A distribution of sizes: a quantile table and, if the mean is uncertain, its scale.
  struct Size: Sendable {
    /// The index in ``CompiledScenario/sizeTables``.
    var table: Int
    var scale: AssumptionTable.ID?
  }

  struct StreamOutcome: Sendable {
    var stream: ExpansionStream
    var perYear: AssumptionTable.ID
    var observed: Expansion.Observed
    var found: AssumptionTable.ID
    var accepted: AssumptionTable.ID
    var won: AssumptionTable.ID
    var size: Size
  }

  var renewal: AssumptionTable.ID
  var contraction: Change
  var priceIncrease: Change
  var escalator: AssumptionTable.ID
  /// By ``ExpansionStream`` in the order of its cases; nil if the stream's rate is certainly 0.
  var streams: [StreamOutcome?]
}

extension ExpansionStream {
  /// The index of the stream in every table by stream.
  var index: Int {
    switch self {
    case .organicGrowth: 0
    case .upsell: 1
    case .crossSell: 2
    case .crossStakeholder: 3
    case .crossDivision: 4
    }
  }

  var purpose: Purpose {
    switch self {
    case .organicGrowth: .organicGrowth
    case .upsell: .upsell
    case .crossSell: .crossSell
    case .crossStakeholder: .crossStakeholder
    case .crossDivision: .crossDivision
    }
  }
}

extension OutcomeTable {
  init(_ outcomes: SegmentOutcomes, assumptions: inout AssumptionTable, sizes: inout SizeTables) {
    func size(_ law: SizeLaw) -> Size {
      Size(
        table: sizes.index(of: law.distribution),
        scale: law.scale.map { assumptions.id(of: $0) })
    }
    func change(_ change: SegmentOutcomes.Change) -> Change {
      Change(chance: assumptions.id(of: change.chance), size: size(change.size))
    }
    renewal = assumptions.id(of: outcomes.renewal)
    contraction = change(outcomes.contraction)
    priceIncrease = change(outcomes.priceIncrease)
    escalator = assumptions.id(of: outcomes.escalator)
    streams = ExpansionStream.allCases.map { stream in
      guard let expansion = outcomes.expansion[stream],
        !(expansion.perYear.isCertain && expansion.perYear.mean == 0)
      else { return nil }
      return StreamOutcome(
        stream: stream, perYear: assumptions.id(of: expansion.perYear),
        observed: expansion.observed, found: assumptions.id(of: expansion.found),
        accepted: assumptions.id(of: expansion.accepted), won: assumptions.id(of: expansion.won),
        size: size(expansion.size))
    }
  }
}

/// The quantile tables of sizes, each distribution once.
struct SizeTables {
  private(set) var tables: [QuantileTable] = []
  private var indices: [Distribution: Int] = [:]

  mutating func index(of distribution: Distribution) -> Int {
    if let known = indices[distribution] { return known }
    indices[distribution] = tables.count
    tables.append(QuantileTable(distribution))
    return tables.count - 1
  }
}
