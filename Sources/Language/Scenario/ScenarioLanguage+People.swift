import Formats
import Model
import Ownership

extension ScenarioLanguage {
  static let role = Record(
    [
      .init(
        "type", "The type of a CSM, which sets the cost line.",
        .choice(of: RoleProfile.CSMType.self)),
      .init(
        "cost-line", "Where the role is booked; stronger than `type`.",
        .choice(of: RoleProfile.CostLine.self)),
      .init("human", "False for the product itself: no heads, no pay.", .boolean),
    ] + RoleInputs.keys(through: \.ote) + [
      .init("pay-mix", "Base and target incentive, as parts of 100.", .scalar(.payMix))
    ] + RoleInputs.keys(after: \.ote) + [
      .init("heads", "How many.", .oneOf([.choice([byCapacity, byBook])] + numberOfHeads)),
      .init(
        "resize", "When heads are sized anew; a number of heads or a column of people never is.",
        .choice(of: RoleProfile.Resizing.self)),
      .init(
        "released",
        "Whoever a model needs no longer is dismissed with severance, or sells to new customers instead; the latter where the role sells to them.",
        .choice(of: RoleProfile.Release.self)),
      .init("span", "Of a leader: how many people one leads.", .quantity(span)),
      .init("manages", "Of a leader: the roles led.", .list(.name)),
      .init(
        "sells-new-logos", "Whether hours here are taken from selling to new customers.", .boolean),
    ])

  private static let byCapacity = Form.Choice(
    "capacity", "As many as the expected hours ask for.")
  private static let byBook = Form.Choice(
    RolesReader.byBook,
    "The persons that the book's column of the role names, each with their accounts.")

  private static let numberOfHeads: [Form] = [
    .quantity(Quantity(.count, from: 1, to: Double(RoleProfile.mostHeads))),
    .record(
      Record(
        [
          .init("accounts-per-head", "Accounts that one takes.", .quantity(.positive)),
          .init("arr-per-head", "ARR that one takes.", .quantity(.positiveMoney)),
        ], exactlyOne: [["accounts-per-head", "arr-per-head"]])),
  ]

  /// What a model may state of a role otherwise: who the role is stays the scenario's.
  static let roleChange = Record(
    RoleInputs.keys
      + role.keys.filter { ["pay-mix", "resize", "released", "span"].contains($0.name) } + [
        .init(
          "heads", "How many; of whom the book names, the first in order of name stay.",
          .oneOf([.choice([byCapacity])] + numberOfHeads))
      ])

  /// A leader of less than one person would make more leaders than people.
  private static let span = Quantity(.number, from: 1, to: 10_000)

  static let effects = Record(
    [
      .init(
        "skill", "Role, then motion: odds ratio against a CSM.",
        .map(
          NamedMap(
            of: "role",
            .map(NamedMap(of: "motion", .assumption(.positive), names: driven, allowsAll: true))))),
      .init(
        "price", "Role: multiplier on the price increase obtained.",
        .map(NamedMap(of: "role", .assumption(.positive)))),
    ] + EffectInputs.keys)
}
