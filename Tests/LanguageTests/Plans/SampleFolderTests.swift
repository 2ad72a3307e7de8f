import Formats
import Foundation
import Language
import Plans
import Statements
import Testing

/// Plan files outside the repository, where the environment names a folder of them.
@Suite struct SampleFolderTests {
  static let folder = ProcessInfo.processInfo.environment["QUOTIENT_SAMPLES"]

  @Test(.enabled(if: folder != nil))
  func paysEverybodyInPlansYAML() throws {
    let folder = try #require(Self.folder)
    let diagnostics = Diagnostics()
    let document = try PlansReader.document(
      SourceText(contentsOf: folder + "/plans.yaml"), diagnostics)
    let read = try #require(document, "\(diagnostics.lines())")
    let actuals = ActualsReader(read).actuals(
      try SourceText(contentsOf: folder + "/actuals.csv"), diagnostics)
    let run = read.pay(for: try #require(actuals, "\(diagnostics.lines())"), diagnostics)
    #expect(!diagnostics.hasErrors)
    let statements = try #require(run).statements
    #expect(Set(statements.map(\.person)) == Set(read.people.map(\.name)))
  }
}
