import CAccountLoop
import Foundation
import Model

/// What determines the odds of an account's renewal in a year besides its segment: who renews and
/// serves it, and how that differs from the status quo.
struct RenewalTerms: Sendable {
  /// The seats that renew and serve; -1 for none. A seat that does both counts as renewing only.
  var renewalSeat: Int32
  var supportSeat: Int32
  /// How the transfer of the relationship and automatic renewal compare with the status quo.
  var transfer: Contrast
  var automatic: Contrast
  /// Whether a handover still has an effect.
  var isHandedOver: Bool

  /// - Parameter month: The month of the horizon of the year's first term end.
  init(_ stage: CompiledModel.Stage, _ book: CompiledBook, account: Int, month: Int) {
    let responsibility = stage.responsibilities[Int(book.segment[account])]
    func seat(_ local: Int) -> Int32 {
      stage.seat(ofAccount: account, local: local).map(Int32.init) ?? -1
    }
    renewalSeat = seat(responsibility.renewal.owner)
    supportSeat = seat(responsibility.renewalSupport)
    transfer = responsibility.transfer
    automatic = book.autoRenewal[account] ? responsibility.automatic : .unchanged
    isHandedOver = month < responsibility.handover.endMonth
  }
}

extension WorldLuck {
  /// The odds that an account renews in a year, dated at the year's first term end.
  ///
  /// - Parameters:
  ///   - cell: See ``RateIndex``.
  ///   - month: Of the horizon.
  ///   - pick: Selects one trial of sixteen, or all of them.
  @inline(__always)
  func renewalOdds<Number: OddsNumber>(
    _ terms: RenewalTerms, account: Int, model: Int, cell: Int, month: Int, drivers: Float,
    _ pick: (Lanes) -> Number
  ) -> Number where Number.Single == Float {
    let (months, cells) = (people.months, shocks.odds.count)
    // Who is known to leave does so where the others certainly stay, too.
    var odds = drivers == 0 ? 0 : world.rates[model * cells + cell].renewalOdds * drivers
    odds = terms.transfer.apply(world.transfer[account], to: odds)
    odds = terms.automatic.apply(world.effects.automatic, to: odds)
    if terms.isHandedOver { odds *= world.effects.handover }
    var result = pick(shocks.odds[cell]) * odds
    if terms.renewalSeat >= 0 {
      result = result * pick(seats[model].odds[Int(terms.renewalSeat) * months + month])
    }
    if terms.supportSeat >= 0 {
      let years = months / 12
      result = result * pick(seats[model].load[Int(terms.supportSeat) * years + month / 12])
    }
    return result
  }
}

/// The term end at which an account leaves in a year, from one uniform.
enum TermEnd {
  /// The index of the first term end that the account does not survive; `count` if it survives all.
  ///
  /// The chance to survive the year's first *k* of *n* term ends is the yearly chance to the power
  /// *k e / n*, where *e* is how many yearly chances the year's term ends amount to.
  ///
  /// - Parameters:
  ///   - luck: In (0, 1).
  ///   - odds: Of the yearly chance.
  ///   - exponent: How many yearly chances the year's term ends amount to; 1 for a one-year term.
  ///   - count: Term ends of the year, at least 1.
  static func index(luck: Float, odds: Float, exponent: Float, count: Int32) -> Int32 {
    if exponent == 1, luck < (1 - luck) * odds { return count }
    if count == 1, exponent == 1 { return 0 }
    if odds == .infinity { return count }
    // The logarithm of the yearly chance stays below 0 even if the chance rounds to 1.
    let logChance = -log1p(1 / Double(odds))
    let survived = log(Double(luck)) / logChance / Double(exponent) * Double(count)
    return min(count, max(0, Int32(min(survived, 1e6))))
  }
}
