import Formats
import Foundation
import Language
import Model
import Ownership
import Simulation
import Testing

/// All presets on one book, as one scenario.
@Suite struct EveryPresetTests {
  private func scenario() throws -> Scenario {
    let names = Preset.all.map(\.name).joined(separator: ", ")
    let text = """
      quotient: 1
      horizon: 1 year
      trials: 32
      book:
        generate: {accounts: 60, arr: 3m}
      baseline: upsell-renewal-split
      models: [\(names)]
      """
    let diagnostics = Diagnostics()
    let source = try SourceText(file: "every-preset.yaml", bytes: Array(text.utf8))
    let reading = try ScenarioReader.read(source, in: ".", diagnostics)
    return try #require(reading.scenario, "\(diagnostics.lines())")
  }

  @Test func presetsRunAndOwnersMatter() async throws {
    let scenario = try scenario()
    #expect(Preset.all.count == 15 && scenario.models.count == 15)
    #expect(scenario.book.segments.map(\.tier) == [.low, .mid, .high])
    let result = try await Simulator.run(scenario, trials: 32)
    #expect(result.models.map(\.name) == Preset.all.map(\.name))
    for model in result.models {
      for column in model.layout.columns {
        let isFinite = model.column(column).allSatisfy(\.isFinite)
        #expect(isFinite, "\(model.name) \(column)")
      }
      // Whatever the owner, somebody is paid for something.
      let hasHeads = model.heads.values.contains { $0 > 0 }
      #expect(hasHeads, "\(model.name)")
    }
    // No two presets are the same but in name.
    let columns = result.models.map { model in model.layout.columns.map(model.column) }
    #expect(Set(columns).count == columns.count)
  }
}
