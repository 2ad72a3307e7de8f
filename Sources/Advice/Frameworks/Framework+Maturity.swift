import Ownership

extension Framework {
  /// - Reference: "Who owns upsell and renewal?".
  static let maturity = Framework(
    name: "maturity", source: "\"Who owns upsell and renewal?\"",
    asks: "How mature are company and customer success, and how complex is the sale?",
    reading: """
      Later on is growth and mature alike. The source does not choose between its later designs: \
      where account managers exist they have taken over, else CSMs sell by touch, and account or \
      sales representatives stand beside as allowed. Simple is whatever needs no full sales cycle, so a large order of \
      plain licences stays simple. It says nothing of price increases, nor of a new buyer without \
      a full sales cycle.
      """,
    rules: [
      Rule(
        .commerce + [.service], "early", .csm, also: [.pay(.individualQuota), .pay(.variable)],
        "early companies and early teams have CSMs do everything", at: "maturity level"),
      Rule(
        [.bigUpsell], "full-sales-cycle has big-upsell", .accountExecutive, from: .csm,
        "it needs a full sales cycle: bring sales in", at: "complexity"),
      Rule(
        [.crossSell], "products >= lots-of-products or full-sales-cycle has cross-sell",
        .accountExecutive, from: .csm,
        "many products, or a full sales cycle, break simple selling: bring sales in",
        at: "complexity"),
      Rule(
        [.crossStakeholder], "full-sales-cycle has cross-stakeholder", .accountExecutive,
        from: .csm, "it needs a full sales cycle: bring sales in", at: "complexity"),
      Rule(
        [.crossDivision], "otherwise", .accountExecutive, from: .csm,
        "for another division a salesperson gets involved", at: "complexity"),
      .silent(
        [.priceIncrease, .crossStakeholder, .organicGrowth], "otherwise",
        "neither price nor a new buyer without a full sales cycle is treated"),
      Rule(
        [.renewal] + .upsell + [.crossSell], "has-account-managers", .accountManager,
        also: [
          .pay(.groupNetRetention), .alternative(.accountExecutive), .alternative(.csm),
        ],
        "account or sales representatives take over, so that CSMs do CSM work",
        at: "evolving structure"),
      Rule(
        [.renewal] + .upsell + [.crossSell], "touch = low", .pooledCSM,
        also: [
          .pay(.groupGoals), .alternative(.accountManager), .alternative(.accountExecutive),
        ],
        "a highly leveraged part of the CSM team serves low touch", at: "evolving structure"),
      Rule(
        [.renewal] + .upsell + [.crossSell], "otherwise", .csm,
        also: [
          .pay(.individualQuota), .pay(.variable), .alternative(.accountManager),
          .alternative(.accountExecutive),
        ],
        "high-touch CSMs keep what is simple, on base and variable", at: "evolving structure"),
      Rule(
        [.service], "has-account-managers", .csm, also: [.pay(.groupNetRetention)],
        "CSMs do just CSM work", at: "evolving structure"),
      Rule(
        [.service], "touch = low", .pooledCSM, also: [.pay(.groupGoals)],
        "a highly leveraged part of the CSM team serves low touch", at: "evolving structure"),
      Rule(
        [.service], "otherwise", .csm, also: [.pay(.individualQuota), .pay(.variable)],
        "high-touch CSMs keep base and variable", at: "evolving structure"),
    ],
    notes: [
      ConditionalNote(.pay(.onRenewals), [.renewal], "early and priority in {churn, both}"),
      ConditionalNote(.pay(.onExpansion), .growth, "early and priority in {expansion, both}"),
      ConditionalNote(.remark(.successFirst), [.renewal], "renewal-chance < success-floor"),
    ])
}
