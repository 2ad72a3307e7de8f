import Formats
import Model
import Ownership

extension ScenarioLanguage {
  static let model = Record(
    [.init("name", "What reports call it.", .name, isRequired: true)] + stage.keys
      + [
        .init(
          "years", "A schedule: from that year on, a preset, a model of this file, or a record.",
          .scale(
            from: .quantity(Quantity(.count, from: 1, to: 10)),
            to: .oneOf([.name, .reference("stage")]))),
        .init(
          "roles", "Role: what this model has otherwise, such as heads, pay and hours.",
          .map(NamedMap(of: "role", .record(roleChange)))),
      ], shorthand: ["name", "like"], namedBy: "name")

  /// Who owns what at one time.
  static let stage = Record(
    [
      .init("like", "The preset or model that is changed here.", .name),
      .init(
        "line", "Size above which an upsell is big: an amount, or a share of the account's ARR.",
        .oneOf([.money, .quantity(.ratio)])),
      .init(
        "owners",
        "Segment, then motion: the role, or a record. `all` is every motion not named,"
          + " but never service.",
        .map(
          NamedMap(
            of: "segment",
            .map(
              NamedMap(
                of: "motion", .oneOf([.name, .reference("owner")]), names: MotionVocabulary.choices,
                allowsAll: true)),
            allowsAll: true))),
      .init(
        "pay", "Role: plan; other roles have the plan of their own name.",
        .map(NamedMap(of: "role", .name))),
      .init(
        "plans", "Role: a plan for this model alone.",
        .map(NamedMap(of: "role", .reference("plan")))),
      .init("auto-renewal", "False where contracts are renewed by hand on purpose.", .boolean),
      .init("friction", "True where renewals are made a negotiation on purpose.", .boolean),
    ], shorthand: ["like"])

  static let owner = Record(
    [
      .init("owner", "The role that does the work and closes.", .name, isRequired: true),
      .init("source", "The role that finds opportunities and hands them over.", .name),
      .init(
        "credit", "Role: share of a deal credited; the owner's is 100% where nothing is said.",
        .map(NamedMap(of: "role", .share))),
    ], shorthand: ["owner"])
}
