import Model
public import Ownership

/// How many companies involve account executives with existing customers: context, never a rule.
///
/// The source says both "lead" and "take part", and its bands leave gaps: 50,000 to 100,000 dollars
/// inclusive is the middle here.
///
/// - Reference: "Sales or CSM: two vectors": Gainsight's survey of 2019.
public struct PeerSurvey: Sendable {
  public let motions: [Motion]
  /// Under 50,000 dollars of ARR, up to 100,000, and above: as the source gives it.
  public let shares: [String]
  /// Companies of all sizes whose account executive works alone.
  public let alone: Double
  /// Companies of all sizes whose account executive is not involved.
  public let notInvolved: Double

  public static let all = [
    PeerSurvey(
      motions: [.renewal], shares: ["20-25%", "20-25%", "20-25%"], alone: 0.22,
      notInvolved: 0.78),
    PeerSurvey(motions: .upsell, shares: ["43%", "63%", "83%"], alone: 0.40, notInvolved: 0.37),
    PeerSurvey(
      motions: [.crossSell], shares: ["52%", "80%", "87%"], alone: 0.57, notInvolved: 0.26),
  ]

  /// The share of companies with contracts of a size; nil for motions that were not asked about.
  ///
  /// - Parameter meanARR: In US dollars.
  public static func share(of motion: Motion, meanARR: Double) -> String? {
    let band = meanARR < 50_000 ? 0 : meanARR <= 100_000 ? 1 : 2
    return all.first { $0.motions.contains(motion) }?.shares[band]
  }
}
