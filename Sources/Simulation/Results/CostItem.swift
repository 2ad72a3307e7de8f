/// What people cost, item by item.
public enum CostItem: String, CaseIterable, Sendable {
  case base
  /// Variable pay.
  case pay
  /// Payroll taxes and benefits on base and pay.
  case burden
  case tools
  case hiring
  case severance
}
