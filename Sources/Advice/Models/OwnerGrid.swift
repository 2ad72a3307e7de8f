public import Model
public import Ownership

/// Who owns each motion in each segment, every cell on its own.
///
/// Unlike an ``OwnerTable`` nothing follows anything: changing one cell changes no other.
public struct OwnerGrid: Hashable, Sendable {
  private var assignments: [OwnerCell: Assignment] = [:]

  public init() {}

  /// The cells of a table, for the segments of a book.
  public init(_ owners: OwnerTable, segments: [Segment]) {
    for segment in segments {
      for motion in Motion.allCases {
        self[OwnerCell(segment: segment.name, motion: motion)] = owners.assignment(
          segment: segment.name, tier: segment.tier, motion: motion)
      }
    }
  }

  public subscript(cell: OwnerCell) -> Assignment? {
    get { assignments[cell] }
    set { assignments[cell] = newValue }
  }

  /// The grid with one cell changed.
  public func setting(_ cell: OwnerCell, to assignment: Assignment) -> OwnerGrid {
    var grid = self
    grid[cell] = assignment
    return grid
  }

  /// The table with these cells, by named segments.
  public var table: OwnerTable {
    var rows: [SegmentSelector: OwnerTable.Row] = [:]
    for (cell, assignment) in assignments {
      rows[.named(cell.segment), default: [:]][.motion(cell.motion)] = assignment
    }
    return OwnerTable(rows)
  }
}
