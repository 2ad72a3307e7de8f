import Model
import Statistics
import Units

/// Every assumption of a scenario, once, so that a world is a row of numbers.
struct AssumptionTable: Sendable {
  /// The index of an assumption in a world's row.
  typealias ID = Int

  private(set) var assumptions: [Assumption] = []
  private var entities: [UInt64] = []
  private var idsByKey: [String: ID] = [:]

  /// The index of `assumption`; the same key has the same index.
  mutating func id(of assumption: Assumption) -> ID {
    if let known = idsByKey[assumption.key] { return known }
    let id = assumptions.count
    assumptions.append(assumption)
    entities.append(EntityHash.of(assumption.key))
    idsByKey[assumption.key] = id
    return id
  }

  /// The stated value of each assumption: its mean.
  var means: [Double] { assumptions.map(\.mean) }

  /// The index of each assumption that is uncertain.
  var uncertain: [ID] { assumptions.indices.filter { !assumptions[$0].isCertain } }

  /// The values of a world, dealt by deck.
  func values(inWorld world: Int, draws: Draws) -> [Double] {
    assumptions.indices.map { id in
      let assumption = assumptions[id]
      if assumption.isCertain { return assumption.mean }
      return assumption.distribution.quantile(uniform(id, inWorld: world, draws: draws))
    }
  }

  /// The probability of an uncertain assumption's value in a world.
  func uniform(_ id: ID, inWorld world: Int, draws: Draws) -> Double {
    draws.dealtUniform(DrawKey(entity: entities[id], purpose: .assumption), world: world)
  }
}
