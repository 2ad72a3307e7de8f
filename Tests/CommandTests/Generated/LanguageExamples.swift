/// An example of every block of a scenario, which together are one that runs.
enum LanguageExamples {
  struct Block {
    /// The keys at the top of it.
    let keys: [String]
    let says: String
    let text: String
  }

  static let scenario: [Block] = [
    Block(
      keys: ["quotient", "name", "currency", "start", "horizon", "trials", "seed", "sampling"],
      says: "Three years from April, played 3,200 times.",
      text: """
        quotient: 1
        name: Who owns renewals from April?
        currency: EUR
        start: 2026-04-01
        horizon: 3 years
        trials: 3200
        seed: 7
        sampling: {adjusted: true}
        """),
    Block(
      keys: ["book"],
      says: "A made-up book; with a file it is `book: {file: accounts.csv, columns: {...}}`,"
        + " see [your own book](bring-your-own-book.md).",
      text: """
        book:
          generate:
            accounts: 240
            arr: 9m
            segments:
              smb: {share: 70%, mean-arr: 12k, terms: {1 month: 20%, 12 months: 80%}, auto-renewal: 70%}
              corporate: {tier: high, share: 30%, mean-arr: 120k, terms: {12 months: 60%, 36 months: 40%}}
            health: {red: 15%, amber: 35%, green: 50%}
        """),
    Block(
      keys: ["outcomes"],
      says: "What happens today. `all` holds for every segment; a segment's own key comes first.",
      text: """
        outcomes:
          all:
            renewal: {chance: 84%..91%, source: "renewals of 2023 to 2025"}
            contraction: {chance: 6%, size: 10%..35%}
            price-increase: {chance: 40%..60%, size: 3%..7%}
            escalator: 2%
            upsell: {per-year: 0.5..0.9, found: 55%, accepted: 85%, won: 40%, size: 5%..40%}
          corporate:
            renewal: {chance: 92%..96%}
        """),
    Block(
      keys: ["drivers"],
      says: "Columns of the book that move the odds: a value's odds ratio, or one for each unit.",
      text: """
        drivers:
          renewal:
            health: {red: 0.4, amber: 0.8..1.0, green: 1.3}
        """),
    Block(
      keys: ["shocks"], says: "Luck that many accounts share, on log-odds.",
      text: """
        shocks:
          market: {sd: 0.20, persistence: 50%}
          segment: {sd: 0.10}
          talent: {sd: 0.20}
        """),
    Block(
      keys: ["hours"],
      says: "Work of an account and year, of a renewal, of an opportunity: heads follow it.",
      text: """
        hours:
          smb: {service: 4, renewal: 1, upsell: 2}
          corporate: {service: 70, renewal: 14, upsell: 16}
        """),
    Block(
      keys: ["roles"], says: "What people cost, and how many there are: by work, or as stated.",
      text: """
        roles:
          csm: {ote: 105k..115k, pay-mix: 85/15, attrition: 15%, ramp: 3 months}
          account-manager: {ote: 150k, pay-mix: 65/35, heads: {arr-per-head: 3m}}
          cs-leader: {ote: 200k, span: 8, manages: [csm, account-manager]}
        """),
    Block(
      keys: ["effects"],
      says: "What another owner changes: odds ratios against a CSM, multipliers, hours of sellers.",
      text: """
        effects:
          skill:
            account-manager: {renewal: 0.95..1.25, upsell: 1.0..1.6}
          price: {account-manager: 1.0..1.3}
          overload: 0.5..0.8
          handover: {odds: 0.85..1.0, hours: 4, for: 6 months}
          new-logo-hour: 100..250
        """),
    Block(
      keys: ["baseline", "models"],
      says: "The status quo, and what else there might be: presets, changes of them, schedules.",
      text: """
        baseline: all-csm
        models:
          - all-csm
          - csql
          - name: corporate-accounts
            like: all-csm
            owners:
              corporate: {renewal: account-manager, small-upsell: account-manager, big-upsell: account-manager}
            line: 20k
            pay: {csm: csm-retention}
          - name: next-year
            years: {1: all-csm, 2: corporate-accounts}
        """),
    Block(
      keys: ["quotas"], says: "How quotas are set where a measure has none of its own.",
      text: """
        quotas: {basis: expected, stretch: 102%, over-assignment: 105%}
        """),
    Block(
      keys: ["plans"],
      says:
        "Pay: a plan named like a role is its own; each shape with an example is in [plans](plans.md).",
      text: """
        plans:
          csm-retention:
            period: quarter
            counting: year-to-date
            measures:
              - {measure: grr, weight: 70%, curve: {92%: 0%, 100%: 100%, 106%: 180%}}
              - {measure: expansion-bookings, weight: 30%, curve: {50%: 0%, 100%: 100%, 150%: 220%}, gate: {grr: 85%}}
        """),
    Block(
      keys: ["finance"], says: "Margin, discount, what ending ARR counts, budget and targets.",
      text: """
        finance:
          gross-margin: 74%..78%
          discount-rate: 10%
          terminal-multiple: 0
          budget: 2.4m
          targets: {nrr: 102%, grr: 88%}
        """),
    Block(
      keys: ["approve"],
      says: "What a model must meet, each answered go, no-go or too close.",
      text: """
        approve:
          cost: "<= 2.4m with 80%"
          nrr: ">= 102% with 70%"
        """),
    Block(
      keys: ["company"],
      says: "Facts that the frameworks ask for; `quotient advise` names those missing.",
      text: """
        company:
          stage: growth
          products: 2
        """),
  ]

  /// An example of the keys of a plan file that a scenario does not have.
  static let plans = """
    year-starts: 2026-01-01
    currency: EUR
    plans:
      seller:
        period: quarter
        measures:
          - {measure: bookings, weight: 100%, curve: {0%: 0%, 100%: 100%, 150%: 200%}}
    people:
      ada:
        plan: seller
        base: 90k
        target-incentive: 60k
        quotas: {bookings: 1.2m}
    """
}
