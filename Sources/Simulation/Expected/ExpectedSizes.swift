import Foundation
import Model
import Ownership
import Units

/// What sizes come to on average at sixteen points of ``OuterInputs``.
final class ExpectedSizes {
  private let compiled: CompiledScenario
  private let numbers: OuterNumbers
  private let index: RateIndex
  private let laws: SizeLaws
  /// By size, see ``RateIndex``: the mean, and the mean square over it.
  private let means: LaneBuffer<MoneyLanes>
  private let squaresOverMeans: LaneBuffer<MoneyLanes>
  /// By segment: the mean contraction and increase, capped at the whole, and the chance that a
  /// contraction leaves nothing.
  let contractions: LaneBuffer<MoneyLanes>
  let increases: LaneBuffer<MoneyLanes>
  let wholeContractions: LaneBuffer<MoneyLanes>

  init(_ compiled: CompiledScenario, _ numbers: OuterNumbers, _ laws: SizeLaws) {
    self.compiled = compiled
    self.numbers = numbers
    self.laws = laws
    index = RateIndex(compiled)
    let sizes = index.segments * RateIndex.sizesPerSegment
    means = LaneBuffer(repeating: .zero, count: sizes)
    squaresOverMeans = LaneBuffer(repeating: .zero, count: sizes)
    contractions = LaneBuffer(repeating: .zero, count: index.segments)
    increases = LaneBuffer(repeating: .zero, count: index.segments)
    wholeContractions = LaneBuffer(repeating: .zero, count: index.segments)
  }

  /// Reads the points that the numbers are set to.
  func update() {
    for (segment, outcomes) in compiled.outcomes.enumerated() {
      for stream in outcomes.streams.compactMap(\.self) {
        let size = index.size(ofStream: stream.stream.index, segment: segment)
        let law = laws.moments[stream.size.table]
        means[size] = scale(size) * law.mean
        squaresOverMeans[size] =
          law.mean > 0 ? scale(size) * (law.meanSquare / law.mean) : MoneyLanes()
      }
      let contraction = laws.moments[outcomes.contraction.size.table]
      let cuts = scale(index.contractionSize(segment: segment))
      contractions[segment] = cappedMean(contraction, cuts)
      increases[segment] = cappedMean(
        laws.moments[outcomes.priceIncrease.size.table],
        scale(index.increaseSize(segment: segment)))
      var whole = MoneyLanes()
      for lane in 0..<laneCount {
        // A size of exactly 1 is the whole as well.
        whole[lane] = max(0, 1 - contraction.below((1 / cuts[lane]).nextDown).chance)
        // The tails that no table has.
        if whole[lane] < 1e-6 { whole[lane] = 0 }
      }
      wholeContractions[segment] = whole
    }
  }

  @inline(__always)
  private func scale(_ size: Int) -> MoneyLanes { numbers.amount(numbers.places.sizes + size) }

  /// The mean of a size capped at 1.
  private func cappedMean(_ law: SizeMoments, _ scale: MoneyLanes) -> MoneyLanes {
    var mean = MoneyLanes()
    for lane in 0..<laneCount {
      mean[lane] =
        scale[lane] * law.mean(above: -.infinity, upTo: .infinity, cap: 1 / scale[lane])
    }
    return mean
  }

  /// The mean share of ARR of a stream's opportunities.
  @inline(__always)
  func mean(_ stream: Int, segment: Int) -> MoneyLanes {
    means[index.size(ofStream: stream, segment: segment)]
  }

  @inline(__always)
  func meanSquareOverMean(_ stream: Int, segment: Int) -> MoneyLanes {
    squaresOverMeans[index.size(ofStream: stream, segment: segment)]
  }

  // MARK: - Where the ARR of an account decides

  /// The chance that an opportunity goes a route that begins or ends at a line, and its mean share
  /// of ARR there, times that.
  ///
  /// - Parameters:
  ///   - arr: The mean ARR of a surviving account.
  ///   - spread: Its mean square over that mean squared.
  func share(
    of route: CreditPlan.Route, segment: Int, arr: MoneyLanes, spread: MoneyLanes
  ) -> (chance: MoneyLanes, mean: MoneyLanes) {
    let size = index.size(ofStream: route.stream.index, segment: segment)
    let law = law(route, segment)
    let scale = scale(size)
    var (chance, mean) = (MoneyLanes(), MoneyLanes())
    for lane in 0..<laneCount {
      let held = HeldARR(mean: arr[lane], spread: route.line.isShare ? 1 : spread[lane])
      // Chances count accounts; means count their ARR, whose law is shifted upwards.
      held.forEachNode(byARR: false) { weight, arr in
        chance[lane] += weight * law.below(route.line.share(ofARR: arr) / scale[lane]).chance
      }
      held.forEachNode(byARR: true) { weight, arr in
        let below = law.below(route.line.share(ofARR: arr) / scale[lane])
        mean[lane] += weight * below.sum * scale[lane]
      }
    }
    return route.side == .upToLine ? (chance, mean) : (1 - chance, means[size] - mean)
  }

  /// The share of a route's sales that is credited where no deal counts for more than a cap.
  func credited(
    _ route: CreditPlan.Route, segment: Int, cap: Double, arr: MoneyLanes, spread: MoneyLanes
  ) -> MoneyLanes {
    let law = law(route, segment)
    let scale = scale(index.size(ofStream: route.stream.index, segment: segment))
    var share = MoneyLanes.one
    for lane in 0..<laneCount where arr[lane] > 0 {
      let held = HeldARR(mean: arr[lane], spread: spread[lane])
      // Most accounts are too small for any deal to reach the cap.
      let reach = law.below(cap / (held.large * scale[lane]))
      guard law.mean - reach.sum > 1e-6 * law.mean else { continue }
      var (counted, all) = (0.0, 0.0)
      held.forEachNode(byARR: true) { weight, arr in
        let line = route.line.share(ofARR: arr) / scale[lane]
        let (low, high): (Double, Double) =
          switch route.side {
          case .all: (-.infinity, .infinity)
          case .upToLine: (-.infinity, line)
          case .aboveLine: (line, .infinity)
          }
        counted += weight * law.mean(above: low, upTo: high, cap: cap / (arr * scale[lane]))
        all += weight * law.mean(above: low, upTo: high, cap: .infinity)
      }
      if all > 0 { share[lane] = counted / all }
    }
    return share
  }

  private func law(_ route: CreditPlan.Route, _ segment: Int) -> SizeMoments {
    laws.moments[compiled.outcomes[segment].streams[route.stream.index]!.size.table]
  }
}

/// The ARR of a surviving account, taken as lognormal.
private struct HeldARR {
  let mean: Double
  private let deviation: Double

  init(mean: Double, spread: Double) {
    self.mean = mean
    deviation = spread > 1 + 1e-12 ? log(spread).squareRoot() : 0
  }

  /// An ARR that is hardly ever exceeded.
  var large: Double { deviation == 0 ? mean : mean * exp(4 * deviation) }

  /// Calls `body` with a few values that stand for all, by Gauss-Hermite.
  ///
  /// - Parameter byARR: Whether accounts count by their ARR.
  @inline(__always)
  func forEachNode(byARR: Bool, _ body: (_ weight: Double, _ arr: Double) -> Void) {
    guard deviation > 0 else { return body(1, mean) }
    let centre = mean * exp((byARR ? 0.5 : -0.5) * deviation * deviation)
    let step = exp(3.0.squareRoot() * deviation)
    body(2.0 / 3, centre)
    body(1.0 / 6, centre * step)
    body(1.0 / 6, centre / step)
  }
}
