public import Model
public import Simulation
public import Statistics

/// An item of what a role costs in a year.
public struct CostEstimate: Sendable {
  public let item: CostItem
  public let costLine: RoleProfile.CostLine
  public let role: RoleYear
  public let amount: ShortSummary
}
