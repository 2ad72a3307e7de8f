import Foundation
import Statistics

/// A parameter as a file leaves it.
public struct ParameterEstimate: Hashable, Sendable {
  /// Such as `segment.smb`, `term.24`, `slope`, `market-sd`.
  public let name: String
  /// The mean of the posterior.
  public let estimate: Double
  /// The standard deviation of the posterior.
  public let standardError: Double
  /// Of the posterior.
  public let p5: Double
  public let p50: Double
  public let p95: Double
  /// Whether the belief before the file says more about it than the file does.
  public let isMostlyPrior: Bool

  /// - Parameter priorSD: The standard deviation of the belief before the file.
  init(_ name: String, _ draws: [Double], priorSD: Double) {
    let sorted = draws.sorted()
    let mean = draws.reduce(0, +) / Double(draws.count)
    let squares = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.name = name
    estimate = mean
    standardError = (squares / Double(max(1, draws.count - 1))).squareRoot()
    func quantile(_ p: Double) -> Double {
      sorted[min(sorted.count - 1, Int(p * Double(sorted.count)))]
    }
    (p5, p50, p95) = (quantile(0.05), quantile(0.5), quantile(0.95))
    isMostlyPrior = standardError > 0.75 * priorSD
  }
}

extension RenewalPosterior {
  /// The ARR at which segments' log-odds are stated: 20,000, or the nearest power of ten where a
  /// file's middle ARR is ten times off.
  public var referenceARR: Double {
    let middle = exp(design.centre)
    return (2_000...200_000).contains(middle) ? 20_000 : pow(10, log10(middle).rounded())
  }

  /// The term at which segments' log-odds are stated, in months; nil where the file has no terms.
  public var referenceTerm: Int? { design.referenceTerm }

  /// By parameter, its value in each draw: segments at ``referenceARR`` and ``referenceTerm``, terms
  /// against the reference, the slope of ln ARR, chosen columns per unit of their own, and the two
  /// spreads.
  public var parameterDraws: [(name: String, values: [Double])] {
    let shift = log(referenceARR) - design.centre
    var all: [(String, [Double])] = []
    for (index, segment) in design.segments.enumerated() {
      all.append(
        (
          "segment.\(segment ?? "all")",
          draws.map {
            $0.effects[index] + (design.hasSlope ? $0.effects[design.slopeColumn] * shift : 0)
          }
        ))
    }
    for (index, term) in design.terms.enumerated() {
      all.append(("term.\(term)", draws.map { $0.effects[design.segments.count + index] }))
    }
    if design.hasSlope { all.append(("slope", draws.map { $0.effects[design.slopeColumn] })) }
    for (index, name) in design.covariates.enumerated() {
      let sd = design.covariateSDs[index]
      all.append(
        ("column.\(name)", draws.map { $0.effects[design.firstCovariate + index] / sd }))
    }
    if !design.cells.isEmpty { all.append(("territory-year-sd", draws.map(\.territorySD))) }
    if !design.years.isEmpty { all.append(("market-sd", draws.map(\.marketSD))) }
    return all
  }

  public var parameters: [ParameterEstimate] {
    parameterDraws.map { name, values in
      ParameterEstimate(name, values, priorSD: priorSD(of: name))
    }
  }

  private func priorSD(of name: String) -> Double {
    // A half-normal law of scale s has the standard deviation s sqrt(1 - 2/pi).
    let half = (1 - 2 / Double.pi).squareRoot()
    return switch name.prefix(while: { $0 != "." }) {
    case "segment":
      (prior.level.sd * prior.level.sd + prior.segmentSD * prior.segmentSD).squareRoot()
    case "term": prior.termSD
    case "slope": prior.slopeSD
    case "territory-year-sd": prior.territorySD * half
    case "market-sd": prior.marketSD * half
    default: prior.covariateSD
    }
  }

  /// The mean chance of renewals in a year to come, in each draw: territories and the market as
  /// their spreads have them.
  ///
  /// - Parameter renewals: Whose mean it is; not empty.
  public func chances(of renewals: [Renewal]) -> [Double] {
    let rows = renewals.map(design.row)
    let rule = GaussHermite(points: 7)
    return draws.map { draw in
      let sd =
        (draw.territorySD * draw.territorySD + draw.marketSD * draw.marketSD).squareRoot()
      let sum = rows.reduce(0.0) { sum, row in
        let score = row.fixed.reduce(0) { $0 + draw.effects[$1.column] * $1.value }
        return sum + rule.probability(score, deviation: sd)
      }
      return sum / Double(rows.count)
    }
  }
}
