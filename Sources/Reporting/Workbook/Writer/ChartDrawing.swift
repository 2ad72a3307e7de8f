/// A native chart of a sheet: what it shows of which cells, and how.
///
/// Everything a reader sees stays a cell or can be edited; series are named by cells, so that a
/// name is never taken for a formula.
struct ChartDrawing: Sendable {
  enum Kind: Hashable, Sendable {
    case line
    case columns
    case stackedColumns
    /// Points, with straight lines where a series has one.
    case points
  }

  struct Axis: Sendable {
    /// With its unit.
    var title: String
    var numbers: String?
    var least: Double?
    var most: Double?
    /// Between two labels.
    var step: Double?
    var isReversed = false
    var hasGridlines = false
    var showsLabels = true
  }

  enum Marker: Hashable, Sendable {
    case none
    case circle(size: Int)
    case diamond(size: Int)
  }

  struct Series: Sendable {
    let name: CellRange
    /// Nil where categories are counted.
    var categories: CellRange?
    let values: CellRange
    var colour: Colour
    /// Drawn in no colour: what columns stand on.
    var isInvisible = false
    /// In points; nil draws no line.
    var lineWidth: Double? = 2.25
    var isDashed = false
    var marker = Marker.none
    /// Half the length of an error bar, in the axis's unit.
    var xError: Double?
    var yError: Double?
    /// What stands beside its only point.
    var label = ""
    /// Named in the legend.
    var isListed = true
  }

  /// The question that the chart answers.
  var title: String
  var kind: Kind
  var x: Axis
  var y: Axis
  var series: [Series]
  var showsLegend = true
  /// Between columns, in percent of a column's width.
  var gap = 60
  /// What it shows, for those who do not see it.
  var description: String
}
