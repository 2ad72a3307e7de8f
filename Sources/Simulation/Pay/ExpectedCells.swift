import Model
import Ownership

/// The cells of a model's ledger in which anything is expected, grouped by role, flow and year.
struct ExpectedCells: Sendable {
  struct Group: Hashable, Sendable {
    /// Nil for the company.
    let role: Role?
    let flow: Flow
    let year: Int
  }

  struct Cell: Sendable {
    /// In the ledger.
    let index: Int
    let group: Int
    /// Of opening ARR: where the row's changes of that year end, and their group.
    var changes: (index: Int, group: Int)?
  }

  let size: Int
  private(set) var groups: [Group] = []
  private(set) var cells: [Cell] = []
  private var groupIndex: [Group: Int] = [:]

  /// - Parameter isExpected: By index in the ledger.
  init(_ compiled: CompiledScenario, model: Int, isExpected: (Int) -> Bool) {
    let layout = compiled.pilotLedgers[model]
    let seats = compiled.models[model].seats
    size = layout.size
    for row in 0...seats.count {
      let role = row == 0 ? nil : seats[row - 1].role
      func offset(_ flow: Flow) -> Int {
        role.map { layout.offset(flow, role: $0) } ?? layout.companyOffset(flow)
      }
      for flow in Flow.allCases where offset(flow) >= 0 {
        for year in 0..<compiled.timeline.years {
          let first = layout.rowStart[row] + offset(flow) + year * layout.binsPerYear
          let expected = (first..<first + layout.binsPerYear).filter(isExpected)
          guard !expected.isEmpty else { continue }
          let group = index(Group(role: role, flow: flow, year: year))
          for index in expected { cells.append(Cell(index: index, group: group)) }
          guard flow == .start, offset(.change) >= 0 else { continue }
          cells[cells.count - 1].changes = (
            layout.rowStart[row] + offset(.change) + (year + 1) * layout.binsPerYear - 1,
            self.index(Group(role: role, flow: .change, year: year))
          )
        }
      }
    }
  }

  /// The group of the opening ARR behind a group of changes.
  func opening(ofGroup group: Int) -> Int? {
    groupIndex[Group(role: groups[group].role, flow: .start, year: groups[group].year)]
  }

  private mutating func index(_ group: Group) -> Int {
    if let known = groupIndex[group] { return known }
    groupIndex[group] = groups.count
    groups.append(group)
    return groups.count - 1
  }
}
