/// A quantity that is two-piece normal on a scale, but never exceeds a limit: whatever would is the
/// limit itself.
///
/// ```swift
/// let odds = try Distribution.logNormal(p10: 0.75, p90: 1).cut(at: 1)
/// odds.quantile(0.9)   // 1
/// odds.quantile(0.99)  // 1, where the lognormal law has 1.17
/// ```
struct CutLaw: Law {
  let law: NormalOnScale
  let limit: Double

  var family: String { law.family }
  var support: ClosedRange<Double> { law.support.lowerBound...limit }

  func quantile(_ p: Double) -> Double { min(limit, law.quantile(p)) }
  func cumulative(_ x: Double) -> Double { law.cumulative(x) }
}

extension Distribution {
  /// The same law, with the limit in place of every value beyond it. A law within the limit stays as
  /// it is.
  ///
  /// - Precondition: A normal, lognormal or logit-normal law.
  public func cut(at limit: Double) throws(DistributionError) -> Distribution {
    guard limit < support.upperBound else { return self }
    guard let whole = law as? NormalOnScale else {
      preconditionFailure("a law of the normal family")
    }
    let cut = CutLaw(law: whole, limit: limit)
    return try Distribution(cut, moments: cut.moments, widest: ("P90", limit))
  }
}

extension CutLaw {
  /// By quadrature over the standard normal scores on either side of the median, up to the limit.
  fileprivate var moments: LawMoments {
    let end = law.spread.score(law.scale.coordinate(limit))
    func integral(_ value: (Double) -> Double) -> Double {
      let pieces = [-12.0, min(0, end), end].filter { $0 <= end }
      return zip(pieces, pieces.dropFirst()).reduce(
        value(limit) * StandardNormal.cumulative(-end)
      ) { sum, piece in
        guard piece.0 < piece.1 else { return sum }
        let part = try? Quadrature.integral(over: piece.0...piece.1) {
          value(min(limit, law.scale.value(law.spread.value($0)))) * StandardNormal.density($0)
        }
        return sum + (part ?? .infinity)
      }
    }
    let mean = integral { $0 }
    let variance = integral { ($0 - mean) * ($0 - mean) }
    return LawMoments(mean: mean, standardDeviation: variance.squareRoot())
  }
}
