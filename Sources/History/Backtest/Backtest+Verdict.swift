import Foundation
import Statistics
import Units

extension Backtest {
  public static let levels = [0.5, 0.8, 0.9]

  /// The groups, in the order in which they were first forecast.
  public var groups: [Group] {
    var seen: Set<Group> = []
    return cells.map(\.group).filter { seen.insert($0).inserted }
  }

  /// How often bands held what happened; nil for no cell.
  ///
  /// - Parameter group: Nil for all cells.
  public func coverage(_ level: Double, _ measure: Measure, of group: Group? = nil) -> Coverage? {
    let own = cells.filter { group == nil || $0.group == group }
    guard !own.isEmpty else { return nil }
    return Coverage(
      level: level, covered: own.count { $0.score(measure).isCovered(level) }, of: own.count,
      effective: effective(own))
  }

  /// How many independent forecasts some are worth.
  ///
  /// Those of a year share its market and count as one. Splits share the renewals that they fit and
  /// forecast: the variance of a mean of J of them is that of 1 / (1/J + q / (1 - q)) independent ones,
  /// where q is the share that is forecast.
  ///
  /// - Reference: Nadeau and Bengio, "Inference for the Generalization Error", Machine Learning 52, 2003.
  private func effective(_ cells: [Cell]) -> Double {
    let count = Double(Set(cells.map(\.index)).count)
    guard case .randomSplits(_, let fitted) = design, count > 1, fitted > 0 else { return count }
    return 1 / (1 / count + (1 - fitted) / fitted)
  }

  /// The mean CRPS as a share of what came up, of the fit and of each rival.
  public func crps(_ measure: Measure) -> (fit: Double, rivals: [(rival: Rival, crps: Double)]) {
    func mean(_ score: (Cell) -> Double) -> Double {
      cells.reduce(0) { $0 + score($1) / max($1.whole(measure), 1e-9) } / Double(cells.count)
    }
    return (
      mean { $0.score(measure).crps },
      Rival.allCases.enumerated().map { index, rival in
        (rival, mean { $0.rivals(measure)[index] })
      }
    )
  }

  /// Whether bands hold, and where they do not: by the intervals of the table of coverage alone, and by
  /// the CRPS of the rivals.
  public var verdict: [String] {
    let faults = faults
    if !faults.isEmpty { return faults }
    let worth = (coverage(0.9, .money)?.effective ?? 0).rounded()
    return [
      worth < Self.manyForecasts
        ? "bands hold, as far as \(Counted(max(1, Int(worth)), "independent forecast")) can tell"
        : "bands hold, in number and in money"
    ]
  }

  /// Fewer independent forecasts tell little of bands.
  private static let manyForecasts = 30.0

  /// Whether nothing is wrong with the bands, as far as the forecasts can tell.
  public var isSound: Bool { faults.isEmpty }

  private var faults: [String] {
    var lines: [String] = []
    for measure in Measure.allCases {
      for group in [nil] + groups.map(Optional.some) {
        let wrong = Self.levels.compactMap { coverage($0, measure, of: group) }.filter { !$0.holds }
        guard let first = wrong.max(by: { $0.level < $1.level }) else { continue }
        let width = first.share < first.level ? "narrow" : "wide"
        let levels = wrong.map { "\(Int(($0.level * 100).rounded()))%" }.joined(separator: " and ")
        let place =
          group.map { $0 == .whole ? "" : " in \($0.name)" } ?? " over all forecasts"
        lines.append("\(levels) bands too \(width) for \(measure.rawValue)\(place)")
      }
      for rival in Rival.allCases where isBeaten(by: rival, measure) {
        lines.append("\(rival.rawValue) forecasts \(measure.rawValue) better than the fit")
      }
    }
    return lines
  }

  /// Whether a rival's CRPS is lower by three standard errors of their difference, of as many
  /// independent forecasts as there are, and by 2%.
  private func isBeaten(by rival: Rival, _ measure: Measure) -> Bool {
    let index = Rival.allCases.firstIndex(of: rival) ?? 0
    let differences = cells.map {
      ($0.score(measure).crps - $0.rivals(measure)[index]) / max($0.whole(measure), 1e-9)
    }
    let moments = Moments(differences)
    let error = moments.standardDeviation / effective(cells).squareRoot()
    return moments.mean > max(3 * error, 0.02 * crps(measure).fit)
  }
}
