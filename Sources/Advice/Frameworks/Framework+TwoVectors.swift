import Ownership

extension Framework {
  /// - Reference: "Sales or CSM: two vectors".
  static let twoVectors = Framework(
    name: "two-vectors", source: "\"Sales or CSM: two vectors\"",
    asks: "How long was the first sale, and how new is what is sold next?",
    reading: """
      Long and new is all sales, neither is all CSM, one of the two is the split; long and more of \
      the same pulls apart, and the source's chart, which we lack, may decide otherwise. Where \
      nobody sells no owner is named, and digital is our word for it. Organic growth is tracked, \
      not worked on. It says nothing of pay, stages or renewals teams.
      """,
    rules: [
      Rule(
        .commerce + [.organicGrowth], "few-buyers", .accountExecutive, also: [.remark(.forGood)],
        "in a market of a few hundred buyers sellers keep their accounts", at: "sales cycle"),
      Rule(
        .commerce + [.organicGrowth], "no-sellers", .digital,
        "deals to consumers and very small firms carry no seller", at: "sales cycle"),
      Rule(
        .contract + [.organicGrowth], "no-upside and long-first-sale", .accountExecutive,
        "a long or costly first sale makes it unwise to hand the relationship over",
        at: "sales cycle"),
      Rule(
        .contract + [.organicGrowth], "no-upside", .csm,
        "a short first sale leaves little relationship to lose", at: "sales cycle"),
      .silent(.growth, "no-upside", "its advice supposes an upside", at: "type of upsells"),
      Rule(
        .contract + [.organicGrowth], "long-first-sale and new-business", .accountExecutive,
        "a long first sale, and growth that is new business: all sales", at: "both vectors"),
      Rule(
        .contract + [.organicGrowth], "otherwise", .csm,
        "not both a long first sale and new business: the CSM keeps what exists",
        at: "both vectors"),
      Rule(
        .growth, "not long-first-sale and not new-business", .csm,
        "a short first sale, and more of the same: all CSM", at: "both vectors"),
      Rule(
        .growth, "otherwise", .accountExecutive,
        "a long first sale or new business: sales sells", at: "both vectors"),
      .silent([.service], "no-sellers", "service without sellers is not treated"),
      Rule(
        [.service], "otherwise", .csm, "the CSM drives outcomes, use and advocacy",
        at: "options"),
    ],
    notes: [
      ConditionalNote(.remark(.trackOnly), [.organicGrowth], "otherwise"),
      ConditionalNote(.remark(.allSales), .commerce, "long-first-sale and new-business"),
      ConditionalNote(.remark(.allCSM), .commerce, "not long-first-sale and not new-business"),
      ConditionalNote(
        .remark(.split), .commerce,
        "(long-first-sale and not new-business) or (not long-first-sale and new-business)"),
      ConditionalNote(.remark(.pullsApart), .commerce, "long-first-sale and not new-business"),
    ])
}
