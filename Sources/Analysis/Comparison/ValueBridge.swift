/// Why a model's expected value differs from the baseline's: steps that add up to the difference.
public struct ValueBridge: Sendable {
  /// A part of the difference; above 0 where it is for the better.
  public struct Step: Sendable {
    /// Kebab-case: `margin`, `people`, `new-logo-hours` or `discount-and-terminal`.
    public let name: String
    public let gain: Double
  }

  /// The place of the model in the scenario.
  public let model: Int
  /// Margin on the ARR held, people and hours of new customers are not discounted; the last step
  /// is what discounting and the terminal multiple make of them.
  public let steps: [Step]
  public let gain: Double

  /// - Parameter gain: The expected difference of a metric from the baseline.
  init(model: Int, gain: (ModelMetric) -> Double) {
    self.model = model
    let stated = [
      Step(name: "margin", gain: gain(.margin)),
      Step(name: "people", gain: 0 - gain(.cost)),
      Step(name: "new-logo-hours", gain: 0 - gain(.distraction)),
    ]
    self.gain = gain(.value)
    let rest = self.gain - stated.reduce(0) { $0 + $1.gain }
    // What only rounding left is nothing.
    let largest = stated.map(\.gain.magnitude).max() ?? 0
    steps =
      stated + [
        Step(name: "discount-and-terminal", gain: abs(rest) <= 1e-9 * largest ? 0 : rest)
      ]
  }
}
