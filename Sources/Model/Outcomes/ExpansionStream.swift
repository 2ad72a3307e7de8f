public import Ownership

/// A kind of expansion in outcomes and effects, before a model's line splits upsells.
public enum ExpansionStream: String, CaseIterable, Hashable, Sendable {
  case organicGrowth = "organic-growth"
  case upsell
  case crossSell = "cross-sell"
  case crossStakeholder = "cross-stakeholder"
  case crossDivision = "cross-division"

  /// Whether opportunities pass a funnel; organic growth happens by itself.
  public var hasFunnel: Bool { self != .organicGrowth }

  /// The motions to which an opportunity of this stream may belong.
  public var motions: [Motion] {
    switch self {
    case .organicGrowth: [.organicGrowth]
    case .upsell: [.smallUpsell, .bigUpsell]
    case .crossSell: [.crossSell]
    case .crossStakeholder: [.crossStakeholder]
    case .crossDivision: [.crossDivision]
    }
  }
}

extension Motion {
  /// The stream that a motion belongs to; nil for renewal, price increase and service.
  public var stream: ExpansionStream? {
    ExpansionStream.allCases.first { $0.motions.contains(self) }
  }
}
