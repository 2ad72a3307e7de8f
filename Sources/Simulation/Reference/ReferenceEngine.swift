import CAccountLoop
import Foundation
import Model
import Ownership
import Units

/// The causal model in plain Swift: what happens to an account in one trial under one model.
///
/// Written for reading, and for tests to compare with the account loop, which does the same for
/// sixteen trials and all models at once. Both use the same uniforms in the same precision, so they
/// agree event by event.
struct ReferenceEngine {
  let compiled: CompiledScenario
  let luck: WorldLuck

  /// The events of an account over the horizon.
  func history(account: Int, model: Int, trial: Int) -> [AccountEvent] {
    var events: [AccountEvent] = []
    var arr = compiled.book.arr[account]
    // What the last renewal's change makes of the odds of the next.
    var aftermath: Float = 1
    for year in 0..<compiled.timeline.years where arr > 0 {
      let inYear = AccountYear(self, account: account, model: model, year: year, trial: trial)
      arr = play(inYear, opening: arr, aftermath: &aftermath, into: &events)
    }
    return events
  }

  /// Plays a fiscal year; returns the ARR at its end.
  private func play(
    _ inYear: AccountYear, opening: Double, aftermath: inout Float,
    into events: inout [AccountEvent]
  ) -> Double {
    var arr = opening
    var opportunities = inYear.opportunities()[...]
    func happen(
      _ kind: AccountEvent.Kind, month: Int, monthFraction: Double, changing after: Double,
      by draws: [EventDraw] = []
    ) {
      // Nothing happens to an account that is lost.
      guard arr > 0 else { return }
      events.append(
        AccountEvent(
          account: inYear.account, year: inYear.year, month: month, monthFraction: monthFraction,
          kind: kind, before: arr, after: after, opening: opening, draws: draws))
      arr = after
    }
    func meet(_ opportunity: AccountYear.Opportunity) {
      guard arr > 0 else { return }
      let amount = Double(opportunity.size) * arr
      let (motion, stage, draw) = inYear.pursue(opportunity, amount: amount)
      let month = inYear.year * 12 + min(11, Int(opportunity.date * 12))
      happen(
        .opportunity(motion: motion, amount: amount, stage: stage), month: month,
        monthFraction: Double(opportunity.date * 12 - Float(month - inYear.year * 12)),
        changing: stage == .won ? arr + amount : arr, by: [draw])
    }

    let before = aftermath
    let leavesAt = inYear.termEndAtWhichItLeaves(aftermath: before)
    if inYear.contractEvents.contains(where: { $0.kind != .escalation }) { aftermath = 1 }
    var termEnd: Int32 = 0
    for event in inYear.contractEvents {
      while let next = opportunities.first, next.date < event.yearFraction {
        meet(next)
        opportunities.removeFirst()
      }
      if event.kind == .escalation {
        let amount = arr * inYear.escalator
        happen(
          .escalation(amount: amount), month: Int(event.month),
          monthFraction: Double(event.monthFraction), changing: arr + amount)
        continue
      }
      let churn = termEnd == leavesAt ? arr : 0
      let stays = arr - churn
      let (contraction, increase) =
        event.kind == .anniversary ? inYear.change(of: stays) : (0, 0)
      var draws = [inYear.renewalDraw(termEnd: termEnd, aftermath: before)]
      if event.kind == .anniversary, churn == 0 {
        draws.insert(inYear.changeDraw, at: contraction > 0 || increase > 0 ? 0 : 1)
      }
      if event.kind == .anniversary { aftermath = inYear.aftermath() }
      happen(
        .termEnd(
          churn: churn, contraction: contraction, increase: increase, due: arr * event.dueShare),
        month: Int(event.month), monthFraction: Double(event.monthFraction),
        changing: stays - contraction + increase, by: draws)
      termEnd += 1
    }
    opportunities.forEach(meet)
    return arr
  }
}

extension ReferenceEngine {
  /// An account in a fiscal year of one trial, under one model.
  struct AccountYear {
    /// An opportunity that arrived, won or not.
    struct Opportunity {
      var stream: ExpansionStream
      var date: Float
      var size: Float
      var luck: Float
      /// The draw of the year's number of arrivals.
      var arrival: EventDraw
    }

    let compiled: CompiledScenario
    let luck: WorldLuck
    let account: Int
    let model: Int
    let year: Int
    let trial: Int
    let segment: Int
    let stage: CompiledModel.Stage
    let responsibility: Responsibility
    /// Uniforms for the renewal, the change of ARR, its size, and arrivals across divisions.
    let uniforms: SIMD4<Float>

    init(_ engine: ReferenceEngine, account: Int, model: Int, year: Int, trial: Int) {
      compiled = engine.compiled
      luck = engine.luck
      self.account = account
      self.model = model
      self.year = year
      self.trial = trial
      segment = Int(compiled.book.segment[account])
      stage = compiled.models[model].stage(inYear: year)
      responsibility = stage.responsibilities[segment]
      let key = DrawKey(entity: compiled.book.entities[account], purpose: .renewal, year: year)
      uniforms = luck.draws.uniforms(key, trial: trial)
    }

    var lane: Int { trial % laneCount }
    var months: Int { compiled.timeline.months }
    var years: Int { compiled.timeline.years }
    private var index: RateIndex { RateIndex(compiled) }
    var escalator: Double { luck.world.escalator[segment] }

    var contractEvents: ArraySlice<ContractEvent> {
      compiled.book.events(account: account, year: year)
    }

    /// The seat of the account's person in a local role.
    func seat(_ local: Int) -> Int? {
      stage.seat(ofAccount: account, local: local)
    }

    private var rates: AccountLoopRates {
      luck.world.rates[index.cell(model: model, year: year, segment: segment)]
    }

    // MARK: - Renewal

    /// The first of the year's term ends that the account does not survive.
    ///
    /// - Parameter aftermath: What the last renewal's change makes of the odds.
    func termEndAtWhichItLeaves(aftermath: Float) -> Int32 {
      let termEnds = contractEvents.filter { $0.kind != .escalation }
      guard let first = termEnds.first else { return 0 }
      return TermEnd.index(
        luck: uniforms[0], odds: renewalOdds(month: Int(first.month)) * aftermath,
        exponent: compiled.book.renewalExponent[account * years + year],
        count: Int32(termEnds.count))
    }

    /// The draw of the year's renewals, against the chance to survive as far as a term end: see
    /// ``TermEnd``.
    func renewalDraw(termEnd: Int32, aftermath: Float) -> EventDraw {
      let termEnds = contractEvents.filter { $0.kind != .escalation }
      let odds = Double(renewalOdds(month: Int(termEnds.first?.month ?? 0)) * aftermath)
      let exponent = Double(compiled.book.renewalExponent[account * years + year])
      let chance = odds.isFinite ? odds / (1 + odds) : 1
      let survives = pow(chance, Double(termEnd + 1) * exponent / Double(termEnds.count))
      return EventDraw(
        of: .renewal, uniform: uniforms[0], bounds: [.init(.stays, below: survives)])
    }

    private func renewalOdds(month: Int) -> Float {
      luck.renewalOdds(
        RenewalTerms(stage, compiled.book, account: account, month: month), account: account,
        model: model, cell: index.cell(year: year, segment: segment), month: month,
        drivers: driverOdds(.renewal) ?? 1
      ) { $0[lane] }
    }

    /// Contraction or increase at renewal, from one uniform.
    func change(of arr: Double) -> (contraction: Double, increase: Double) {
      if contracts { return (arr * share(ofSize: index.contractionSize(segment: segment)), 0) }
      if rises {
        return (0, arr * share(ofSize: index.increaseSize(segment: segment)) * rates.price)
      }
      return (0, 0)
    }

    /// What that change makes of the odds of the next renewal.
    func aftermath() -> Float {
      if contracts { return luck.world.effects.contraction }
      guard rises else { return 1 }
      let increase =
        Float(share(ofSize: index.increaseSize(segment: segment))) * Float(rates.price)
      return Aftermath.ofIncrease(increase, luck.world.effects)
    }

    private var contracts: Bool { uniforms[1] < rates.contraction }
    private var rises: Bool { uniforms[1] >= noIncrease }

    /// The uniform from which ARR rises.
    private var noIncrease: Float { rates.noIncrease(drivers: driverOdds(.priceIncrease)) }

    private func share(ofSize index: Int) -> Double {
      let size = luck.world.sizes[index]
      let table = compiled.sizeTables[Int(size.table)]
      return Double(min(1, table.value(at: uniforms[2]) * size.scale))
    }

    /// The draw of ``change(of:)``.
    var changeDraw: EventDraw {
      EventDraw(
        of: .change, uniform: uniforms[1],
        bounds: [
          .init(.contracts, below: Double(rates.contraction)),
          .init(.rises, from: Double(noIncrease)),
        ], deciding: contracts ? 0 : 1)
    }

    private func driverOdds(_ target: Driver.Target) -> Float? {
      guard let index = compiled.drivers.firstIndex(where: { $0.target == target }) else {
        return nil
      }
      return luck.world.driverOdds[index][Int(compiled.drivers[index].classOfAccount[account])]
    }

    // MARK: - Expansion

    /// The year's opportunities in order of date.
    func opportunities() -> [Opportunity] {
      let key = DrawKey(entity: compiled.book.entities[account], purpose: .arrivals, year: year)
      let arrivalUniforms = luck.draws.uniforms(key, trial: trial)
      var result: [Opportunity] = []
      for stream in ExpansionStream.allCases {
        let rate =
          luck.world.expansion[index.arrivals(year: year, segment: segment, stream: stream.index)]
        let uniform = Arrivals.uniform(stream, arrivals: arrivalUniforms, renewal: uniforms)
        guard rate.none < 1, uniform >= rate.none else { continue }
        let arrival = EventDraw(
          of: .arrival, uniform: uniform, bounds: [.init(.arrives, from: Double(rate.none))])
        let size = luck.world.sizes[index.size(ofStream: stream.index, segment: segment)]
        let eventKey = DrawKey(
          entity: compiled.book.entities[account], purpose: stream.purpose, year: year)
        for ordinal in 0..<Arrivals.number(uniform, mean: rate.mean, none: rate.none) {
          let draw = luck.draws.uniforms(eventKey.at(ordinal: ordinal), trial: trial)
          let table = compiled.sizeTables[Int(size.table)]
          result.append(
            Opportunity(
              stream: stream, date: draw[0], size: table.value(at: draw[1]) * size.scale,
              luck: draw[2], arrival: arrival))
        }
      }
      // Ties keep the order of streams.
      return result.enumerated().sorted {
        ($0.element.date, $0.offset) < ($1.element.date, $1.offset)
      }.map(\.element)
    }

    /// The motion of an opportunity, how far it gets, and the draw that decided so.
    func pursue(
      _ opportunity: Opportunity, amount: Double
    ) -> (motion: Motion, stage: AccountEvent.FunnelStage, draw: EventDraw) {
      let stream = opportunity.stream
      guard stream.hasFunnel else { return (.organicGrowth, .won, opportunity.arrival) }
      let isBig =
        stream == .upsell
        && responsibility.line.isBelow(amount: amount, share: Double(opportunity.size))
      let motion = isBig ? stream.motions.last! : stream.motions.first!
      let route = responsibility.route(stream, isBig: isBig)
      let rates =
        luck.world.funnels[
          index.funnel(
            model: model, year: year, segment: segment, stream: stream.index, isBig: isBig)]
      let month = year * 12 + min(11, Int(opportunity.date * 12))
      func multiplier(_ local: Int) -> Float {
        seat(local).map { luck.seats[model].odds[$0 * months + month][lane] } ?? 1
      }
      let found = Funnel.found(
        missedByOthers: rates.othersMiss, odds: rates.finderOdds * multiplier(route.finder))
      let accepted = found * rates.accepted
      let odds = Funnel.wonOdds(
        rates.wonOdds, drivers: driverOdds(.stream(stream)) ?? 1, owner: multiplier(route.owner))
      let stage: AccountEvent.FunnelStage =
        if opportunity.luck >= found { .missed } else if opportunity.luck >= accepted {
          .found
        } else {
          Funnel.wins(luck: opportunity.luck, accepted: accepted, odds: odds) ? .won : .accepted
        }
      let draw = EventDraw(
        of: .funnel, uniform: opportunity.luck,
        bounds: [
          .init(.found, below: Double(found)), .init(.accepted, below: Double(accepted)),
          .init(.won, below: Double(accepted * Odds.chance(odds))),
        ], deciding: stage.rawValue)
      return (motion, stage, draw)
    }
  }
}
