/// A condition that several rows share, under a name.
public struct NamedCondition: Sendable {
  public let name: String
  /// In the grammar of ``Condition``.
  public let text: String
  let condition: Condition

  /// Every named condition; one may use those before it.
  public static let all: [NamedCondition] = texts.reduce(into: []) { known, entry in
    known.append(
      NamedCondition(
        name: entry.0, text: entry.1, condition: Condition(entry.1, using: known)))
  }

  private static let texts = [
    ("product-led", "mean-arr < product-led-arr or share-monthly >= monthly-share"),
    ("reopened-renewal", "products-reconsidered and change-at-renewal > more-often-than-not"),
    ("complex-renewal", "negotiation = strategic or reopened-renewal"),
    ("light-paperwork", "renewal-hours < light-renewal and negotiation = little"),
    ("few-buyers", "accounts <= few-hundred and potential-customers <= few-hundred"),
    ("long-first-sale", "sales-cycle >= long-cycle else cac >= high-cac"),
    ("new-business", "new-share >= new-share-cut"),
    ("no-upside", "expansion-rate < no-upside-rate"),
    ("light-value", "human-work in {none, limited} or services = core-competency"),
    ("capture", "easy-set-up and light-value"),
    ("diverged", "book-arr >= diverge-revenue or revenue >= diverge-revenue"),
    ("early", "stage = early or cs-stage = early"),
    ("resold", "enterprise and (churn-risk or new-economic-buyer)"),
    ("rich-offer", "pricing = bespoke or products >= suite"),
    ("transactional", "mean-arr < small-contract or (products <= 1 and pricing = usage)"),
  ]
}
