import Model
import Statistics
import Units

/// Every assumption of a scenario, once, so that a world is a row of numbers.
struct AssumptionTable: Sendable {
  /// The index of an assumption in a world's row.
  typealias ID = Int

  private(set) var assumptions: [Assumption] = []
  /// The stated value of each assumption: its mean. Everything is planned by it.
  private(set) var means: [Double] = []
  /// What turned out otherwise.
  private var outturns: [ID: Double] = [:]
  /// Those that are uncertain.
  private var laws: [(id: ID, law: Distribution)] = []
  private var keys: [DrawKey] = []
  private var idsByKey: [String: ID] = [:]
  /// By assumption: who reads it.
  private var readers: [Set<Reader>] = []

  /// A part of a run that reads a world's values.
  enum Reader {
    /// Accounts and people.
    case play
    /// What turns that into money.
    case settlement
  }

  /// The index of `assumption`; the same key has the same index.
  mutating func id(of assumption: Assumption, for reader: Reader = .play) -> ID {
    if let known = idsByKey[assumption.key] {
      readers[known].insert(reader)
      return known
    }
    let id = assumptions.count
    readers.append([reader])
    assumptions.append(assumption)
    means.append(assumption.mean)
    keys.append(DrawKey(entity: EntityHash.of(assumption.key), purpose: .assumption))
    if !assumption.isCertain { laws.append((id, assumption.distribution)) }
    idsByKey[assumption.key] = id
    return id
  }

  /// The index of each assumption of a map, in the order of their keys: a map's own order is another
  /// one in every process.
  mutating func ids<Key>(of assumptions: [Key: Assumption]) -> [Key: ID] {
    for assumption in assumptions.values.sorted(by: { $0.key < $1.key }) { _ = id(of: assumption) }
    return assumptions.mapValues { id(of: $0) }
  }

  /// Whether an assumption here has the key.
  func has(_ key: String) -> Bool { idsByKey[key] != nil }

  /// Lets an assumption turn out to be a value in every world: it is no longer drawn. All others keep
  /// their draws.
  ///
  /// - Returns: False if no assumption here has the key.
  mutating func turn(_ key: String, to value: Double) -> Bool {
    guard let id = idsByKey[key] else { return false }
    outturns[id] = value
    laws.removeAll { $0.id == id }
    return true
  }

  /// The index of each assumption that is uncertain.
  var uncertain: [ID] { laws.map(\.id) }

  /// The values of a world, dealt by deck.
  ///
  /// - Parameter reader: Who reads them; nil: any. What others read is NaN, so that no figure can come
  ///   of it unnoticed.
  func values(inWorld world: Int, draws: Draws, for reader: Reader? = nil) -> [Double] {
    var values = means(for: reader)
    for (id, value) in outturns where !values[id].isNaN { values[id] = value }
    for (id, law) in laws where !values[id].isNaN {
      values[id] = law.quantile(uniform(id, inWorld: world, draws: draws))
    }
    return values
  }

  /// ``means``; NaN for what others read.
  func means(for reader: Reader?) -> [Double] {
    guard let reader else { return means }
    return zip(means, readers).map { $1.contains(reader) ? $0 : .nan }
  }

  /// The probability of an uncertain assumption's value in a world.
  func uniform(_ id: ID, inWorld world: Int, draws: Draws) -> Double {
    draws.dealtUniform(keys[id], world: world)
  }
}
