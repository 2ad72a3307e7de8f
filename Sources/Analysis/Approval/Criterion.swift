public import Model
public import Ownership
import Statistics
import Units

/// What a model has to keep to, with which chance: `cost <= 6.2m with 80%`.
///
/// Of what people cost and are paid, a year's mean counts; of states, such as NRR, the last year's.
/// `payout-p90 <= 1.5m` is `payout <= 1.5m with 90%`; `share-at-quota` of a role is a share of its
/// people, and has no other chance.
public struct Criterion: Hashable, Sendable {
  public enum Subject: Hashable, Sendable {
    case figure(Figure)
    /// Less the baseline's, on the same luck.
    case gain(Figure)
    /// Of the people of a role with a quota, over years and trials.
    case shareAtQuota(Role)
  }

  public let subject: Subject
  /// Whether the subject is at most ``bound``, else at least.
  public let isMost: Bool
  /// In the unit of the subject.
  public let bound: Double
  /// The least share of trials, or of people, that have to keep to it.
  public let chance: Double
  /// As it is written: `cost <= 6.2m with 80%`.
  public let text: String

  public init(_ figure: Figure, isMost: Bool, bound: Double, chance: Double) {
    subject = .figure(figure)
    self.isMost = isMost
    self.bound = bound
    self.chance = chance
    text = "\(figure.name) \(isMost ? "<=" : ">=") \(bound) with \(chance)"
  }

  /// The criterion that a scenario or an option states.
  ///
  /// - Throws: ``CriterionError``.
  public init(_ approval: Approval) throws(CriterionError) {
    text = approval.description
    isMost = approval.isMost
    bound = approval.bound
    if approval.subject == Self.shareAtQuota {
      guard let role = approval.role else { throw .needsRole }
      guard approval.chance == nil else { throw .hasChance }
      guard (0...1).contains(approval.bound) else { throw .bound(.ratio) }
      subject = .shareAtQuota(Role(role))
      chance = approval.isMost ? 1 - approval.bound : approval.bound
      return
    }
    let (name, isGain, percentile) = Self.parts(of: approval.subject)
    guard let figure = Figure.all.first(where: { $0.name == name }) else {
      throw .unknownFigure(approval.subject)
    }
    guard approval.role == nil else { throw .takesNoRole }
    guard figure.accepts(approval.bound, isPercent: approval.isPercent, isGain: isGain) else {
      throw .bound(figure.unit)
    }
    subject = isGain ? .gain(figure) : .figure(figure)
    guard let percentile else {
      guard let stated = approval.chance else { throw .needsChance }
      guard stated > 0, stated < 1 else { throw .certain }
      chance = stated
      return
    }
    guard approval.chance == nil else { throw .hasChance }
    chance = approval.isMost ? percentile : 1 - percentile
  }

  /// `value-gain-p10`: the figure, whether it is less the baseline's, and the share of trials up to its
  /// percentile.
  private static func parts(
    of subject: String
  ) -> (name: String, isGain: Bool, percentile: Double?) {
    let percentiles = [("-p10", 0.1), ("-p50", 0.5), ("-p90", 0.9)]
    let percentile = percentiles.first { subject.hasSuffix($0.0) }
    let name = subject.dropLast(percentile?.0.count ?? 0)
    let isGain = name.hasSuffix(gain)
    return (String(name.dropLast(isGain ? gain.count : 0)), isGain, percentile?.1)
  }

  private static let gain = "-gain"

  static let shareAtQuota = "share-at-quota"
  /// What a criterion may be of.
  public static let subjects =
    Figure.all.map(\.name) + ["value-gain", "payout-p90", "cost-p90", shareAtQuota]

  /// The share of a model's trials, or people, that keep to it; nil where the model has no such
  /// people.
  ///
  /// - Parameter baseline: The baseline's trials.
  func share(
    _ series: FigureSeries, baseline: FigureSeries, people: [Role: PeopleShares.OfRole],
    design: SampleDesign
  ) -> Proportion? {
    switch subject {
    case .figure(let figure): return kept(series.comparable(figure), design)
    case .gain(let figure):
      return kept(series.comparable(figure).less(baseline.comparable(figure)), design)
    case .shareAtQuota(let role):
      guard let shares = people[role]?.all, shares.hasQuotas else { return nil }
      return isMost ? shares.atQuota.reversed : shares.atQuota
    }
  }

  private func kept(_ column: [Double], _ design: SampleDesign) -> Proportion {
    let slack = bound.magnitude * Tolerance.relative
    return Proportion(
      column.map { isMost ? $0 <= bound + slack : $0 >= bound - slack }, design: design)
  }
}

/// Why what a scenario states is no criterion.
public enum CriterionError: Error, Hashable, Sendable {
  case unknownFigure(String)
  /// The chance is missing.
  case needsChance
  /// No number of trials tells a chance of 0% or 100%.
  case certain
  /// A percentile, and a share of people, say their chance themselves.
  case hasChance
  case needsRole
  case takesNoRole
  /// The bound is none of the unit.
  case bound(Figure.Unit)
}

extension Figure {
  /// Whether a bound may be one of the figure: an amount has no percent, and 103 is no ratio.
  fileprivate func accepts(_ bound: Double, isPercent: Bool, isGain: Bool) -> Bool {
    switch unit {
    case .money: !isPercent
    case .ratio: (isGain ? -10...10 : 0...10).contains(bound)
    case .count: !isPercent && (isGain || bound >= 0)
    }
  }
}
