import Foundation
import Statistics
import Units

/// The market's and the segments' shocks of every year, for the sixteen trials of a world.
final class ShockLuck {
  private let years: Int
  private let segments: [UInt64]
  /// At `year * segments + segment`: what the shocks multiply the odds of renewal by.
  let odds: LaneBuffer<Lanes>
  private let market: LaneBuffer<Double>

  private static let marketEntity = EntityHash.of("market")

  init(years: Int, segments: [String]) {
    self.years = years
    self.segments = segments.map { EntityHash.of("segment:" + $0) }
    odds = LaneBuffer(repeating: Lanes(repeating: 1), count: years * segments.count)
    market = LaneBuffer(repeating: 0, count: laneCount)
  }

  /// The market is an AR(1) that starts in its stationary law; segments are fresh each year.
  func draw(
    _ draws: Draws, firstTrial: Int, marketSD: Double, persistence: Double, segmentSD: Double
  ) {
    let innovation = marketSD * (1 - persistence * persistence).squareRoot()
    for year in 0..<years {
      let marketKey = DrawKey(entity: Self.marketEntity, purpose: .market, year: year)
      if marketSD > 0 {
        // Later years lean on the first, whose shock is the one that is worth spreading.
        let uniforms =
          year == 0
          ? draws.marketUniforms(marketKey, firstTrial: firstTrial)
          : (0..<laneCount).map { draws.uniform(marketKey, trial: firstTrial + $0) }
        for lane in 0..<laneCount {
          let z = StandardNormal.quantile(uniforms[lane])
          market[lane] = year == 0 ? marketSD * z : persistence * market[lane] + innovation * z
        }
      } else {
        market.fill(0)
      }
      for segment in segments.indices {
        let key = DrawKey(entity: segments[segment], purpose: .segment, year: year)
        for lane in 0..<laneCount {
          var shock = market[lane]
          if segmentSD > 0 {
            let z = StandardNormal.quantile(draws.uniform(key, trial: firstTrial + lane))
            shock += segmentSD * z
          }
          odds.scalars[(year * segments.count + segment) * laneCount + lane] = Float(exp(shock))
        }
      }
    }
  }
}
