import Analysis

/// The sheets of a comparison behind the summary, in the order of a reader's questions.
struct ReportSheets {
  static let costItems = "Cost items"

  let all: [any WorkbookPart]
  /// Where each of the report's tables stands, by the table's name.
  let places: [String: TablePlace]

  init(_ comparison: Comparison) {
    let tables = ComparisonTables(comparison)
    let roles = PaidRole.all(in: comparison)
    let lists = [
      "models": TableSheet(
        name: "Models", question: "Every metric of every model, by year and segment.",
        table: tables.models),
      "differences": TableSheet(
        name: "Differences", question: "How far is each model from the baseline, on the same luck?",
        table: tables.differences, chances: ["p-better"]),
      "cost": TableSheet(
        name: Self.costItems, question: "What do people cost, item by item?", table: tables.cost),
      "bridge": TableSheet(
        name: "Bridge", question: "Which steps lead from the baseline's value to each model's?",
        table: tables.bridge),
      "payback": TableSheet(
        name: "Payback", question: "When does a switch pay back?", table: tables.payback,
        chances: ["p-better"], charts: PaybackChart.draw),
      "arr-walk": TableSheet(
        name: "ARR walk", question: "From opening to closing ARR, by year, segment and motion.",
        table: tables.arrWalk),
      "pay": TableSheet(
        name: "Pay by role", question: "What is each role paid, and how widely does it swing?",
        table: tables.pay),
      "attainment": TableSheet(
        name: "Attainment", question: "How does attainment fall over people, trials and years?",
        table: tables.attainment, chances: ["share"]),
      "plan-health": TableSheet(
        name: "Plan health", question: "Does each plan do what it is for? What stands out?",
        table: tables.planHealth, flags: "flag"),
      "assumptions": TableSheet(
        name: "Assumptions", question: "What does the answer stand on, and who says so?",
        table: tables.assumptions, faint: ("origin", "default")),
    ]
    func list(_ name: String) -> TableSheet { lists[name]! }
    all =
      [
        list("models"), list("differences"), CostSheet(), list("cost"), list("bridge"),
        list("payback"), RetentionSheet(), list("arr-walk"), PaySheet(), list("pay"),
        list("attainment"),
      ] + (roles.isEmpty ? [] : [PayoutSheet(roles)])
      + [list("plan-health"), list("assumptions"), NotesSheet()]
    places = lists.mapValues(\.place)
  }
}
