extension Preset {
  /// Every preset, in the order of the documentation.
  public static let all: [Preset] = [
    Preset(
      name: "all-sales", source: vectors,
      summary: "Account executives lead all commerce; the CSM is not commercial.",
      rules: OwnershipRules(owners: .uniform(row(everything: .accountExecutive)))),
    Preset(
      name: "upsell-renewal-split", source: vectors,
      summary: "The CSM renews; account executives sell whatever is new.",
      rules: OwnershipRules(
        owners: .uniform(row(everything: .accountExecutive, renewal: .csm)))),
    Preset(
      name: "all-csm", source: "\(vectors); \(maturity), early stage; \(cure)",
      summary: "The CSM does everything; sellers sell to new customers only.",
      rules: OwnershipRules(owners: .uniform(row(everything: .csm)))),
    Preset(
      name: "renewals-team", source: commercials,
      summary: "A renewals team renews and upsells; CSMs find cross-sells for account executives.",
      rules: OwnershipRules(
        owners: .uniform([
          .motion(.renewal): by(.renewalManager),
          .motion(.smallUpsell): by(.renewalManager),
          .motion(.bigUpsell): by(.renewalManager),
          .motion(.crossSell): by(.accountExecutive, from: .csm),
          .motion(.crossStakeholder): by(.accountExecutive),
          .motion(.crossDivision): by(.accountExecutive),
        ]))),
    Preset(
      name: "complex-renewals", source: commercials,
      summary:
        "Account executives negotiate every renewal, without auto-renewal, to open an upsell.",
      rules: OwnershipRules(
        owners: .uniform(row(everything: .accountExecutive)), autoRenewal: false, friction: true)),
    Preset(
      name: "paired-cross-sell", source: commercials,
      summary: "The CSM renews and upsells up to a line, and finds cross-sells; sales closes them.",
      rules: OwnershipRules(
        owners: OwnerTable([
          .all: [
            .motion(.renewal): by(.csm),
            .motion(.smallUpsell): by(.csm),
            .motion(.bigUpsell): by(.accountExecutive),
            .motion(.crossSell): by(.accountExecutive, from: .csm),
            .motion(.crossStakeholder): by(.accountExecutive),
            .motion(.crossDivision): by(.accountExecutive),
          ],
          .tier(.low): [.motion(.crossSell): by(.csm)],
        ]))),
    Preset(
      name: "account-manager", source: "\(cure); \(economy), reporting to the CCO",
      summary: "A full-stack account manager owns all commerce; the CSM owns outcomes.",
      rules: OwnershipRules(owners: .uniform(row(everything: .accountManager)))),
    Preset(
      name: "renewal-manager-and-growth-owner", source: cure,
      summary: "A renewal manager does the paperwork; an account manager grows the account.",
      rules: OwnershipRules(
        owners: .uniform([
          .motion(.renewal): by(.renewalManager),
          .motion(.smallUpsell): by(.renewalManager),
          .all: by(.accountManager),
          .motion(.priceIncrease): by(.renewalManager),
          .motion(.organicGrowth): by(.renewalManager),
        ]))),
    Preset(
      name: "hybrid-by-segment", source: "\(cure), as at Marigold",
      summary: "Renewal managers for the small segment, account managers for the others.",
      rules: OwnershipRules(
        owners: OwnerTable([
          .all: row(everything: .accountManager),
          .tier(.low): row(everything: .renewalManager),
        ]))),
    Preset(
      name: "strategic-sellers", source: cure,
      summary: "Sellers own the named accounts, account managers the rest.",
      rules: OwnershipRules(
        owners: OwnerTable([
          .all: row(everything: .accountManager),
          .tier(.high): row(everything: .accountExecutive),
        ]))),
    Preset(
      name: "csql", source: "\(economy), as at KeepTruckin; \(commercials)",
      summary: "The CSM renews and finds leads (CSQLs); account executives close them.",
      rules: OwnershipRules(
        owners: .uniform([
          .motion(.renewal): by(.csm),
          .motion(.bigUpsell): by(.accountExecutive, from: .csm),
          .motion(.crossSell): by(.accountExecutive, from: .csm),
          .motion(.crossStakeholder): by(.accountExecutive),
          .motion(.crossDivision): by(.accountExecutive),
        ]))),
    Preset(
      name: "value-capture", source: economy,
      summary: "A commercial CSM renews and upsells up to a line; sales takes what is above it.",
      rules: OwnershipRules(
        owners: .uniform([
          .motion(.renewal): by(.csm),
          .motion(.smallUpsell): by(.csm),
          .motion(.bigUpsell): by(.accountExecutive),
          .motion(.crossSell): by(.accountExecutive),
          .motion(.crossStakeholder): by(.accountManager),
          .motion(.crossDivision): by(.accountManager),
        ]))),
    Preset(
      name: "renewals-under-cco", source: "\(economy), as at Kronos and Splunk",
      summary: "A renewals team beside the CSMs, under one leader accountable for gross retention.",
      rules: OwnershipRules(
        owners: .uniform([
          .motion(.renewal): by(.renewalManager),
          .motion(.smallUpsell): by(.renewalManager),
          .motion(.bigUpsell): by(.accountExecutive),
          .motion(.crossSell): by(.accountExecutive),
          .motion(.crossStakeholder): by(.accountExecutive),
          .motion(.crossDivision): by(.accountExecutive),
        ]))),
    Preset(
      name: "pooled-and-named", source: maturity,
      summary: "Pooled CSMs for low touch, named CSMs for the others, sales for the complex.",
      rules: OwnershipRules(
        owners: OwnerTable([
          .all: [
            .motion(.renewal): by(.csm),
            .motion(.smallUpsell): by(.csm),
            .motion(.bigUpsell): by(.csm),
            .motion(.crossSell): by(.accountExecutive),
            .motion(.crossStakeholder): by(.accountExecutive),
            .motion(.crossDivision): by(.accountExecutive),
          ],
          .tier(.low): [
            .motion(.service): by(.pooledCSM),
            .motion(.renewal): by(.pooledCSM),
            .motion(.smallUpsell): by(.pooledCSM),
            .motion(.bigUpsell): by(.pooledCSM),
          ],
          .tier(.high): [.motion(.bigUpsell): by(.accountExecutive)],
        ]))),
    Preset(
      name: "product-led", source: commercials,
      summary: "The product renews and upsells by itself; account executives sell the rest.",
      rules: OwnershipRules(
        owners: OwnerTable([
          .all: [
            .motion(.renewal): by(.digital),
            .motion(.smallUpsell): by(.digital),
            .motion(.bigUpsell): by(.digital),
            .motion(.crossSell): by(.accountExecutive),
            .motion(.crossStakeholder): by(.accountExecutive),
            .motion(.crossDivision): by(.accountExecutive),
          ],
          .tier(.low): [.motion(.crossSell): by(.digital)],
        ]))),
  ]

  private static let commercials = "\"Who should own commercials\""
  private static let vectors = "\"Sales or CSM: two vectors\""
  private static let economy = "\"The Customer Success Economy\", chapter 21"
  private static let maturity = "\"Who owns upsell and renewal?\""
  private static let cure = "\"CURE: who owns the customer\""

  private static func by(_ owner: Role, from source: Role? = nil) -> Assignment {
    Assignment(owner: owner, source: source)
  }

  /// One role for every motion; optionally another for the renewal and the motions that follow it.
  private static func row(everything owner: Role, renewal: Role? = nil) -> OwnerTable.Row {
    var row: OwnerTable.Row = [.all: by(owner)]
    if let renewal {
      for motion in [Motion.renewal, .priceIncrease, .organicGrowth] {
        row[.motion(motion)] = by(renewal)
      }
    }
    return row
  }
}

extension OwnerTable {
  /// The same row for every segment.
  fileprivate static func uniform(_ row: Row) -> OwnerTable { OwnerTable([.all: row]) }
}
