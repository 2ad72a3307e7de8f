import Foundation
import Language
import Model
import Ownership
import Testing
import Units

@Suite struct ShippedScenarioTests {
  @Test func shipsFiveScenarios() {
    #expect(
      ScenarioFile.shipped == [
        "account-manager-reorganisation", "early-stage", "enterprise", "mid-market",
        "smb-product-led",
      ])
  }

  @Test(arguments: ScenarioFile.shipped) func readsWithoutErrors(name: String) throws {
    let (reading, lines) = try ScenarioFile.read(
      ScenarioFile.folder.appending(path: "\(name).yaml"))
    let scenario = try #require(reading.scenario, "\(lines)")
    #expect(scenario.models.count >= 4)
    // A scenario that others learn from warns of what it does on purpose: pay that differs, and
    // few trials where a first look is to be quick.
    let onPurpose = ["by another plan than", "trials try the assumptions only"]
    let others = lines.filter { line in !onPurpose.contains { line.contains($0) } }
    #expect(others == [])
  }

  @Test func booksMatchTheirDescriptions() throws {
    func book(_ name: String) throws -> (accounts: Int, millions: Double) {
      let url = ScenarioFile.folder.appending(path: "\(name).yaml")
      let book = try #require(try ScenarioFile.read(url).reading.scenario).book
      return (book.count, (book.totalARR.amount / 1e6).rounded())
    }
    #expect(try book("mid-market") == (1200, 52))
    #expect(try book("smb-product-led") == (4360, 34))
    #expect(try book("early-stage") == (300, 12))
    let enterprise = try book("enterprise")
    #expect(enterprise.accounts == 15_000 && (980...1030).contains(enterprise.millions))
  }

  @Test func booksMatchTheirScript() throws {
    let written = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: written) }
    let process = Process()
    process.executableURL = ScenarioFile.root.appending(path: "Scripts/books")
    process.arguments = [written.path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let kept = ScenarioFile.folder.appending(path: "books")
    let names = try FileManager.default.contentsOfDirectory(atPath: kept.path).sorted()
    #expect(try FileManager.default.contentsOfDirectory(atPath: written.path).sorted() == names)
    for name in names {
      let same =
        try Data(contentsOf: written.appending(path: name))
        == Data(contentsOf: kept.appending(path: name))
      #expect(same, "\(name)")
    }
  }
}
