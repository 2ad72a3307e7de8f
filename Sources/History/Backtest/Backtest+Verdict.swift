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
      level: level, covered: own.count { $0.score(measure).isCovered(level) }, of: own.count)
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

  /// Whether bands hold, and where they do not.
  public var verdict: [String] {
    if !faults.isEmpty { return faults }
    return [
      cells.count < Self.manyCells
        ? "bands hold, as far as \(Counted(cells.count, "forecast")) can tell"
        : "bands hold, in number and in money"
    ]
  }

  /// Fewer forecasts tell little of bands.
  private static let manyCells = 30

  private var faults: [String] {
    var lines: [String] = []
    for measure in Measure.allCases {
      if let fault = fault(measure, isBySplits ? .whole : nil) {
        lines.append(fault + (isBySplits ? "" : " over all forecasts"))
      }
      for group in groups where group != .whole {
        if let fault = fault(measure, group) { lines.append("\(fault) in \(group.name)") }
      }
      for rival in Rival.allCases where isBeaten(by: rival, measure) {
        lines.append("\(rival.rawValue) forecasts \(measure.rawValue) better than the fit")
      }
    }
    return lines
  }

  /// Whether a rival's CRPS is lower by three standard errors of their difference, and by 2%.
  private func isBeaten(by rival: Rival, _ measure: Measure) -> Bool {
    let index = Rival.allCases.firstIndex(of: rival) ?? 0
    let differences = cells.map {
      ($0.score(measure).crps - $0.rivals(measure)[index]) / max($0.whole(measure), 1e-9)
    }
    let moments = Moments(differences)
    let error = moments.standardDeviation / Double(differences.count).squareRoot()
    return moments.mean > max(3 * error, 0.02 * crps(measure).fit)
  }

  private var isBySplits: Bool {
    if case .randomSplits = design { true } else { false }
  }

  /// Whether nothing is wrong with the bands, as far as the forecasts can tell.
  public var isSound: Bool { faults.isEmpty }

  /// What is wrong with the 90% bands.
  private func fault(_ measure: Measure, _ group: Group?) -> String? {
    guard let coverage = coverage(0.9, measure, of: group) else { return nil }
    switch design {
    case .rollingOrigin: return faultOfYears(coverage, measure, group)
    case .randomSplits:
      // Splits share their renewals and are not independent: only what is far off is told.
      if coverage.share < (group == .whole ? 0.85 : 0.75) {
        return "bands too narrow for \(measure.rawValue)"
      }
      return group == .whole && coverage.of >= 50 && coverage.share > 0.96
        ? "bands too wide for \(measure.rawValue)" : nil
    }
  }

  /// At a level of 1 in 100, as if a year's groups were independent.
  private func faultOfYears(
    _ coverage: Coverage, _ measure: Measure, _ group: Group?
  ) -> String? {
    guard coverage.of >= 3 else { return nil }
    if Binomial.below(coverage.covered, of: coverage.of, 0.9) < 0.01 {
      return "bands too narrow for \(measure.rawValue)"
    }
    if Binomial.below(coverage.covered - 1, of: coverage.of, 0.9) > 0.99 {
      return "bands too wide for \(measure.rawValue)"
    }
    let pits = cells.filter { group == nil || $0.group == group }.map { $0.score(measure).pit }
    let mean = pits.reduce(0, +) / Double(pits.count)
    let error = (1 / (12 * Double(pits.count))).squareRoot()
    guard abs(mean - 0.5) > 3.5 * error else { return nil }
    return mean > 0.5
      ? "forecasts too low for \(measure.rawValue)" : "forecasts too high for \(measure.rawValue)"
  }
}
