public import Advice
import Model
public import Ownership
public import Statistics

/// What a framework says against what the simulation found.
///
/// Frameworks are experience, effects are the user's belief, and neither is a measurement.
public struct FrameworkVerdict: Sendable {
  public enum Finding: String, CaseIterable, Hashable, Sendable {
    /// The owner, or one that is allowed as well, is the one found.
    case agrees
    /// Put into the model found, the owner is not beaten.
    case asGood = "as-good"
    case disagrees
    case silent
    case open
  }

  /// The verdict on a cell.
  public struct Cell: Sendable {
    public let advice: Recommendation
    public let found: Assignment
    public let finding: Finding
    /// What the advised owner would add to the model found; nil where both agree or none is advised.
    public let gain: PairedDifference?
    /// The effect whose value would make the framework right; nil if none within its range would.
    public let turnsOn: BreakEven?
  }

  /// The value of an effect at which two models are worth the same.
  public struct BreakEven: Hashable, Sendable {
    /// The assumption's key.
    public let key: String
    public let value: Double
  }

  public let framework: Framework
  public let cells: [Cell]
  /// The value of the framework's model over the baseline's; nil if it lacks facts.
  public let overBaseline: PairedDifference?
  /// Over the model found.
  public let overFound: PairedDifference?

  /// The number of cells with a finding.
  public func count(_ finding: Finding) -> Int { cells.count { $0.finding == finding } }

  static func all(
    _ advisor: Advisor, _ climb: OwnershipClimb, baseline: OwnershipRules,
    _ bench: OwnershipBench, _ fresh: OwnershipBench.Luck
  ) async throws -> [FrameworkVerdict] {
    let space = climb.space
    let models = Framework.all.map {
      AdvisedModel($0, advisor, baseline: baseline, segments: space.segments)
    }
    let complete = models.filter(\.open.isEmpty)
    let base = try await bench.scores(of: [climb.rules, baseline], fresh)
    let ofModels = try await bench.scores(of: complete.map(\.rules), fresh)
    let effects = try await bench.effects(fresh)
    var verdicts: [FrameworkVerdict] = []
    for model in models {
      var cells: [Cell] = []
      for cell in space.cells {
        let advice = advisor.recommendation(
          model.framework, motion: cell.cell.motion, segment: cell.cell.segment)
        guard let found = climb.grid[cell.cell] else { continue }
        cells.append(
          try await verdict(advice, found, climb, base[0], effects, bench, fresh))
      }
      let index = complete.firstIndex { $0.framework == model.framework }
      verdicts.append(
        FrameworkVerdict(
          framework: model.framework, cells: cells,
          overBaseline: index.map { ofModels[$0].difference(from: base[1]) },
          overFound: index.map { ofModels[$0].difference(from: base[0]) }))
    }
    return verdicts
  }

  private static func verdict(
    _ advice: Recommendation, _ found: Assignment, _ climb: OwnershipClimb,
    _ best: OwnershipBench.Scored,
    _ effects: [(assumption: Assumption, values: [Double])],
    _ bench: OwnershipBench, _ fresh: OwnershipBench.Luck
  ) async throws -> Cell {
    func cell(
      _ finding: Finding, _ gain: PairedDifference? = nil, _ turnsOn: BreakEven? = nil
    ) -> Cell {
      Cell(advice: advice, found: found, finding: finding, gain: gain, turnsOn: turnsOn)
    }
    guard let role = advice.role else { return cell(advice.owner == .open ? .open : .silent) }
    if advice.allows(found.owner) { return cell(.agrees) }
    let source = advice.source == role ? nil : advice.source
    let advised = climb.rules.owned(
      by: climb.grid.setting(advice.cell, to: Assignment(owner: role, source: source)))
    let score = try await bench.scores(of: [advised], fresh)[0]
    let gain = score.difference(from: best)
    guard Verdict.finding(gain) == .beaten else { return cell(.asGood, gain) }
    let turn = breakEven(score.worldDifferences(from: best), effects)
    return cell(.disagrees, gain, turn)
  }

  /// The effect whose value, on the line through the worlds' differences, would bring them to 0 within
  /// its P10..P90; of several the one that explains most.
  private static func breakEven(
    _ differences: [Double], _ effects: [(assumption: Assumption, values: [Double])]
  ) -> BreakEven? {
    let mean = Moments(differences).mean
    var best: (strength: Double, turn: BreakEven)?
    for (assumption, values) in effects {
      let center = Moments(values).mean
      let spread = values.reduce(0) { $0 + ($1 - center) * ($1 - center) }
      guard spread > 0, values.count > 2 else { continue }
      let slope =
        zip(values, differences).reduce(0) { $0 + ($1.0 - center) * ($1.1 - mean) } / spread
      let residual = zip(values, differences).reduce(0) {
        let rest = $1.1 - mean - slope * ($1.0 - center)
        return $0 + rest * rest
      }
      let error = (residual / Double(values.count - 2) / spread).squareRoot()
      let strength = error > 0 ? abs(slope) / error : .infinity
      guard slope != 0, strength > 3 else { continue }
      let value = center - mean / slope
      let (low, high) = (
        assumption.distribution.quantile(0.1), assumption.distribution.quantile(0.9)
      )
      guard value >= low, value <= high, strength > best?.strength ?? 0 else { continue }
      best = (strength, BreakEven(key: assumption.key, value: value))
    }
    return best?.turn
  }
}
