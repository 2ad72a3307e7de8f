public import Model
import Simulation
import Statistics

/// Which model leads at each value of an assumption, the others as uncertain as they are.
///
/// ```swift
/// for span in track.spans { print(span.values, comparison.models[span.model].name, span.chance) }
/// ```
public struct LeaderTrack: Sendable {
  public let assumption: Assumption
  /// Rising, from P5 to P95, a twentieth of the assumption's law each.
  public let spans: [Span]

  public struct Span: Sendable {
    public let values: ClosedRange<Double>
    /// The index of the model whose expected value is the highest there.
    public let model: Int
    /// How often it is, over the other assumptions.
    public let chance: Double
  }

  /// The tracks of the assumptions that are told from nothing, in the order given.
  static func all(
    _ decision: SurfaceDecision, of assumptions: [Assumption]
  ) -> [LeaderTrack] {
    assumptions.enumerated().compactMap { index, assumption in
      guard let leaders = decision.leaders(along: index) else { return nil }
      func value(_ part: Int) -> Double {
        assumption.distribution.quantile(Double(part) / Double(SurfaceDecision.parts))
      }
      return LeaderTrack(
        assumption: assumption,
        spans: leaders.dropFirst().dropLast().map {
          Span(values: value($0.part)...value($0.part + 1), model: $0.figure, chance: $0.chance)
        })
    }
  }
}
