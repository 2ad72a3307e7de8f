import Foundation

/// An axis of a chart: numbers or categories.
package struct Axis: Sendable {
  package enum Content: Sendable {
    /// Numbers, with ticks in their format.
    case numbers(FigureFormat)
    /// Numbers of which the domain holds decimal logarithms, with a tick at each power of ten.
    case decades(FigureFormat)
    /// Names with a band each.
    case categories([String])
  }

  package let domain: ClosedRange<Double>
  package let content: Content
  /// What it measures, in words; nil if the chart says it.
  package let title: String?

  /// An axis of numbers with round ends.
  package static func numbers(
    covering values: some Sequence<Double>, _ format: FigureFormat, title: String? = nil
  ) -> Axis {
    Axis(
      domain: LinearScale.niceDomain(covering: values), content: .numbers(format), title: title)
  }

  /// An axis of numbers with these ends.
  package static func numbers(
    _ domain: ClosedRange<Double>, _ format: FigureFormat, title: String? = nil
  ) -> Axis {
    Axis(domain: domain, content: .numbers(format), title: title)
  }

  /// An axis of numbers on a logarithmic scale: marks have decimal logarithms too.
  ///
  /// - Parameter domain: Powers of ten.
  package static func decades(
    _ domain: ClosedRange<Double>, _ format: FigureFormat, title: String? = nil
  ) -> Axis {
    Axis(domain: domain, content: .decades(format), title: title)
  }

  /// An axis with a band for each name.
  package static func categories(_ names: [String], title: String? = nil) -> Axis {
    Axis(
      domain: BandScale(count: names.count).domain, content: .categories(names), title: title)
  }

  package var isOfNumbers: Bool {
    if case .categories = content { false } else { true }
  }

  /// The labels of the axis and where they go: all categories, or as many round numbers as fit.
  package func ticks(count: Int) -> [(value: Double, label: String)] {
    switch content {
    case .numbers(let format):
      LinearScale.ticks(in: domain, count: count).map { ($0, format.tick($0)) }
    case .decades(let format):
      stride(from: domain.lowerBound, through: domain.upperBound, by: 1).map {
        ($0, format.tick(pow(10, $0)))
      }
    case .categories(let names): names.enumerated().map { (Double($0), $1) }
    }
  }
}

/// Maps a pane's numbers to positions in the picture.
struct Plot: Sendable {
  let x: LinearScale
  let y: LinearScale

  let left: Double
  let right: Double
  let top: Double
  let bottom: Double

  /// Rows of categories go down, numbers go up.
  init(x: Axis, y: Axis, left: Double, right: Double, top: Double, height: Double) {
    (self.left, self.right) = (left, right)
    (self.top, bottom) = (top, top + height)
    self.x = LinearScale(x.domain, from: left, to: right)
    self.y =
      y.isOfNumbers
      ? LinearScale(y.domain, from: top + height, to: top)
      : LinearScale(y.domain, from: top, to: top + height)
  }

  func callAsFunction(_ point: Mark.Point) -> (x: Double, y: Double) {
    (x(point.x), y(point.y))
  }
}
