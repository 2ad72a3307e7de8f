import Units

/// Searches the combinations of a grid for what serves an aim best, without trying all of them.
///
/// A Latin hypercube of combinations is tried first. From the best of them a pattern search moves one
/// key at a time by a stride that halves whenever no move helps, down to a single step. All trials
/// have the same luck, so that what is compared is not luck.
///
/// - Reference: Hooke and Jeeves, "Direct Search Solution of Numerical and Statistical Problems",
///   Journal of the ACM 8, 1961.
public struct SweepSearch: Sendable {
  /// A combination: for each key the place of its value.
  public typealias Place = [Int]

  /// The place that serves the aim best, and all that were tried, in order.
  public struct Found: Sendable {
    public let best: Place
    public let tried: [Place]
  }

  /// By key: how many values it has.
  private let sizes: [Int]
  private let aim: SweepAim

  public init(sizes: [Int], aim: SweepAim) {
    precondition(sizes.allSatisfy { $0 > 0 }, "a value for each key")
    self.sizes = sizes
    self.aim = aim
  }

  /// - Parameters:
  ///   - start: Places to begin with, at least one.
  ///   - scores: The scores of some places, in their order; asked for each once.
  public func find(
    from start: [Place], scores: ([Place]) async throws -> [VariantScores]
  ) async throws -> Found {
    var known: [Place: VariantScores.Score] = [:]
    var tried: [Place] = []
    func score(_ places: [Place]) async throws {
      var missing: [Place] = []
      for place in places where known[place] == nil && !missing.contains(place) {
        missing.append(place)
      }
      guard !missing.isEmpty else { return }
      for (place, scores) in zip(missing, try await scores(missing)) {
        known[place] = aim.best(of: scores)
      }
      tried += missing
    }
    try await score(start)
    var best = start.max { aim.isWorse(known[$0]!, known[$1]!) }!
    var strides = sizes.map { max(1, $0 / 4) }
    while true {
      let moves = neighbours(of: best, strides)
      try await score(moves)
      if let next = moves.max(by: { aim.isWorse(known[$0]!, known[$1]!) }),
        aim.isWorse(known[best]!, known[next]!)
      {
        best = next
      } else if strides.contains(where: { $0 > 1 }) {
        strides = strides.map { max(1, $0 / 2) }
      } else {
        return Found(best: best, tried: tried)
      }
    }
  }

  /// The places a stride away along each key.
  public func neighbours(of place: Place, _ strides: [Int]) -> [Place] {
    place.indices.flatMap { key in
      [-strides[key], strides[key]].compactMap { move in
        var next = place
        next[key] = min(max(next[key] + move, 0), sizes[key] - 1)
        return next == place ? nil : next
      }
    }
  }
}
