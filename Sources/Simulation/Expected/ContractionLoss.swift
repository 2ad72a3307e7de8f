import Foundation
import Model

/// How much of a contraction is still a loss at the year's end, where sales of the same year make
/// up for some of it: E max(0, 1 - G (1 - c)) for a contraction *c* and growth *G* by a Poisson
/// number of sales.
struct ContractionLoss: Sendable {
  /// By number of sales: the loss over the mean contraction.
  private let shares: [Double]

  private static let mostSales = 8
  private static let steps = 96
  private static let quantiles = 64

  /// The sizes of sales are mixed as the segment's stated rates say.
  init(_ compiled: CompiledScenario, segment: Int) {
    let outcomes = compiled.outcomes[segment]
    let means = compiled.assumptions.means
    func sizes(_ size: OutcomeTable.Size) -> [Double] {
      let scale = size.scale.map { means[$0] } ?? 1
      return (0..<Self.quantiles).map {
        let u = (Float($0) + 0.5) / Float(Self.quantiles)
        return Double(compiled.sizeTables[size.table].value(at: u)) * scale
      }
    }
    let contractions = sizes(outcomes.contraction.size).map { min(1, $0) }
    let mean = contractions.reduce(0, +)
    let partial = contractions.filter { $0 < 1 }
    let reach = -log1p(-(partial.max() ?? 0))
    guard mean > 0 else {
      shares = [1]
      return
    }
    let step = max(reach, 1e-9) / Double(Self.steps)
    // The law of the log of a sale's growth on a grid, each value shared by its two neighbours.
    var one = [Double](repeating: 0, count: Self.steps + 1)
    var total = 0.0
    for stream in outcomes.streams.compactMap(\.self) {
      let wins =
        stream.stream.hasFunnel && stream.observed != .wins
        ? means[stream.won] * means[stream.accepted]
          * (stream.observed == .arrivals ? means[stream.found] : 1) : 1
      let rate = means[stream.perYear] * wins
      total += rate
      for size in sizes(stream.size) {
        let place = log1p(max(0, size)) / step
        let below = Int(min(place, Double(Self.steps + 1)))
        let weight = rate / Double(Self.quantiles)
        if below <= Self.steps { one[below] += weight * (Double(below + 1) - place) }
        if below < Self.steps { one[below + 1] += weight * (place - Double(below)) }
      }
    }
    guard total > 0 else {
      shares = [1]
      return
    }
    for index in one.indices { one[index] /= total }
    let growth = (0...Self.steps).map { exp(Double($0) * step) }
    var grown = [Double](repeating: 0, count: Self.steps + 1)
    grown[0] = 1
    var shares: [Double] = []
    for _ in 0...Self.mostSales {
      var loss = 0.0
      for contraction in contractions {
        if contraction >= 1 {
          loss += 1
          continue
        }
        for index in grown.indices where grown[index] > 0 {
          loss += grown[index] * max(0, 1 - growth[index] * (1 - contraction))
        }
      }
      shares.append(loss / mean)
      var next = [Double](repeating: 0, count: Self.steps + 1)
      for index in grown.indices where grown[index] > 0 {
        for more in 0...Self.steps - index { next[index + more] += grown[index] * one[more] }
      }
      grown = next
    }
    self.shares = shares
  }

  /// The expected loss.
  ///
  /// - Parameters:
  ///   - contraction: The mean contraction.
  ///   - sales: The expected number of sales in the year.
  func loss(of contraction: MoneyLanes, sales: MoneyLanes) -> MoneyLanes {
    guard shares.count > 1 else { return contraction }
    var chance = exponential(-sales)
    var sum = MoneyLanes()
    for (number, share) in shares.enumerated() {
      sum += chance * share
      chance *= sales / Double(number + 1)
    }
    return contraction * sum
  }
}

/// The sizes of a scenario, summed up for expectations.
struct SizeLaws: Sendable {
  /// By table of sizes.
  let moments: [SizeMoments]
  /// By segment.
  let losses: [ContractionLoss]

  init(_ compiled: CompiledScenario) {
    moments = compiled.sizeTables.map { SizeMoments($0) }
    losses = compiled.outcomes.indices.map { ContractionLoss(compiled, segment: $0) }
  }
}
