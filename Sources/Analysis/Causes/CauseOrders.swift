import Simulation

/// How the difference between two models is divided among its causes: a cause's part is what the
/// difference grows by as the cause is switched, averaged over an order of switching and its reverse.
///
/// In either order the parts add up to the difference. Where causes interact in pairs only, the average
/// is Shapley's value exactly; where three or more act together, ``orderMatters`` says so.
///
/// - Reference: Castro, Gómez and Tejada, "Polynomial calculation of the Shapley value based on
///   sampling", Computers & Operations Research 36, 2009.
struct CauseOrders {
  /// A weighted sum of what blends come to.
  typealias Weights = [ModelBlend: Double]

  /// Causes that are switched one after the other, without others in between: load and vacancies are
  /// of people, and follow them.
  private let players: [[Cause]]
  private let orders: [[Cause]]

  /// - Parameter causes: Those that change anything.
  init(_ causes: [Cause]) {
    let people = causes.filter { $0 == .people || $0.isOfPeople }
    players = causes.filter { !$0.isOfPeople }.map { $0 == .people ? people : [$0] }
    orders = [
      players.flatMap(\.self),
      players.reversed().flatMap { player in
        player.prefix(1) + player.dropFirst().reversed()
      },
    ]
  }

  /// All causes together.
  var all: Set<Cause> { Set(players.joined()) }

  /// The difference itself.
  var difference: Weights { Self.difference(all) }

  /// The part of a cause.
  func part(of cause: Cause) -> Weights {
    orders.reduce(into: [:]) { weights, order in
      let index = order.firstIndex(of: cause)!
      Self.add(
        order[...index], less: order[..<index], times: 1 / Double(orders.count), to: &weights)
    }
  }

  /// By how much the order matters: the difference less the mean, for each cause, of its step as the
  /// first and as the last. 0 where causes interact in pairs only.
  var orderMatters: Weights {
    guard players.count > 1 else { return [:] }
    return players.reduce(into: difference) { weights, player in
      Self.add(player, less: [], times: -0.5, to: &weights)
      Self.add(all, less: all.subtracting(player), times: -0.5, to: &weights)
    }
  }

  /// Every blend that the parts and their check need, the second model and the first before all others.
  var blends: [ModelBlend] {
    let whole = ModelBlend(all)
    let needed = orders[0].map(part) + [orderMatters]
    return needed.reduce(into: whole == whole.reference ? [whole] : [whole, whole.reference]) {
      blends, weights in
      // A dictionary's own order is another one in every process.
      let others = weights.keys.filter { !blends.contains($0) }
      blends += others.sorted { $0.order.lexicographicallyPrecedes($1.order) }
    }
  }

  private static func difference(_ causes: some Sequence<Cause>) -> Weights {
    var weights: Weights = [:]
    add(causes, less: [Cause](), times: 1, to: &weights)
    return weights
  }

  private static func add(
    _ causes: some Sequence<Cause>, less before: some Sequence<Cause>, times factor: Double,
    to weights: inout Weights
  ) {
    for (causes, sign) in [(Set(causes), factor), (Set(before), -factor)] {
      let blend = ModelBlend(causes)
      weights[blend, default: 0] += sign
      weights[blend.reference, default: 0] -= sign
    }
    weights = weights.filter { $0.value != 0 }
  }
}

extension ModelBlend {
  /// The places of its causes among all.
  fileprivate var order: [Int] {
    Cause.allCases.indices.filter { causes.contains(Cause.allCases[$0]) }
  }
}
