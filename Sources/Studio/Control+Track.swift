import Formats
import Foundation
import Language

/// The values that a slider runs over.
struct Track: Sendable {
  let low: Double
  let high: Double
  /// 1, 2 or 5 times a power of ten: 50 to 200 of them make the track.
  let step: Double
}

extension ScenarioControl {
  /// Nil for what has no slider.
  var track: Track? {
    switch kind {
    case .belief(let low, let high, let quantity):
      // From P5 to P95, and a quarter of that on each side: of a normal law, whose P10 and P90 these are.
      let room = 0.463 * (high - low)
      return Track(low - room, high + room, quantity)
    case .number(let value, let quantity) where value != 0:
      return Track(min(value / 2, value * 2), max(value / 2, value * 2), quantity)
    case .number(_, let quantity):
      switch quantity.unit {
      case .share, .ratio, .proportion, .number: return Track(0, 1, quantity)
      case .count: return Track(0, 20, quantity)
      case .money: return nil
      }
    case .choice, .text: return nil
    }
  }
}

extension Track {
  fileprivate init?(_ low: Double, _ high: Double, _ quantity: Quantity) {
    let least = quantity.includesLowest ? quantity.lowest : 0
    let (low, high) = (max(least, low), min(quantity.highest, high))
    guard low < high else { return nil }
    let rough = (high - low) / 100
    let power = pow(10, log10(rough).rounded(.down))
    var step = power * ([1, 2, 5].last { $0 * power <= rough * 1.0001 } ?? 1)
    if quantity.unit == .count { step = max(1, step.rounded()) }
    self.low = (low / step).rounded(.down) * step
    self.high = (high / step).rounded(.up) * step
    self.step = step
    guard quantity.contains(self.high) || self.high > quantity.highest else { return nil }
  }
}
