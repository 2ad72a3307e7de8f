public import Formats
import Plans

/// The language of a plan file: people, their plans, and the year they are paid in.
public enum PlansLanguage {
  /// Every key of a plan file.
  public static let table = KeyTable(
    title: "plans",
    root: Record([
      .init(
        "quotient", "The version of the language.", .choice([.init("1", "This one.")])),
      .init("currency", "What all amounts are in, such as USD.", .name, isRequired: true),
      .init(
        "year-starts", "The first day of the fiscal year that is paid.", .date, isRequired: true),
      .init(
        "people", "Who is paid, by name; or the name of a CSV file with a row each.",
        .oneOf([.map(NamedMap(of: "person", .reference("person"))), .text]), isRequired: true),
      .init(
        "plans", "Plans by name, beside those of the library.",
        .map(NamedMap(of: "plan", .reference("plan")))),
      .init(
        "columns",
        "Our name to the heading of the actuals: date, person, measure, motion, amount, share, deal,"
          + " account, event. A heading that is our name needs no entry.",
        .map(NamedMap(of: "column", .oneOf([.name, .record(ColumnMapping.form)])))),
      .init(
        "duplicates", "What becomes of a row of actuals that stands there twice.",
        .choice([
          .init("refuse", "It is an error; so unless said otherwise."),
          .init("keep", "It counts twice."),
        ])),
    ]),
    definitions: ["plan": PlanLanguage.planForm, "person": person])

  private static let person = Form.record(
    Record(
      [
        .init(
          "plan", "The name of a plan, of this file or of the library.", .name, isRequired: true),
        .init("base", "Yearly base pay.", .money),
        .init(
          "target-incentive", "Yearly pay at an attainment of 100%; stands instead of the plan's.",
          PlanLanguage.amountOrShareOfBase),
        .init("team", "Whose measures of a team look at him.", .name),
      ] + PlanLanguage.dates + [
        .init(
          "leaves",
          "Days of leave: less target, less quota. Rates pay all the same.",
          .list(
            .record(
              Record([
                .init("from", "The first day.", .date, isRequired: true),
                .init("until", "The last day.", .date, isRequired: true),
              ])), count: 0...100)),
        .init(
          "quotas", "Yearly quotas of his own; they stand instead of the plan's.",
          .map(NamedMap(of: "measure", PlanLanguage.amountOrShare))),
        .init(
          "changes",
          "What changes within the year, by rising days; all else stays, and so does attainment.",
          .list(change, count: 0...100)),
        .init("opening", "What the year before left, as `pay --closing` writes it.", opening),
      ]))

  private static let change = Form.record(
    Record([
      .init("from", "The first day on which it holds.", .date, isRequired: true),
      .init("plan", "Another plan.", .name),
      .init("base", "Yearly base pay from then on.", .money),
      .init(
        "target-incentive", "Yearly pay at an attainment of 100% from then on.",
        PlanLanguage.amountOrShareOfBase),
      .init("team", "Another team.", .name),
      .init(
        "quotas", "Yearly quotas from then on; those of other measures stay.",
        .map(NamedMap(of: "measure", PlanLanguage.amountOrShare))),
    ]))

  private static let deal = Form.record(
    Record([
      .init("deal", "The deal.", .name),
      .init("account", "The account, where its credit names no deal.", .name),
      .init("person", "Whose credit it is, if not his own: of a team's measure.", .name),
      .init("measure", "The measure that paid it.", .text, isRequired: true),
      .init("paid", "What it paid, less what was taken back.", .money, isRequired: true),
    ]))

  private static let opening = Form.record(
    Record([
      .init("owed", "Recoverable draw that is not recovered yet.", .money),
      .init(
        "carried", "A negative true-up that is not made good yet; its sign does not matter.",
        .quantity(.number)),
      .init(
        "instalments", "What was earned before and is due in a period: `2026-04`, `2026-Q2`.",
        .map(NamedMap(of: "period", .money, isMerged: false))),
      .init("balance", "What was taken back and is not recovered yet.", .money),
      .init(
        "deals",
        "What deals were paid then; a clawback takes back no more, whatever is paid for such a deal now.",
        .list(deal, count: 0...100_000)),
    ]))
}
