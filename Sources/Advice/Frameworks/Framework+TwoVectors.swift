import Ownership

extension Framework {
  /// - Reference: "Sales or CSM: two vectors".
  static let twoVectors = Framework(
    name: "two-vectors", source: "\"Sales or CSM: two vectors\"",
    asks: "How long was the first sale, and how new is what is sold next?",
    reading: """
      Long and new is all sales, neither is all CSM, one of the two is the split; long and more of \
      the same pulls apart, and the source's chart, which we lack, may decide otherwise. A \
      market of few buyers is all sales; without an upside no option is named. Where nobody sells no \
      owner is named, and digital is our word for it. Organic growth is tracked, not worked on. It says nothing of pay, stages or renewals teams.
      """,
    rules: [
      Rule(
        .commerce + [.organicGrowth], "few-buyers", .accountExecutive,
        also: [.remark(.forGood), .remark(.allSales)],
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
        .commerce + [.organicGrowth], "long-first-sale and new-business", .accountExecutive,
        also: [.remark(.allSales)],
        "a long first sale, and growth that is new business: all sales", at: "both vectors"),
      Rule(
        .commerce + [.organicGrowth], "not long-first-sale and not new-business", .csm,
        also: [.remark(.allCSM)], "a short first sale, and more of the same: all CSM",
        at: "both vectors"),
      Rule(
        .contract + [.organicGrowth], "long-first-sale", .csm,
        also: [.remark(.split), .remark(.pullsApart)],
        "a long first sale, but more of the same: the CSM keeps what exists",
        at: "both vectors"),
      Rule(
        .growth, "long-first-sale", .accountExecutive,
        also: [.remark(.split), .remark(.pullsApart)],
        "a long first sale, but more of the same: sales sells", at: "both vectors"),
      Rule(
        .contract + [.organicGrowth], "otherwise", .csm, also: [.remark(.split)],
        "a short first sale, but new business: the CSM keeps what exists", at: "both vectors"),
      Rule(
        .growth, "otherwise", .accountExecutive, also: [.remark(.split)],
        "a short first sale, but new business: sales sells", at: "both vectors"),
      .silent([.service], "no-sellers", "service without sellers is not treated"),
      Rule(
        [.service], "otherwise", .csm, "the CSM drives outcomes, use and advocacy",
        at: "options"),
    ],
    notes: [ConditionalNote(.remark(.trackOnly), [.organicGrowth], "otherwise")])
}
