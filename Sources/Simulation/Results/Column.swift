public import Ownership

/// A figure of one model that every trial has a value of. Years count from 0; money is not
/// discounted unless said.
public enum Column: Hashable, Sendable {
  /// A line of the ARR walk of a year, of the whole book.
  case walk(WalkItem, year: Int)
  /// The same of a segment.
  case segmentWalk(WalkItem, segment: Int, year: Int)
  case cost(CostItem, role: Role, year: Int)
  /// Target incentive of the people in a role, for the time they were there.
  case targetIncentive(role: Role, year: Int)
  /// Margin forgone by hours that new customers would have had.
  case distraction(year: Int)
  /// Gross margin on ARR through the year.
  case margin(year: Int)
  /// Discounted margin less people and distraction of a quarter of the horizon.
  case quarterValue(Int)
  /// Discounted value of the horizon, with the terminal multiple.
  case value
  /// ARR that the first year's cohort is expected to hold at the end of a year, given the trial's
  /// assumptions, shocks and people; only where means are adjusted and it has a closed form.
  case expectedARR(year: Int)
}
