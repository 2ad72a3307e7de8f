import Ownership

extension Framework {
  /// - Reference: "CURE: who owns the customer".
  static let cure = Framework(
    name: "cure", source: "\"CURE: who owns the customer\"",
    asks: "Contract size, upsells, resources, enterprise: what does the commercial work demand?",
    reading: """
      Small contracts with a suite or bespoke prices pull both ways: size is called a proxy and the \
      account manager the modal answer, so the offer wins. Beside a renewal manager growth belongs \
      to one of several, each of whom is argued against: silent, not guessed. At churn \
      risk or with a new buyer the new-logo sellers come back into the conversation, beside the \
      account manager; it is told of enterprise deals and kept there. An early company may have its \
      new-business team help, close or not; that one without close sellers or a lean team goes on to \
      the account manager is our reading. The source's drawn tree is not in the \
      text; resources are asked first, which is our reading of the order.
      """,
    rules: [
      Rule(
        .commerce, "stage = early and seller-relationships", .newLogoSeller,
        also: [.alternative(.csm)],
        "early on the new-business team may help, above all with strong relationships",
        at: "Resources"),
      Rule(
        .commerce, "stage = early and cs-stage = early", .csm, also: [.remark(.leanOnly)],
        "generalist CSMs, while the team is very lean", at: "Resources"),
      Rule(
        .commerce, "resold", .accountManager,
        also: [.beside(.newLogoSeller), .remark(.fullStack), .pay(.nrr)],
        "at churn risk or with a new buyer an enterprise deal is like a new sale: the account manager"
          + " brings the new-logo sellers back in",
        at: "Enterprise"),
      Rule(
        .commerce, "enterprise or rich-offer", .accountManager,
        also: [.remark(.fullStack), .pay(.nrr)],
        "an enterprise deal, several stakeholders, a suite or bespoke prices: any of these wants an"
          + " account manager",
        at: "Enterprise; Upsells and cross-sells"),
      Rule(
        .contract, "transactional", .renewalManager, also: [.remark(.twoFaces)],
        "straightforward contracts suit a process-minded renewal manager",
        at: "Contract size; Upsells and cross-sells"),
      .silent(
        .growth, "transactional", also: [.remark(.twoFaces)],
        "beside a renewal manager one of several grows the account, if relevant",
        at: "ownership models; note"),
      Rule(
        .commerce, "otherwise", .accountManager, also: [.remark(.fullStack), .pay(.nrr)],
        "the account manager is the modal answer", at: "elephant"),
      Rule(
        [.service], "otherwise", .csm, "the CSM's focus is the customers' outcomes",
        at: "elephant"),
      .silent([.organicGrowth], "otherwise", "growth that comes by itself is not treated"),
    ],
    notes: [
      ConditionalNote(
        .alternative(.newLogoSeller), .commerce, "stage = early and not seller-relationships"),
      ConditionalNote(
        .remark(.betweenStages), .commerce,
        "stage = early and not seller-relationships and cs-stage in {growth, mature}"),
      ConditionalNote(
        .remark(.autoRenewal), [.renewal],
        "auto-renewal < full-auto-renewal and not friction-on-purpose"),
      ConditionalNote(.remark(.successFirst), [.renewal], "renewal-chance < success-floor"),
    ])
}
