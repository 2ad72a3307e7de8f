import Foundation
import Testing

@Suite struct InitTests {
  @Test func aFirstScenarioChecks() throws {
    let command = try Command()
    defer { command.remove() }
    #expect(try command("init").status == 0)
    let check = try command("check", "scenario.yaml")
    #expect(check.status == 0)
    #expect(check.output.hasPrefix("OK   400 accounts, 12.0m USD ARR"))
  }

  @Test func nothingIsOverwrittenUnasked() throws {
    let command = try Command(files: ["scenario.yaml": "mine\n"])
    defer { command.remove() }
    let refused = try command("init")
    #expect(refused.status == 74)
    #expect(refused.errors.contains("--force"))
    #expect(try command.text(of: "scenario.yaml") == "mine\n")
    #expect(try command("init", "--force").status == 0)
    #expect(try command.text(of: "scenario.yaml").contains("quotient: 1"))
  }

  @Test func theColumnsOfABookAreGuessed() throws {
    let rows = (1...30).map {
      "C-\($0),Firm \($0),\($0 % 2 == 0 ? "Small" : "Large"),\($0 * 100).50,One year,North"
    }
    let book = (["customerID,Company,Customer Segment,MRR,Contract,Area"] + rows)
      .joined(separator: "\r\n")
    let command = try Command(files: ["crm.csv": book])
    defer { command.remove() }
    let made = try command("init", "crm.csv", "--output", "new/ours.yaml")
    // The folder is made, and the book is seen from it.
    #expect(made.status == 0)
    let scenario = try command.text(of: "new/ours.yaml")
    #expect(scenario.contains("../crm.csv"))
    let check = try command("check", "new/ours.yaml")
    #expect(check.status == 0)
    // 46,500 and a half for each of 30 accounts, twelve times.
    #expect(check.output.contains("30 accounts, 558k USD ARR"))
    #expect(check.output.contains("ignored column: Area"))
  }

  @Test func plansAndActualsCheck() throws {
    let command = try Command()
    defer { command.remove() }
    #expect(try command("init", "--plans").status == 0)
    #expect(try command("check", "plans.yaml", "--actuals", "actuals.csv").status == 0)
  }
}
