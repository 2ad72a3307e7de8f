import Model
public import Ownership
import Plans
public import Units

/// Something that happened to an account in a trial.
public struct TrialEvent: Sendable {
  public enum Outcome: Hashable, Sendable {
    /// A term ended and the account left.
    case churned
    /// A term ended and the account stayed, with less, the same or more.
    case renewed(contraction: Double, increase: Double)
    /// A contract year ended within a term.
    case escalated
    /// An opportunity of so much came up.
    case opportunity(Motion, amount: Double, stage: Stage)
  }

  /// How far an opportunity got.
  public enum Stage: String, Sendable {
    case missed, found, accepted, won
  }

  /// Credit that a person's plan reads.
  public struct Credit: Sendable {
    /// The person's seat.
    public let seat: Int
    /// What is credited, in the words of plans.
    public let credited: String
    /// Negative where a churn takes credit back.
    public let amount: Double
    /// Whether it counts pieces; else currency.
    public let isCount: Bool
  }

  /// The account's row in the book.
  public let account: Int
  public let day: Day
  /// Counted from 0.
  public let year: Int
  public let outcome: Outcome
  /// ARR before and after.
  public let before: Double
  public let after: Double
  /// The uniforms that decided it, the one that decided most first; none of an escalator.
  public let draws: [EventDraw]
  /// The role whose work it is, and the seat; nil of an escalator, and of the product itself.
  public let owner: Role?
  public let ownerSeat: Int?
  /// Who found the opportunity or should have, where that is somebody else.
  public let finderSeat: Int?
  public let credits: [Credit]

  /// What it adds to ARR.
  public var change: Double { after - before }

  /// The word for it: `churn`, `renewal`, `contraction`, `price-increase`, `escalator`, or a motion.
  public var name: String {
    switch outcome {
    case .churned: "churn"
    case .renewed(let contraction, let increase):
      contraction > 0 ? "contraction" : increase > 0 ? "price-increase" : "renewal"
    case .escalated: "escalator"
    case .opportunity(let motion, _, _): motion.rawValue
    }
  }
}

/// Tells the events of a ledger in the terms of the book.
struct EventTeller {
  private let compiled: CompiledScenario
  private let model: CompiledModel

  init(_ compiled: CompiledScenario, model: Int) {
    self.compiled = compiled
    self.model = compiled.models[model]
  }

  /// In the order of their dates; of one day, in the order of the book.
  func events(of ledger: ReferenceLedger) -> [TrialEvent] {
    let credits = Dictionary(grouping: ledger.credits, by: \.event)
    // Later term ends of an account that has left are no events.
    return ledger.events.enumerated().filter { $1.before > 0 }
      .map { event($1, credits[$0] ?? []) }
      .enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
      .map(\.element)
  }

  private func event(
    _ event: AccountEvent, _ credits: [ReferenceLedger.Credit]
  ) -> TrialEvent {
    let stage = model.stage(inYear: event.year)
    let responsibility = stage.responsibilities[Int(compiled.book.segment[event.account])]
    func seat(_ local: Int) -> Int? { stage.seat(ofAccount: event.account, local: local) }
    let (outcome, route): (TrialEvent.Outcome, Responsibility.Route?) =
      switch event.kind {
      case .escalation: (.escalated, nil)
      case .termEnd(let churn, let contraction, let increase, _):
        (
          churn > 0 ? .churned : .renewed(contraction: contraction, increase: increase),
          increase > 0 ? responsibility.priceIncrease : responsibility.renewal
        )
      case .opportunity(let motion, let amount, let stage):
        (
          .opportunity(motion, amount: amount, stage: TrialEvent.Stage(stage)),
          motion.stream.map { responsibility.route($0, isBig: motion == .bigUpsell) }
        )
      }
    return TrialEvent(
      account: event.account, day: day(of: event), year: event.year, outcome: outcome,
      before: event.before, after: event.after, draws: event.draws,
      owner: route?.assignment.owner, ownerSeat: route.flatMap { seat($0.owner) },
      finderSeat: route.flatMap { $0.finder == $0.owner ? nil : seat($0.finder) },
      credits: credits.map {
        let isLost = Flow.taken.contains($0.flow)
        return TrialEvent.Credit(
          seat: $0.seat, credited: $0.flow.credited, amount: isLost ? -$0.amount : $0.amount,
          isCount: Flow.counts.contains($0.flow))
      })
  }

  private func day(of event: AccountEvent) -> Day {
    let first = compiled.timeline.start.adding(months: event.month)
    let next = compiled.timeline.start.adding(months: event.month + 1)
    let days = Double(next - first)
    // A contract's date is a whole day; an opportunity's lies within one.
    let passed = event.monthFraction * days
    let whole = (passed - passed.rounded()).magnitude < 1e-3 ? passed.rounded() : passed
    return first.adding(days: min(Int(days) - 1, Int(whole)))
  }
}

extension TrialEvent.Stage {
  fileprivate init(_ stage: AccountEvent.FunnelStage) {
    self =
      switch stage {
      case .missed: .missed
      case .found: .found
      case .accepted: .accepted
      case .won: .won
      }
  }
}

extension Flow {
  fileprivate static let counts: Set<Flow> = [.sourced, .accepted, .won]
  fileprivate static let taken: Set<Flow> = [.clawedBack, .clawedBackLater, .removed]

  /// What the flow credits, in the words of plans.
  fileprivate var credited: String {
    switch self {
    case .renewed: MeasureKind.renewedARR.rawValue
    case .priceIncrease: Motion.priceIncrease.rawValue
    case .organicGrowth: Motion.organicGrowth.rawValue
    case .smallUpsell: Motion.smallUpsell.rawValue
    case .bigUpsell: Motion.bigUpsell.rawValue
    case .crossSell: Motion.crossSell.rawValue
    case .crossStakeholder: Motion.crossStakeholder.rawValue
    case .crossDivision: Motion.crossDivision.rawValue
    case .sourced: MeasureKind.csqlsSourced.rawValue
    case .sourcedARR: MeasureKind.csqlARRSourced.rawValue
    case .accepted: MeasureKind.csqlsAccepted.rawValue
    case .acceptedARR: MeasureKind.csqlARRAccepted.rawValue
    case .won: MeasureKind.csqlsWon.rawValue
    case .wonARR: MeasureKind.csqlARRWon.rawValue
    case .clawedBack, .clawedBackLater: "clawback"
    case .removed: "credit removed"
    case .start, .startAccounts, .due, .change, .grossLoss, .lostAccounts, .expansion:
      "\(self)"
    }
  }
}
