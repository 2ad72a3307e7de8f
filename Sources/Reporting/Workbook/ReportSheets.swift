import Analysis

/// The sheets of a comparison behind the summary, in the order of a reader's questions.
struct ReportSheets {
  static let costItems = "Cost items"
  static let quotas = "Quotas"

  let all: [any WorkbookPart]
  /// Where each of the report's tables stands, by the table's name.
  let places: [String: TablePlace]

  init(_ comparison: Comparison) {
    let tables = ComparisonTables(comparison)
    let roles = PaidRole.all(in: comparison)
    let lists = [
      "models": TableSheet(
        name: "Models", table: tables.models),
      "differences": TableSheet(
        name: "Differences", table: tables.differences, chances: ["p-better"]),
      "cost": TableSheet(
        name: Self.costItems, table: tables.cost),
      "bridge": TableSheet(
        name: "Bridge", table: tables.bridge),
      "payback": TableSheet(
        name: "Payback", table: tables.payback,
        chances: ["p-better"], charts: PaybackChart.draw),
      "arr-walk": TableSheet(
        name: "ARR walk", table: tables.arrWalk),
      "pay": TableSheet(
        name: "Pay by role", table: tables.pay),
      "people": TableSheet(
        name: "People", table: tables.people),
      "quotas": TableSheet(
        name: Self.quotas, table: tables.quotas),
      "attainment": TableSheet(
        name: "Attainment", table: tables.attainment, chances: ["share"]),
      "plan-health": TableSheet(
        name: "Plan health", table: tables.planHealth, flags: "flag"),
      "assumptions": TableSheet(
        name: "Assumptions", table: tables.assumptions, faint: ("origin", "default")),
    ]
    func list(_ name: String) -> TableSheet { lists[name]! }
    all =
      [
        list("models"), list("differences"), CostSheet(), list("cost"), list("bridge"),
        list("payback"), RetentionSheet(), list("arr-walk"), PaySheet(), list("pay"),
        list("people"), list("quotas"), list("attainment"),
      ] + (roles.isEmpty ? [] : [PayoutSheet(roles, of: comparison)])
      + [list("plan-health"), list("assumptions"), NotesSheet()]
    places = lists.mapValues(\.place)
  }
}
