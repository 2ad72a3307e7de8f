import Formats
import Model

/// The defaults of a scenario, as a document of the same language, each value with its source.
///
/// Under `outcomes` and `hours` the names `low` and `high` are tiers: every segment of the book
/// that is in the tier has the tier's values, unless the user says otherwise. `all` is made for
/// the tier `mid`.
public enum ScenarioDefaults {
  /// The document of a book whose segments have these tiers.
  static func document(
    tiers: [(segment: String, tier: String)]
  ) -> Entry? {
    guard var root = plain, let pairs = root.pairs else { return nil }
    root.content = .map(
      pairs.map { pair in
        guard pair.key == "outcomes" || pair.key == "hours" else { return pair }
        return pair.with(expanded(pair.value, tiers))
      })
    return root
  }

  /// The whole document in its plain form; it is sound, so nothing is reported.
  private static let plain: Entry? = {
    guard let source = try? SourceText(file: "defaults", bytes: Array(text.utf8)) else {
      return nil
    }
    return ScenarioLanguage.table.defaults(source, Diagnostics())
  }()

  /// The entries of tiers as entries of segments.
  private static func expanded(
    _ entry: Entry, _ tiers: [(segment: String, tier: String)]
  ) -> Entry {
    let segments: [Entry.Pair] = tiers.compactMap { segment, tier in
      entry[tier].map {
        Entry.Pair(
          key: segment, keyLocation: $0.location,
          value: $0.moved(from: $0.path, to: Entry.path(entry.path, segment)))
      }
    }
    var expanded = entry
    expanded.content = .map((entry.pairs ?? []).filter { $0.key == "all" } + segments)
    return expanded
  }

  static let text = """
    quotient: 1
    currency: USD
    start: 2026-01-01
    horizon: 3 years
    trials: 10000
    seed: 2026
    sampling: {strata: false, adjusted: false}

    book:
      generate:
        source: made up, illustrative proportions of a B2B software company
        accounts: 400
        arr: 12m
        seed: 1
        segments:
          smb:
            tier: low
            share: 60%
            mean-arr: 12k
            arr-cv: 0.8
            terms: {1 month: 20%, 12 months: 75%, 24 months: 5%}
            auto-renewal: 80%
            sales-cycle: 30
            sales-cycle-cv: 0.5
          mid-market:
            tier: mid
            share: 30%
            mean-arr: 50k
            arr-cv: 0.7
            terms: {12 months: 75%, 24 months: 15%, 36 months: 10%}
            auto-renewal: 60%
            sales-cycle: 75
            sales-cycle-cv: 0.5
          enterprise:
            tier: high
            share: 10%
            mean-arr: 210k
            arr-cv: 0.9
            terms: {12 months: 45%, 24 months: 20%, 36 months: 35%}
            auto-renewal: 30%
            sales-cycle: 150
            sales-cycle-cv: 0.5

    outcomes:
      source: assumption of ours, wide on purpose
      all:
        renewal: {chance: 84%..91%}
        contraction: {chance: 5%..10%, size: 10%..35%}
        price-increase: {chance: 40%..65%, size: 3%..7%}
        escalator: 2%
        organic-growth: {per-year: 0.4..0.7, size: 2%..12%}
        upsell:
          {per-year: 0.5..1.0, observed: arrivals, found: 55%, accepted: 85%, won: 35%..50%,
           size: 5%..40%}
        cross-sell:
          {per-year: 0.2..0.5, observed: arrivals, found: 45%, accepted: 70%, won: 20%..35%,
           size: 10%..50%}
        cross-stakeholder:
          {per-year: 0.05..0.15, observed: arrivals, found: 40%, accepted: 70%, won: 18%..32%,
           size: 15%..80%}
        cross-division:
          {per-year: 0.01..0.06, observed: arrivals, found: 40%, accepted: 70%, won: 15%..28%,
           size: 20%..120%}
      low:
        renewal: {chance: 76%..86%}
        upsell: {per-year: 0.3..0.7}
        cross-sell: {per-year: 0.08..0.25}
        cross-stakeholder: {per-year: 0.02..0.06}
        cross-division: {per-year: 0}
      high:
        renewal: {chance: 90%..96%}
        upsell: {per-year: 0.8..1.5}
        cross-sell: {per-year: 0.4..0.8}
        cross-stakeholder: {per-year: 0.1..0.3}
        cross-division: {per-year: 0.08..0.20}

    shocks:
      source: assumption of ours
    \(ShockInputs.defaults(indent: 2))

    hours:
      source: "assumption of ours; \\"Who should own commercials\\" calls a renewal under 4 hours light"
      all:
        {\(WorkInputs.defaults)}
      low:
        {service: 3, renewal: 1.5, upsell: 2, cross-sell: 6, cross-stakeholder: 12,
         cross-division: 25}
      high:
        {service: 80, renewal: 14, upsell: 15, cross-sell: 40, cross-stakeholder: 50,
         cross-division: 80}

    roles:
      source: assumption of ours
      csm:
        type: {value: value-delivery, source: "\\"The Customer Success Economy\\", figure 21.1"}
        ote: 115k
        pay-mix: 85/15
        hours: 1500
        attrition: 16%
        ramp: 3 months
      pooled-csm:
        type: {value: value-delivery, source: "\\"The Customer Success Economy\\", figure 21.1"}
        ote: 85k
        pay-mix: 90/10
        hours: 1550
        attrition: 22%
        ramp: 2 months
      renewal-manager:
        {cost-line: retention, ote: 105k, pay-mix: 75/25, hours: 1500, attrition: 15%,
         ramp: 3 months}
      account-manager:
        {cost-line: expansion, ote: 160k, pay-mix: 65/35, hours: 1450, attrition: 18%,
         ramp: 5 months}
      account-executive:
        {cost-line: expansion, ote: 235k, pay-mix: 50/50, hours: 1400, attrition: 25%,
         ramp: 6 months, sells-new-logos: true}
      new-logo-seller:
        {cost-line: expansion, ote: 240k, pay-mix: 50/50, hours: 1400, attrition: 28%,
         ramp: 6 months, sells-new-logos: true}
      digital:
        {human: false, cost-line: retention, ote: 0, pay-mix: 100/0, attrition: 0, ramp: 0 months,
         vacancy: 0 months, burden: 0, tools: 0, hiring: 0, severance: 0}
      cs-leader:
        {cost-line: retention, ote: 220k, pay-mix: 75/25, attrition: 12%, ramp: 4 months, span: 8,
         manages: [csm, pooled-csm, renewal-manager, account-manager]}
      cco:
        cost-line: retention
        ote: 340k
        pay-mix: 70/30
        attrition: 12%
        ramp: 6 months
        span: 6
        manages: {value: [], source: "the same under every owner; name roles here to count it"}
      all:
        {human: true, pay-mix: 80/20, heads: capacity, resize: yearly, \(RoleInputs.defaults),
         manages: [], sells-new-logos: false}

    effects:
      source: assumption of ours, wide on purpose
      skill:
        renewal-manager:
          renewal: {value: 0.92..1.25, source: "\\"Who should own commercials\\": slightly better terms"}
          upsell: 0.8..1.2
          cross-sell: 0.7..1.1
        account-manager:
          source: "\\"CURE: who owns the customer\\": CSMs are often not great at selling; width ours"
          renewal: 0.92..1.30
          upsell: 1.0..1.6
          cross-sell: 1.0..1.7
          cross-stakeholder: 1.0..1.8
          cross-division: 1.0..1.8
        account-executive:
          source: "\\"Sales or CSM: two vectors\\", \\"CURE: who owns the customer\\"; width ours"
          renewal: 0.75..1.08
          upsell: 1.05..1.75
          cross-sell: 1.1..2.0
          cross-stakeholder: 1.2..2.2
          cross-division: 1.2..2.2
        new-logo-seller:
          renewal: 0.70..1.05
          upsell: 0.95..1.6
          cross-sell: 1.1..2.0
          cross-stakeholder: 1.2..2.2
          cross-division: 1.2..2.2
        pooled-csm:
          source: "\\"Who owns upsell and renewal?\\": low touch; width ours"
          renewal: 0.75..1.02
          upsell: 0.7..1.02
          cross-sell: 0.7..1.02
        digital:
          source: "\\"Who should own commercials\\": product-led; width ours"
          renewal: 0.65..1.02
          upsell: 0.5..1.1
          cross-sell: 0.4..1.0
          cross-stakeholder: 0.3..0.9
          cross-division: 0.3..0.9
      price:
        renewal-manager:
          {value: 1.00..1.25, source: "\\"Who should own commercials\\": slightly better terms"}
        account-manager: 1.00..1.35
        account-executive: 1.00..1.40
        new-logo-seller: 1.00..1.35
        pooled-csm: 0.90..1.05
        digital: 0.85..1.10
    \(EffectInputs.defaults(indent: 2))

    quotas:
      source: assumption of ours
      basis: expected
      stretch: 100%
      over-assignment: 100%
      nothing-due: redistribute

    finance:
      source: assumption of ours
    \(FinanceInputs.defaults(indent: 2))
    """
}
