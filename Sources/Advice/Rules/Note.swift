public import Ownership

/// What a framework says beside an owner.
public enum Note: Hashable, Sendable {
  case remark(Remark)
  /// A role that the source allows as well.
  case alternative(Role)
  /// A role that the source brings in beside the owner.
  case beside(Role)
  /// What the source says of pay; shown, never applied.
  case pay(PayHint)
  /// The owner would be another within the range of a cut of ours.
  case within(Cut)
  /// The share of companies of this size whose account executive leads or takes part.
  case peers(String)

  /// As programs read it: `line`, `or:csm`, `with:account-manager`, `pay:nrr`, `within:suite`.
  public var code: String {
    switch self {
    case .remark(let remark): remark.rawValue
    case .alternative(let role): "or:\(role)"
    case .beside(let role): "with:\(role)"
    case .pay(let hint): "pay:\(hint.rawValue)"
    case .within(let cut): "within:\(cut.name)"
    case .peers(let share): "peers:\(share)"
    }
  }

  /// A sentence without a full stop.
  public var text: String {
    switch self {
    case .remark(let remark): remark.text
    case .alternative(let role): "the source allows \(role) as well"
    case .beside(let role): "bring in \(role) beside the owner"
    case .pay(let hint): hint.text
    case .within(let cut): "hangs on \(cut.author.words) \(cut.name): \(cut.ground)"
    case .peers(let share):
      "2019 survey: at \(share) of companies with contracts of this size an account executive leads"
        + " or takes part"
    }
  }
}

/// A remark that a table attaches to a row or a condition.
public enum Remark: String, CaseIterable, Hashable, Sendable {
  case cheapest
  case betterTerms = "better-terms"
  case mostExpensive = "most-expensive"
  case noAutoRenewal = "no-auto-renewal"
  case friction
  case senior
  case oneMark = "one-mark"
  case someMarks = "some-marks"
  case mixedTerms = "mixed-terms"
  case considerFriction = "consider-friction"
  case autoRenewal = "auto-renewal"
  case csmAlone = "csm-alone"
  case forGood = "for-good"
  case trackOnly = "track-only"
  case allSales = "option:all-sales"
  case allCSM = "option:all-csm"
  case split = "option:split"
  case pullsApart = "pulls-apart"
  case ccoAccountable = "cco-accountable"
  case singleContact = "single-contact"
  case likely
  case newExecutive = "new-executive"
  case band
  case noLimit = "no-limit"
  case earlyFocus = "early-focus"
  case pePlaybook = "pe-playbook"
  case againstChoice = "against-choice"
  case valueCapture = "type:value-capture"
  case valueGaps = "type:value-gaps"
  case valueDelivery = "type:value-delivery"
  case figureDisagrees = "figure-disagrees"
  case line
  case leanOnly = "lean-only"
  case betweenStages = "between-stages"
  case fullStack = "full-stack"
  case twoFaces = "two-faces"
  case successFirst = "success-first"

  /// A sentence without a full stop.
  public var text: String {
    switch self {
    case .cheapest: "no team need be hired: the cheapest model"
    case .betterTerms: "slightly better terms than a CSM gets on average"
    case .mostExpensive: "the most expensive model"
    case .noAutoRenewal: "contracts without an auto-renewal clause"
    case .friction: "every renewal is negotiated, to open an upsell"
    case .senior: "a senior account executive"
    case .oneMark:
      "only one of the two marks of light and heavy paper holds: the renewals team is our reading"
    case .someMarks:
      "the source names three marks together: complex, products reopened, and changes at most"
        + " renewals; that fewer suffice for the account executive is our reading"
    case .mixedTerms: "monthly and longer terms are mixed: two segments would be read better"
    case .considerFriction:
      "changes are discussed almost always: where they are significant upsells, one company leaves"
        + " auto-renewal out on purpose"
    case .autoRenewal: "an auto-renewal clause, with an uplift by default, makes renewals easier"
    case .csmAlone: "easy plays at list price the CSM may run alone"
    case .forGood: "sellers keep a handful of accounts for good"
    case .trackOnly: "to be tracked, hardly to be worked on"
    case .allSales: "the option all sales"
    case .allCSM: "the option all CSM"
    case .split: "the option split: CSMs renew, sales sells"
    case .pullsApart:
      "the two vectors pull apart, and the source's chart, which we lack, may say otherwise"
    case .ccoAccountable:
      "sometimes the head of CSMs answers for gross retention though others renew: at 20 to 25% of"
        + " companies, by one recruiter's count"
    case .singleContact: "a single point of contact, and fewer heads"
    case .likely: "likely, the source says, not certainly"
    case .newExecutive: "a new executive is a sales cycle of its own"
    case .band: "between 200 and 300 million, one practitioner's band, it is not yet certain"
    case .noLimit:
      "where the authors net out, the effort to reach value decides, whatever the revenue"
    case .earlyFocus:
      "a young team may look after adoption first; renewals can be layered on later"
    case .pePlaybook: "private equity owners often move renewals to the CSM team after the deal"
    case .againstChoice:
      "neither the effort to reach value nor adoption backs an upsell quota of CSMs"
    case .valueCapture: "a CSM for value capture: a commercial profile, a cost of expansion"
    case .valueGaps: "a CSM for value gaps: a technical profile, a cost of goods sold"
    case .valueDelivery:
      "a CSM for value delivery: strong with executives, a cost of retention"
    case .figureDisagrees:
      "the source's figure puts a product as young as yours beside another type of CSM"
    case .line: "set a line between easy and big upsells"
    case .leanOnly: "only until the team specialises"
    case .betweenStages:
      "the source puts account managers past the early stage, and finds the new-business team fine"
        + " early, above all where it is close to customers: to go on with the other questions is our"
        + " reading"
    case .fullStack: "one account manager for whatever is in the contract"
    case .twoFaces: "no account manager beside a renewal manager before the same customer"
    case .successFirst: "customers who do not succeed do not buy more: mend success first"
    }
  }
}

/// What a source says of how people are paid.
public enum PayHint: String, CaseIterable, Hashable, Sendable {
  case csqls
  case nrr
  case groupNetRetention = "group-net-retention"
  case groupGoals = "group-goals"
  case individualQuota = "individual-quota"
  case variable = "variable-20-30"
  case onRenewals = "on-renewals"
  case onExpansion = "on-expansion"

  /// A sentence without a full stop.
  public var text: String {
    switch self {
    case .csqls: "CSMs could have a target of leads (CSQLs), and sales one of expansion"
    case .nrr: "account managers are paid mostly on net retention, then on bookings"
    case .groupNetRetention: "CSMs share a group bonus, mostly on net retention"
    case .groupGoals: "pooled CSMs are paid on group goals"
    case .individualQuota: "CSMs carry a quota of their own"
    case .variable: "20 to 30% of on-target earnings are variable"
    case .onRenewals: "the quota is on renewals, where churn is the problem"
    case .onExpansion: "the quota is on expansion, where growth is the problem"
    }
  }
}
