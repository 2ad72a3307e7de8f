import Model
import Statistics

extension CompiledScenario {
  /// The same plan when inputs turn out otherwise: heads, who serves whom and calibration stay, and so
  /// does every draw.
  ///
  /// A number that worlds draw takes the value in all of them. One that people are hired by, such as
  /// hours of work, makes other work for the same people.
  ///
  /// - Parameter outturns: Of inputs that the scenario has.
  func turning(_ outturns: [Outturn]) throws(StaffingError) -> CompiledScenario {
    var turned = self
    let ofWork = outturns.filter { !turned.assumptions.turn($0.key, to: $0.value) }
    if !ofWork.isEmpty {
      turned.models = try Self.staffed(
        scenario.stating(ofWork).played, timeline: timeline, book: book, outcomes: outcomes,
        effects: effects, means: assumptions.means(for: .play)
      ) { heads(ofModel: $0) }
    }
    turned.played = nil
    turned.scenario = scenario.stating(outturns)
    turned.scenario.settings += outturns.map(\.description)
    return turned
  }

  /// Whether worlds draw all of these inputs, so that no work changes with them.
  func draws(all outturns: [Outturn]) -> Bool {
    outturns.allSatisfy { assumptions.has($0.key) }
  }
}
