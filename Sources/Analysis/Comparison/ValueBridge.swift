import Statistics

/// Why a model's expected value differs from the baseline's, in steps that add up to the
/// difference.
public struct ValueBridge: Sendable {
  /// A part of the difference; positive if it is for the better.
  public struct Step: Sendable {
    /// Kebab-case: `margin`, `people`, `new-logo-hours` or `discount-and-terminal`.
    public let name: String
    public let gain: Double
    /// The clustered standard error of ``gain``.
    public let standardError: Double
  }

  /// The index of the model in the scenario.
  public let model: Int
  /// Margin, people and new-logo hours are not discounted; the last step is the effect of
  /// discounting and the terminal multiple.
  public let steps: [Step]
  public let gain: Double

  /// - Parameters:
  ///   - own: A figure of the model by trial.
  ///   - baseline: The same of the baseline.
  init(
    model: Int, groups: PairGroups, own: (Figure) -> [Double],
    baseline: (Figure) -> [Double]
  ) {
    self.model = model
    let groups = groups.forMeans
    func difference(_ figure: Figure) -> PairedDifference {
      PairedDifference(own(figure), minus: baseline(figure), groups: groups)
    }
    func step(_ name: String, _ figure: Figure) -> Step {
      let difference = difference(figure)
      return Step(
        name: name, gain: figure.lowerIsBetter ? 0 - difference.mean : difference.mean,
        standardError: difference.standardError)
    }
    let stated = [
      step("margin", .margin), step("people", .cost), step("new-logo-hours", .distraction),
    ]
    func rest(_ values: (Figure) -> [Double]) -> [Double] {
      values(.value).less(values(.margin).less(values(.cost)).less(values(.distraction)))
    }
    gain = difference(.value).mean
    let others = gain - stated.reduce(0) { $0 + $1.gain }
    let error = PairedDifference(rest(own), minus: rest(baseline), groups: groups).standardError
    // A difference due only to rounding counts as 0.
    let largest = 1e-9 * (stated.map(\.gain.magnitude).max() ?? 0)
    let isNothing = abs(others) <= largest && !(error.isFinite && error > largest)
    steps =
      stated + [
        Step(
          name: "discount-and-terminal", gain: isNothing ? 0 : others,
          standardError: isNothing && error.isFinite ? 0 : error)
      ]
  }
}
