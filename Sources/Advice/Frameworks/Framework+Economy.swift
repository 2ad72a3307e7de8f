import Ownership

extension Framework {
  /// - Reference: "The Customer Success Economy", chapter 21: where we net out.
  static let valueCapture = Framework(
    name: "value-capture", source: "\"The Customer Success Economy\", chapter 21",
    asks: "How much CSM effort brings a customer to value?",
    reading: """
      Services cover the human work where they are a core competency; that none are needed covers \
      no work that there is. That the two jobs part from 200 to 300 million is one practitioner's \
      view; where the authors net out no revenue is named, so the CSM who meets their criteria stands \
      beside as allowed. A specialist is a renewals team; account managers and sales are named too. \
      That expansion goes to sales on the CSMs' leads once the jobs have parted is our reading, as the \
      practitioner speaks of renewals only. Private equity moves renewals to CSMs, which is allowed \
      beside whoever owns them; a young team's focus on adoption is a note.
      """,
    rules: [
      Rule(
        .contract, "diverged", .renewalManager,
        also: [.alternative(.accountManager), .remark(.ccoAccountable)],
        "one practitioner would part the two jobs from 200 to 300 million of recurring revenue",
        at: "too much for one person"),
      Rule(
        .contract, "capture", .csm, also: [.remark(.singleContact)],
        "little effort brings customers to value, so CSMs have the time to renew",
        at: "where we net out"),
      Rule(
        .contract, "otherwise", .renewalManager,
        also: [
          .alternative(.accountManager), .alternative(.accountExecutive),
          .remark(.ccoAccountable),
        ],
        "it takes effort to bring customers to value: do not force it, keep specialists",
        at: "where we net out"),
      Rule(
        .upsell + [.crossSell], "csm-target = leads", .accountExecutive, from: .csm,
        also: [.pay(.csqls)], "CSMs owe leads, and sales closes them", at: "lead target"),
      Rule(
        .upsell, "adoption-drives-upsell", .csm,
        "ordinary work of CSMs on adoption is what raises the bill", at: "adoption is upsell"),
      Rule(
        .upsell + [.crossSell], "diverged", .accountExecutive, from: .csm, also: [.pay(.csqls)],
        "once the jobs have parted, our reading, CSMs owe leads and sales closes them",
        at: "too much for one person; lead target"),
      Rule(
        .upsell + [.crossSell], "capture", .csm, also: [.remark(.likely)],
        "little effort brings customers to value: CSMs can likely expand as well",
        at: "where we net out"),
      Rule(
        .upsell + [.crossSell], "otherwise", .accountExecutive, from: .csm, also: [.pay(.csqls)],
        "it takes effort to bring customers to value: CSMs owe leads, and sales closes them",
        at: "where we net out; lead target"),
      Rule(
        [.crossStakeholder], "otherwise", .accountExecutive,
        also: [.remark(.newExecutive)],
        "a new executive with a whole new value proposition is like new business; else the list of"
          + " upsells names others too",
        at: "adoption is upsell (new executives); upsell: cross-stakeholder"),
      Rule(
        [.crossDivision], "otherwise", .accountExecutive,
        also: [.remark(.newExecutive)], "new divisions are for sales",
        at: "upsell: cross-division"),
      Rule(
        [.service], "otherwise", .csm, "CSMs bring customers to value; of what type decides cost",
        at: "figure 21.1"),
      .silent([.organicGrowth], "otherwise", "growth that comes by itself is not treated"),
    ],
    notes: [
      ConditionalNote(
        .remark(.band), .contract,
        "diverged and book-arr < diverge-certain and revenue < diverge-certain"),
      ConditionalNote(
        .remark(.noLimit), .contract + .upsell + [.crossSell],
        "diverged and capture and not csm-target = leads"),
      ConditionalNote(
        .alternative(.csm), .contract + .upsell + [.crossSell],
        "diverged and capture and not csm-target = leads"),
      ConditionalNote(.remark(.earlyFocus), [.renewal], "cs-stage = early"),
      ConditionalNote(.remark(.pePlaybook), [.renewal], "private-equity"),
      ConditionalNote(.alternative(.csm), [.renewal], "private-equity"),
      ConditionalNote(
        .beside(.accountExecutive), [.renewal], of: .csm,
        "negotiation in {tactical, strategic} or change-at-renewal > more-often-than-not"),
      ConditionalNote(
        .remark(.againstChoice), .upsell,
        "csm-target = dollars and not capture and not adoption-drives-upsell"),
      ConditionalNote(.remark(.valueCapture), [.service], "capture"),
      ConditionalNote(
        .remark(.valueGaps), [.service], "not capture and product-maturity = early"),
      ConditionalNote(
        .remark(.valueDelivery), [.service],
        "not capture and product-maturity in {robust, mature}"),
      ConditionalNote(
        .remark(.figureDisagrees), [.service], "capture and product-maturity in {early, robust}"),
    ])

  /// - Reference: "The Customer Success Economy", chapter 21: what about upsell specifically.
  static let expansionClasses = Framework(
    name: "expansion-classes", source: "\"The Customer Success Economy\", chapter 21",
    asks: "Which of the six kinds of expansion is it?",
    reading: """
      One line divides small from big upsells. Where several roles are allowed we pick the CSM who \
      meets the criteria, else the team that exists, else the first that is named; the others stand \
      beside as allowed. The CSM is the source wherever somebody else closes, but for price. It \
      gives the cross-sell to sales where value-capture gives it to a capable CSM: the chapter \
      disagrees with itself. It says nothing of renewals, organic growth or service.
      """,
    rules: [
      Rule(
        [.priceIncrease], "capture", .csm,
        also: [.alternative(.renewalManager), .alternative(.accountManager)],
        "the CSM meets the criteria of value capture", at: "upsell: price increase"),
      Rule(
        [.priceIncrease], "has-renewals-team", .renewalManager,
        also: [.alternative(.accountManager)],
        "a specialised renewal representative, and there are some", at: "upsell: price increase"),
      Rule(
        [.priceIncrease], "has-account-managers", .accountManager,
        also: [.alternative(.renewalManager)], "an account manager, and there are some",
        at: "upsell: price increase"),
      Rule(
        [.priceIncrease], "otherwise", .renewalManager, also: [.alternative(.accountManager)],
        "a specialised renewal representative is named first", at: "upsell: price increase"),
      Rule(
        [.smallUpsell], "capture", .csm,
        also: [
          .remark(.line), .alternative(.renewalManager), .alternative(.accountManager),
        ],
        "the CSM meets the criteria of value capture", at: "upsell: small upsell"),
      Rule(
        [.smallUpsell], "has-renewals-team", .renewalManager, from: .csm,
        also: [.remark(.line), .alternative(.accountManager)],
        "a specialised renewal representative, and there are some", at: "upsell: small upsell"),
      Rule(
        [.smallUpsell], "has-account-managers", .accountManager, from: .csm,
        also: [.remark(.line), .alternative(.renewalManager)],
        "an account manager, and there are some", at: "upsell: small upsell"),
      Rule(
        [.smallUpsell], "otherwise", .renewalManager, from: .csm,
        also: [.remark(.line), .alternative(.accountManager)],
        "a specialised renewal representative is named first", at: "upsell: small upsell"),
      Rule(
        [.bigUpsell], "otherwise", .accountExecutive, from: .csm,
        also: [.remark(.line), .pay(.csqls)], "above a line it goes back to sales",
        at: "upsell: big upsell"),
      Rule(
        [.crossSell, .crossDivision], "otherwise", .accountExecutive, from: .csm,
        also: [.pay(.csqls)], "new products and new divisions are for sales",
        at: "upsell: cross-sell, cross-division"),
      Rule(
        [.crossStakeholder], "new-value-proposition", .accountExecutive, from: .csm,
        also: [.pay(.csqls)], "a new value proposition for a new stakeholder is for sales",
        at: "adoption is upsell (new executives)"),
      Rule(
        [.crossStakeholder], "has-account-managers", .accountManager, from: .csm,
        also: [.alternative(.accountExecutive)],
        "an account manager is named first, and there are some",
        at: "upsell: cross-stakeholder"),
      Rule(
        [.crossStakeholder], "capture", .csm,
        also: [.alternative(.accountManager), .alternative(.accountExecutive)],
        "the CSM meets the criteria of value capture", at: "upsell: cross-stakeholder"),
      Rule(
        [.crossStakeholder], "otherwise", .accountExecutive, from: .csm,
        also: [.alternative(.accountManager)],
        "neither account managers nor a CSM for value capture: sales",
        at: "upsell: cross-stakeholder"),
      .silent(
        [.renewal, .organicGrowth, .service], "otherwise",
        "the table is of six kinds of expansion only", at: "upsell"),
    ],
    notes: [])
}
