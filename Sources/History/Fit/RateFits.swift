import Foundation
public import Statistics

/// A chance of which so many of so many were seen: beta, from a flat belief in Jeffreys' sense.
///
/// - Reference: Brown, Cai and DasGupta, "Interval Estimation for a Binomial Proportion", 2001.
public struct ChanceFit: Hashable, Sendable {
  public let events: Int
  public let of: Int

  /// The law of the chance; nil where there is nothing to say it from.
  public var law: Distribution? {
    guard of > 0 else { return nil }
    let (a, b) = (Double(events) + 0.5, Double(of - events) + 0.5)
    let sd = (a * b / ((a + b) * (a + b) * (a + b + 1))).squareRoot()
    return try? .beta(mean: a / (a + b), standardDeviation: sd)
  }
}

/// A rate of which so many were seen in so many account-years: gamma, from Jeffreys' belief.
public struct RateFit: Hashable, Sendable {
  public let events: Int
  /// Years in which accounts were customers.
  public let exposure: Double

  /// The law of the rate; nil where nobody was a customer.
  public var law: Distribution? {
    guard exposure > 0 else { return nil }
    let shape = Double(events) + 0.5
    return try? .gamma(mean: shape / exposure, cv: 1 / shape.squareRoot())
  }
}

/// Sizes as shares of an account's ARR: lognormal for what grows, logit-normal for what shrinks.
public struct SizeFit: Hashable, Sendable {
  public enum Family: String, Hashable, Sendable {
    case lognormal
    case logitNormal = "logit-normal"
  }

  public let family: Family
  public let count: Int
  /// Of the logarithms, or of the log-odds.
  public let mean: Double
  /// Of the logarithms, or of the log-odds.
  public let sd: Double

  /// - Parameter shares: Above 0, and below 1 for what shrinks; others are left out.
  /// - Returns: Nil for fewer than two.
  public init?(_ family: Family, _ shares: [Double]) {
    let scaled = shares.compactMap { share -> Double? in
      guard share > 0 else { return nil }
      return family == .lognormal ? log(share) : share < 1 ? LogOdds.of(share) : nil
    }
    guard scaled.count > 1 else { return nil }
    self.family = family
    count = scaled.count
    let moments = Moments(scaled)
    (mean, sd) = (moments.mean, moments.standardDeviation)
  }

  /// Of ``mean``.
  public var meanError: Double { sd / Double(count).squareRoot() }
  /// Of ``sd``.
  public var sdError: Double { sd / (2 * Double(count - 1)).squareRoot() }

  /// The mean share of the law.
  public var meanShare: Double {
    switch family {
    case .lognormal: exp(mean + sd * sd / 2)
    case .logitNormal: GaussHermite(points: 32).probability(mean, deviation: sd)
    }
  }

  /// Of ``meanShare``, for a lognormal law; by the delta method.
  public var meanShareError: Double {
    let own = (meanError * meanError + sd * sd * sdError * sdError).squareRoot()
    switch family {
    case .lognormal: return meanShare * own
    case .logitNormal:
      let step = 1e-4
      func share(_ mean: Double, _ sd: Double) -> Double {
        GaussHermite(points: 32).probability(mean, deviation: sd)
      }
      let byMean = (share(mean + step, sd) - share(mean - step, sd)) / (2 * step)
      let bySD = (share(mean, sd + step) - share(mean, sd - step)) / (2 * step)
      return
        (byMean * byMean * meanError * meanError + bySD * bySD * sdError * sdError).squareRoot()
    }
  }

  /// The coefficient of variation of a lognormal law.
  public var cv: Double { (exp(sd * sd) - 1).squareRoot() }
  /// Of ``cv``, by the delta method.
  public var cvError: Double { exp(sd * sd) * sd / cv * sdError }

  /// 10%, 50% and 90% of events are smaller.
  public var percentiles: (p10: Double, p50: Double, p90: Double) {
    func share(_ p: Double) -> Double {
      let scaled = mean + sd * StandardNormal.quantile(p)
      return family == .lognormal ? exp(scaled) : LogOdds.probability(scaled)
    }
    return (share(0.1), share(0.5), share(0.9))
  }
}
