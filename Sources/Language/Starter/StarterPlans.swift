/// The starter pay plans and actuals that `init --plans` writes.
public enum StarterPlans {
  public static let text = """
    # Who is paid by which plan, and for what.
    #
    #   quotient check FILE                            what is wrong with it
    #   quotient pay FILE --actuals actuals.csv        what everybody is paid, line by line
    #
    # A measure has one shape: a rate or a marginal scale pays money for credit; a curve or steps
    # pay a multiple of target for attainment. `from: pays`, the lower bound included; a curve is
    # flat after its last key, which is the cap.
    quotient: 1
    currency: USD
    year-starts: 2026-01-01

    people:
      ada: {plan: csm, base: 92k, target-incentive: 16k}
      ben: {plan: account-manager, base: 105k, target-incentive: 55k}

    plans:
      csm:
        period: quarter
        counting: year-to-date         # each quarter trues up what the year has come to
        measures:
          - {measure: grr, weight: 70%, quota: 90%, curve: {90%: 0%, 100%: 100%, 106%: 180%}}
          - {measure: csqls-accepted, weight: 30%, quota: 24, curve: {50%: 0%, 100%: 100%, 150%: 200%}}

      account-manager:
        period: quarter
        counting: year-to-date
        measures:
          - {measure: expansion-bookings, weight: 100%, quota: 800k, deal-cap: 250k,
             curve: {50%: 50%, 100%: 100%, 150%: 250%}}
        # A lost deal keeps 1/12 of what it stands for with each month; the rest is kept back from
        # what is paid next, at most half of it at a time.
        clawback: {on: churn, within: 12 months, recover: sliding, from: next-pay, at-most: 50%}

    """

  public static let actuals = """
    date,person,measure,motion,amount,share,deal,account,event
    2026-Q1,ada,grr,,92%,,,,
    2026-Q1,ada,csqls-accepted,,7,,,,
    2026-02-10,ben,expansion-bookings,small-upsell,120000,,D-1,A-1,
    2026-03-20,ben,expansion-bookings,cross-sell,310000,,D-2,A-2,
    2026-Q2,ada,grr,,90.5%,,,,
    2026-Q2,ada,csqls-accepted,,4,,,,
    2026-05-12,ben,,,,,D-1,A-1,churn

    """
}
