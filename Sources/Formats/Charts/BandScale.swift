/// Gives each of some categories a band of equal width: the band of category *i* has its middle at
/// *i*, so that categories stand on an axis like numbers.
package struct BandScale: Hashable, Sendable {
  /// At least one.
  package let count: Int

  package init(count: Int) {
    precondition(count > 0, "an axis without categories")
    self.count = count
  }

  /// From the edge of the first band to that of the last.
  package var domain: ClosedRange<Double> { -0.5...Double(count) - 0.5 }

  /// A stretch around the middle of a band.
  ///
  /// - Parameter share: Of the band's width.
  package func stretch(_ category: Int, share: Double) -> ClosedRange<Double> {
    let middle = Double(category)
    return middle - share / 2...middle + share / 2
  }
}
