import Ownership

extension Framework {
  /// - Reference: "Who should own commercials".
  static let effortRules = Framework(
    name: "effort-rules", source: "\"Who should own commercials\"",
    asks: "How much work is the renewal, and of what kind?",
    reading: """
      Its subject is enterprise contracts of a year; cheaper contracts and monthly ones are two \
      groups, and either suffices. Light and heavy paper are each told by two marks: with one mark \
      alone the renewals team is our reading. Complex renewals are told by three marks together, but \
      of upsells strategic negotiations alone suffice: with fewer than three the account executive is \
      our reading, and a note says so. The hours are those of a renewal that is worked on: contracts \
      that renew by themselves do not lighten it. Friction on purpose is told of one company, so it is \
      followed only where it is chosen. For new audiences of product-led contracts it is silent. \
      It says nothing of pay, organic growth, stages or account managers.
      """,
    rules: [
      Rule(
        .contract + .upsell + [.crossSell], "product-led", .digital,
        "contracts under 20k and monthly ones are better led by the product",
        at: "introduction"),
      .silent(
        [.crossStakeholder, .crossDivision, .service], "product-led",
        "product-led is said of whole contracts, not of new audiences", at: "introduction"),
      Rule(
        .contract, "friction-on-purpose", .accountExecutive,
        also: [.remark(.noAutoRenewal), .remark(.friction)],
        "where a significant upsell is expected each year, the seller renews and negotiates on"
          + " purpose",
        at: "renewals: friction on purpose"),
      Rule(
        .contract, "negotiation = strategic", .accountExecutive,
        also: [.remark(.mostExpensive)],
        "strategic negotiations, with executives and budgets, want a seasoned seller",
        at: "renewals: complex; upselling"),
      Rule(
        .contract, "reopened-renewal", .accountExecutive, also: [.remark(.mostExpensive)],
        "products are reopened, and more often than not changes are discussed: a seasoned seller",
        at: "renewals: complex"),
      Rule(
        .contract, "light-paperwork", .csm, also: [.remark(.cheapest)],
        "the renewal is paper: under four hours and little negotiation", at: "renewals: light"),
      Rule(
        .contract, "otherwise", .renewalManager, also: [.remark(.betterTerms)],
        "paper is heavy or tactics are frequent: a renewals team frees the CSM",
        at: "renewals: heavy"),
      Rule(
        .upsell, "friction-on-purpose or complex-renewal", .accountExecutive, from: .csm,
        unless: "product-flags-limits",
        "the upsell follows the renewal's owner; unless the product flags limits, the CSM opens"
          + " the talk",
        at: "upselling"),
      Rule(
        .upsell, "light-paperwork", .csm, "the upsell follows the renewal's owner",
        at: "upselling"),
      Rule(
        .upsell, "otherwise", .renewalManager, from: .csm, unless: "product-flags-limits",
        "the upsell follows the renewal's owner; unless the product flags limits, the CSM opens"
          + " the talk",
        at: "upselling"),
      Rule(
        [.crossSell], "otherwise", .accountExecutive, from: .csm,
        "the account executive answers for the cross-sell number, the CSM finds leads",
        at: "cross-selling"),
      Rule(
        [.crossStakeholder, .crossDivision], "otherwise", .accountExecutive,
        also: [.remark(.senior)],
        "new audiences are strategic work of a senior account executive",
        at: "account expansion"),
      Rule(
        [.service], "otherwise", .csm,
        "the CSM talks first where an upsell begins; that service is theirs is our reading",
        at: "upselling"),
      .silent([.organicGrowth], "otherwise", "growth that comes by itself is not treated"),
    ],
    notes: [
      ConditionalNote(
        .remark(.oneMark), [.renewal],
        "(renewal-hours >= light-renewal and negotiation = little)"
          + " or (renewal-hours < light-renewal and negotiation = tactical)"),
      ConditionalNote(
        .remark(.someMarks), [.renewal], of: .accountExecutive,
        "complex-renewal and not (negotiation = strategic and reopened-renewal)"
          + " and not friction-on-purpose"),
      ConditionalNote(
        .remark(.mixedTerms), [.renewal], "share-monthly > 10% and share-monthly < 90%"),
      ConditionalNote(
        .remark(.considerFriction), [.renewal],
        "change-at-renewal >= friction-share and not friction-on-purpose"),
      ConditionalNote(
        .remark(.autoRenewal), [.renewal],
        "auto-renewal < full-auto-renewal and not friction-on-purpose"
          + " and (change-at-renewal < friction-share else otherwise)"),
      ConditionalNote(.remark(.csmAlone), [.crossSell], "self-evident-cross-sell"),
    ])
}
