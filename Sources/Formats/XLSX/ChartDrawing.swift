/// A native chart of a sheet: which cells it shows, and how.
///
/// Everything a reader sees is a cell or can be edited; series are named by cells, so that a name is
/// never taken for a formula.
package struct ChartDrawing: Sendable {
  package enum Kind: Hashable, Sendable {
    case line
    case columns
    case stackedColumns
    /// Points, with straight lines where a series has one.
    case points
  }

  package struct Axis: Sendable {
    /// With its unit.
    package var title: String
    package var numbers: String?
    package var least: Double?
    package var most: Double?
    /// Between two labels.
    package var step: Double?
    package var isReversed: Bool
    package var hasGridlines: Bool
    package var showsLabels: Bool

    package init(
      title: String, numbers: String? = nil, least: Double? = nil, most: Double? = nil,
      step: Double? = nil, isReversed: Bool = false, hasGridlines: Bool = false,
      showsLabels: Bool = true
    ) {
      (self.title, self.numbers) = (title, numbers)
      (self.least, self.most, self.step) = (least, most, step)
      (self.isReversed, self.hasGridlines) = (isReversed, hasGridlines)
      self.showsLabels = showsLabels
    }
  }

  package enum Marker: Hashable, Sendable {
    case none
    case circle(size: Int)
    case diamond(size: Int)
  }

  package struct Series: Sendable {
    package let name: CellRange
    /// Nil if categories are counted.
    package var categories: CellRange?
    package let values: CellRange
    package var colour: Colour
    /// Drawn without colour: the base of stacked columns.
    package var isInvisible: Bool
    /// In points; nil draws no line.
    package var lineWidth: Double?
    package var isDashed: Bool
    package var marker: Marker
    /// Half the length of an error bar, in the axis's unit.
    package var xError: Double?
    package var yError: Double?
    /// The label of its only point.
    package var label: String
    /// Whether it is in the legend.
    package var isListed: Bool

    package init(
      name: CellRange, categories: CellRange? = nil, values: CellRange, colour: Colour,
      isInvisible: Bool = false, lineWidth: Double? = 2.25, isDashed: Bool = false,
      marker: Marker = .none, xError: Double? = nil, yError: Double? = nil, label: String = "",
      isListed: Bool = true
    ) {
      (self.name, self.categories, self.values) = (name, categories, values)
      (self.colour, self.isInvisible) = (colour, isInvisible)
      (self.lineWidth, self.isDashed, self.marker) = (lineWidth, isDashed, marker)
      (self.xError, self.yError) = (xError, yError)
      (self.label, self.isListed) = (label, isListed)
    }
  }

  /// The question that the chart answers.
  package var title: String
  package var kind: Kind
  package var x: Axis
  package var y: Axis
  package var series: [Series]
  package var showsLegend: Bool
  /// Between columns, in percent of a column's width.
  package var gap: Int
  /// What it shows, for those who cannot see it.
  package var description: String

  package init(
    title: String, kind: Kind, x: Axis, y: Axis, series: [Series], showsLegend: Bool = true,
    gap: Int = 60, description: String
  ) {
    (self.title, self.kind, self.x, self.y) = (title, kind, x, y)
    (self.series, self.showsLegend, self.gap) = (series, showsLegend, gap)
    self.description = description
  }
}
