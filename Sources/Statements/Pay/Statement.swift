import Plans
public import Units

/// What one person is paid for one period, and why.
///
/// The entries add up to the pay, to the cent.
public struct Statement: Hashable, Sendable {
  /// One step from credit to pay.
  public enum Step: Hashable, Sendable {
    /// What a measure earned in the period, by its place in the plan.
    case measure(Int)
    /// What measures with nothing due leave to the others, or pay at target: only a simulation has
    /// a rule for them.
    case nothingDue
    /// What a modifier changed, by its place in the plan.
    case modifier(Int)
    case planGate
    case planCap
    /// A negative true-up made good, or put off.
    case carried
    /// Earnings put off to later instalments.
    case deferred
    /// Instalments of earlier earnings.
    case instalments
    case guarantee
    /// Advanced, or recovered where negative.
    case draw
    case clawback
  }

  /// What one step added or took.
  public struct Entry: Hashable, Sendable {
    public let step: Step
    public let amount: Money
  }

  /// The person's name.
  public let person: String
  /// The plan's name.
  public let plan: String
  /// The person's team.
  public let team: String?
  /// The period that is paid.
  public let period: PayPeriod
  /// Yearly; zero where the plan needs none.
  public let targetIncentive: Money
  /// Yearly base; zero where the plan needs none.
  public let base: Money
  /// The part of target incentive that falls into the period.
  public let periodTarget: Money
  /// The ramp's period, from 1; nil where the ramp is over or there is none.
  public let rampPeriod: Int?
  /// The factor on the period's quotas.
  public let rampQuota: Double
  /// From credit to earnings, by measure; to date where the plan counts so.
  public let lines: [MeasureLine]
  /// The plan's modifiers, in its order.
  public let modifiers: [ModifierLine]
  /// The plan's gates; a measure's stand in its line.
  public let gates: [GateLine]
  /// The most the plan lets be earned of what the period settles; nil without a cap, and where it
  /// settles nothing.
  public let cap: Money?
  /// What earlier periods of a longer window that the period settles earned: the cap is of that window,
  /// less this.
  public let earnedBefore: Money
  /// In the order of pay; measures and modifiers always, later steps where they changed something.
  public let entries: [Entry]
  /// What the events of the period take back, credit by credit.
  public let recoveries: [Recovery]
  /// The least the period had to pay by guarantee, and by draw.
  public let guarantee: Money
  /// The least the period had to pay by draw; zero where none is granted.
  public let draw: Money
  /// What is paid: negative where more is taken back than earned.
  public let pay: Money
  /// What was owed and due before the period, and what is after it.
  public let opening: Balance
  public let closing: Balance
  /// What was owed or to be recovered, and is no longer.
  public let forgiven: Money

  /// What a person owes and is owed.
  public struct Balance: Hashable, Sendable {
    /// Recoverable draw not yet recovered.
    public let owed: Money
    /// A negative true-up not yet made good; not above 0.
    public let carried: Money
    /// Earned, and due in later instalments.
    public let later: Money
    /// Taken back and not yet recovered.
    public let unrecovered: Money

    init(
      owed: DoubleDouble, carried: DoubleDouble, later: DoubleDouble, unrecovered: DoubleDouble
    ) {
      self.owed = Money(owed.high)
      self.carried = Money(carried.high)
      self.later = Money(later.high)
      self.unrecovered = Money(unrecovered.high)
    }
  }

  /// Recoverable draw not yet recovered.
  public var owed: Money { closing.owed }
  /// A negative true-up not yet made good; not above 0.
  public var carried: Money { closing.carried }
  /// Earned, and due in later instalments.
  public var later: Money { closing.later }

  /// The entry of a step; zero where it changed nothing.
  public func amount(of step: Step) -> Money {
    entries.first { $0.step == step }?.amount ?? .zero
  }
}

/// What an event takes back for one credit of one measure.
public struct Recovery: Hashable, Sendable {
  /// What happened.
  public let event: DealEvent
  /// The credit whose pay comes back.
  public let credit: CountedCredit
  /// The measure's place in the plan, and its name.
  public let measure: Int
  public let name: String
  /// Whole months from the credit to the event.
  public let elapsedMonths: Int
  /// What the deal brought and still stands for: what a true-up has already taken of it is not taken
  /// again.
  public let dealPay: Money
  /// The share of ``dealPay`` that comes back.
  public let share: Double
  /// What came back of it in earlier periods.
  public let before: Money
  /// What comes back now; instalments not yet paid are cancelled besides. Negative where a true-up
  /// has lowered what the deal stands for since.
  public let taken: Money
}
