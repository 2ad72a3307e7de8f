import Foundation

/// Maps numbers of a domain to positions in a picture, linearly.
package struct LinearScale: Hashable, Sendable {
  let domain: ClosedRange<Double>
  /// The positions of the domain's ends; the first may be the larger.
  let start: Double
  let end: Double

  /// - Precondition: The domain has a width.
  init(_ domain: ClosedRange<Double>, from start: Double, to end: Double) {
    precondition(domain.upperBound > domain.lowerBound, "a domain without width")
    self.domain = domain
    self.start = start
    self.end = end
  }

  /// The position of a number, even one outside the domain.
  func callAsFunction(_ value: Double) -> Double {
    let share = (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
    return start + share * (end - start)
  }

  /// The smallest domain with round ends that covers all finite `values`; never without width.
  package static func niceDomain(covering values: some Sequence<Double>) -> ClosedRange<Double> {
    let finite = values.filter(\.isFinite)
    guard var low = finite.min(), var high = finite.max() else { return 0...1 }
    // If the width were mere rounding error, ticks would have equal labels.
    let least = max(low.magnitude, high.magnitude) * 1e-6
    if high - low <= least {
      let room = low == 0 ? 1 : low.magnitude * 0.05
      (low, high) = (low - room, high + room)
    }
    let step = niceStep(width: high - low, count: 5)
    return (low / step + 1e-9).rounded(.down) * step...(high / step - 1e-9).rounded(.up) * step
  }

  /// The round step that divides a width into about `count` parts: 1, 2 or 5 times a power of ten.
  static func niceStep(width: Double, count: Int) -> Double {
    let raw = width / Double(Swift.max(1, count))
    let power = pow(10, log10(raw).rounded(.down))
    let factor: Double =
      switch raw / power {
      case ..<1.5: 1
      case ..<3.5: 2
      case ..<7.5: 5
      default: 10
      }
    return factor * power
  }

  /// The round numbers of a domain, about `count` of them, rising.
  static func ticks(in domain: ClosedRange<Double>, count: Int) -> [Double] {
    let step = niceStep(width: domain.upperBound - domain.lowerBound, count: count)
    let first = Int((domain.lowerBound / step - 1e-9).rounded(.up))
    let last = Int((domain.upperBound / step + 1e-9).rounded(.down))
    guard first <= last else { return [] }
    return (first...last).map { Double($0) * step }
  }
}

/// Gives each category a band of equal width. The band of category *i* is centred on *i*, so that
/// categories share an axis with numbers.
package struct BandScale: Hashable, Sendable {
  /// At least one.
  package let count: Int

  package init(count: Int) {
    precondition(count > 0, "an axis without categories")
    self.count = count
  }

  /// From the edge of the first band to that of the last.
  package var domain: ClosedRange<Double> { -0.5...Double(count) - 0.5 }

  /// An interval around the middle of a band.
  ///
  /// - Parameter share: Of the band's width.
  package func stretch(_ category: Int, share: Double) -> ClosedRange<Double> {
    let middle = Double(category)
    return middle - share / 2...middle + share / 2
  }
}
