extension Fact {
  // MARK: - Of the book

  public static let accounts = Fact(
    "accounts", .count, .book, .segment, "accounts of the segment", place: "CRM")
  public static let meanARR = Fact(
    "mean-arr", .money, .book, .segment, "mean ARR of an account of the segment", place: "CRM")
  public static let bookARR = Fact(
    "book-arr", .money, .book, .company,
    "ARR of the whole book: the least that recurring revenue can be", place: "CRM")
  public static let shareMonthly = Fact(
    "share-monthly", .share, .book, .segment, "accounts with a term of one month",
    place: "contracts")
  public static let autoRenewal = Fact(
    "auto-renewal", .share, .book, .segment, "accounts that renew unless somebody cancels",
    place: "contracts")
  public static let salesCycle = Fact(
    "sales-cycle", .days, .book, .segment,
    "mean time from finding to closing the first sale; cac serves where it is not known",
    place: "CRM: opportunity created to closed won", isStated: true)
  public static let touch = Fact(
    "touch", .word([.init("low", "One to many."), .init("high", "Named people.")]), .book,
    .segment, "how close service is to the customers", place: "accounts per CSM", isStated: true)

  // MARK: - Of the scenario

  public static let renewalHours = Fact(
    "renewal-hours", .hours, .scenario, .segment, "what a renewal takes that is worked on",
    place: "time of whoever renews, contracts aside that renew by themselves")
  public static let newShare = Fact(
    "new-share", .share, .scenario, .segment,
    "of yearly expansion, what goes to new products, buyers or divisions",
    place: "bookings of existing customers by kind")
  public static let expansionRate = Fact(
    "expansion-rate", .share, .scenario, .segment,
    "yearly expansion over ARR, price increases and organic growth included",
    place: "ARR walk of last year")
  public static let renewalChance = Fact(
    "renewal-chance", .share, .scenario, .segment, "chance that a contract is renewed",
    place: "contracts that ended, by how they ended")
  public static let hasRenewalsTeam = Fact(
    "has-renewals-team", .boolean, .scenario, .segment,
    "renewal managers own something in the segment today", place: "who owns what today")
  public static let hasAccountManagers = Fact(
    "has-account-managers", .boolean, .scenario, .segment,
    "account managers own something in the segment today", place: "who owns what today")

  // MARK: - Asked

  private static let stages = Values.word([
    .init("early", "Finding out what sells; for customer success, a lean team of generalists."),
    .init("growth", "Selling more of it."), .init("mature", "Large and specialised."),
  ])
  public static let stage = Fact(
    "stage", stages, .asked, .company, "how far the company is", place: "the board's plan")
  public static let csStage = Fact(
    "cs-stage", stages, .asked, .company,
    "how far customer success is; early is a lean team of generalists", place: "its head")
  public static let revenue = Fact(
    "revenue", .money, .asked, .company, "recurring revenue of a year", place: "finance")
  public static let products = Fact(
    "products", .count, .asked, .segment,
    "products and modules that can be bought separately; 1 is nothing to cross-sell",
    place: "price list")
  public static let pricing = Fact(
    "pricing",
    .word([
      .init("usage", "Largely by use."), .init("list", "The same list or tiers for all."),
      .init("bespoke", "Negotiated or complex."),
    ]), .asked, .segment, "how prices are made", place: "price list, deal desk")
  public static let productMaturity = Fact(
    "product-maturity",
    .word([
      .init("early", "Customers find gaps."), .init("robust", "It does what it says."),
      .init("mature", "Complete; possibly several products."),
    ]), .asked, .company, "how far the product is", place: "its head")
  public static let easySetUp = Fact(
    "easy-set-up", .boolean, .asked, .segment,
    "clear interface, walkthroughs, little integration, limited complexity",
    place: "time from contract to first use")
  public static let humanWork = Fact(
    "human-work",
    .word([
      .init("none", "The product does it."), .init("limited", "A few talks."),
      .init("substantial", "Change management, decisions of strategy."),
    ]), .asked, .segment, "people's work until the customer has value",
    place: "hours of an onboarding")
  public static let services = Fact(
    "services",
    .word([
      .init("none", "There are none."), .init("few", "Now and then."),
      .init("well-developed", "A team of their own."),
      .init("core-competency", "What the company is known for."),
      .init("not-needed", "Customers need none."),
    ]), .asked, .segment, "how professional services stand", place: "services revenue")
  public static let adoptionDrivesUpsell = Fact(
    "adoption-drives-upsell", .boolean, .asked, .segment,
    "product and pricing are such that ordinary CSM work on adoption raises the bill",
    place: "upsells without a sales conversation")
  public static let negotiation = Fact(
    "negotiation",
    .word([
      .init("little", "Hardly any."), .init("tactical", "Frequent, about terms."),
      .init("strategic", "Complex, with executives and budgets."),
    ]), .asked, .segment, "negotiation in most renewals", place: "whoever renews")
  public static let productsReconsidered = Fact(
    "products-reconsidered", .boolean, .asked, .segment,
    "customers usually reopen what they buy at renewal", place: "whoever renews")
  public static let changeAtRenewal = Fact(
    "change-at-renewal", .share, .asked, .segment,
    "renewals at which an upsell or down-sell is discussed",
    place: "notes of renewals; at most about the contraction chance plus upsells found a year")
  public static let productFlagsLimits = Fact(
    "product-flags-limits", .boolean, .asked, .segment,
    "the product, or a process on its data, tells when a licence limit is near",
    place: "product management")
  public static let fullSalesCycle = Fact(
    "full-sales-cycle", .motions, .asked, .segment,
    "motions that need a full sales cycle; [] for none", place: "stages of won opportunities")
  public static let enterprise = Fact(
    "enterprise", .boolean, .asked, .segment,
    "deals need several stakeholders worked at once and mostly a visit; not a contract size",
    place: "sellers")
  public static let potentialCustomers = Fact(
    "potential-customers", .count, .asked, .segment,
    "customers that there could be worldwide, those you have included", place: "market study")
  public static let cac = Fact(
    "cac", .money, .asked, .segment,
    "cost of winning one customer; read only where sales-cycle is not known", place: "finance")
  public static let sellerRelationships = Fact(
    "seller-relationships", .boolean, .asked, .segment,
    "those who sold first still have strong relationships with the customers", place: "sellers")

  // MARK: - Choices

  public static let priority = Fact(
    "priority",
    .word([
      .init("churn", "Losses."), .init("expansion", "Growth."), .init("both", "Both."),
    ]), .choice, .company, "what customer success must mend first; it colours pay only",
    place: "your decision")
  public static let csmTarget = Fact(
    "csm-target",
    .word([.init("leads", "Qualified leads."), .init("dollars", "Bookings.")]), .choice,
    .segment, "what the company has decided that CSMs carry for expansion", place: "your decision")
  public static let frictionOnPurpose = Fact(
    "friction-on-purpose", .boolean, .choice, .segment,
    "a significant upsell is expected every year, and renewals are made a negotiation to get it",
    place: "your decision")
  public static let selfEvidentCrossSell = Fact(
    "self-evident-cross-sell", .boolean, .choice, .segment,
    "whether a new product helps can be seen beforehand, and its price is by list",
    place: "product management")
  public static let noSellers = Fact(
    "no-sellers", .boolean, .choice, .segment,
    "nobody sells the first deal in person: consumers, very small firms", place: "your decision")
  public static let churnRisk = Fact(
    "churn-risk", .boolean, .choice, .segment,
    "the segment is made of accounts at material risk", place: "your decision")
  public static let newEconomicBuyer = Fact(
    "new-economic-buyer", .boolean, .choice, .segment,
    "the segment is made of accounts whose buyer or evaluation team is new and must be resold",
    place: "your decision")
  public static let newValueProposition = Fact(
    "new-value-proposition", .boolean, .choice, .segment,
    "a new stakeholder needs a wholly different value proposition", place: "sellers")
  public static let privateEquity = Fact(
    "private-equity", .boolean, .choice, .company, "a private equity owner has come in",
    place: "the board")

  /// Every fact, in the order in which they are asked for.
  public static let all: [Fact] = [
    accounts, meanARR, bookARR, shareMonthly, autoRenewal, salesCycle, touch, renewalHours,
    newShare, expansionRate, renewalChance, hasRenewalsTeam, hasAccountManagers, stage, csStage,
    revenue, products, pricing, productMaturity, easySetUp, humanWork, services,
    adoptionDrivesUpsell, negotiation, productsReconsidered, changeAtRenewal, productFlagsLimits,
    fullSalesCycle, enterprise, potentialCustomers, cac, sellerRelationships, priority, csmTarget,
    frictionOnPurpose, selfEvidentCrossSell, noSellers, churnRisk, newEconomicBuyer,
    newValueProposition, privateEquity,
  ]
}
