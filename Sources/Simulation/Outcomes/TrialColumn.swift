public import Ownership

/// A figure of one model with a value in every trial. Years count from 0; money is undiscounted
/// unless stated otherwise.
///
/// ```swift
/// let churn = model.column(.walk(.churn, year: 0))
/// let pay = model.sum(model.roles.map { .cost(.pay, role: $0, year: 0) })
/// ```
public enum TrialColumn: Hashable, Sendable {
  /// A line of the whole book's ARR walk in a year.
  case walk(WalkItem, year: Int)
  /// The same for one segment.
  case segmentWalk(WalkItem, segment: Int, year: Int)
  case cost(CostItem, role: Role, year: Int)
  /// Target incentive of the people in a role, for the time they were there.
  case targetIncentive(role: Role, year: Int)
  /// Margin forgone on hours not spent on new customers.
  case distraction(year: Int)
  /// Gross margin on ARR through the year.
  case margin(year: Int)
  /// Discounted margin less people and distraction of a quarter of the horizon.
  case quarterValue(Int)
  /// Discounted value of the horizon, with the terminal multiple.
  case value
  /// ARR that the first year's cohort is expected to hold at the end of a year, given the trial's
  /// assumptions, shocks and people; only if means are adjusted and it has a closed form.
  case expectedARR(year: Int)
}

/// A column of a weighted sum, with its factor.
public struct ColumnTerm: Hashable, Sendable {
  public let column: TrialColumn
  public let factor: Double

  public init(_ column: TrialColumn, times factor: Double = 1) {
    self.column = column
    self.factor = factor
  }
}

/// What people cost, item by item.
public enum CostItem: Int, CaseIterable, Sendable {
  case base
  /// Variable pay.
  case pay
  /// Payroll taxes and benefits on base and pay.
  case burden
  case tools
  case hiring
  case severance

  /// The name in CSV columns: that of the case.
  public var name: String { "\(self)" }
}

/// Which columns of a model are kept, and the index of each.
///
/// The walk is kept by segment; lines of the whole book are sums.
public struct ColumnLayout: Sendable {
  public let columns: [TrialColumn]
  private let indices: [TrialColumn: Int]
  private let segments: Int

  init(model: CompiledModel, years: Int, segments: Int, hasExpected: Bool = false) {
    var columns: [TrialColumn] = []
    for year in 0..<years {
      for segment in 0..<segments {
        columns += WalkItem.allCases.map { .segmentWalk($0, segment: segment, year: year) }
      }
      for role in model.roles {
        columns += CostItem.allCases.map { .cost($0, role: role, year: year) }
        columns.append(.targetIncentive(role: role, year: year))
      }
      columns.append(.distraction(year: year))
      columns.append(.margin(year: year))
    }
    columns += (0..<years * 4).map { .quarterValue($0) }
    columns.append(.value)
    if hasExpected { columns += (0..<years).map { .expectedARR(year: $0) } }
    self.columns = columns
    self.segments = segments
    indices = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
  }

  /// The index of a kept column; nil for others, such as those of a role that the model does not
  /// use.
  public func index(of column: TrialColumn) -> Int? { indices[column] }

  /// The indices of what a role costs in a year, in the order of ``CostItem``.
  ///
  /// - Precondition: The model uses the role.
  func costs(of role: Role, year: Int) -> Range<Int> {
    let first = index(of: .cost(CostItem.allCases[0], role: role, year: year))!
    return first..<first + CostItem.allCases.count
  }

  /// The indices of the columns that add up to a column; none if the model does not have it.
  func indices(of column: TrialColumn) -> [Int] {
    guard case .walk(let item, let year) = column else {
      return index(of: column).map { [$0] } ?? []
    }
    return (0..<segments).compactMap { index(of: .segmentWalk(item, segment: $0, year: year)) }
  }
}
