import Foundation
import Testing

@Suite struct InitTests {
  @Test func starterScenarioPassesCheck() throws {
    let command = try Command()
    defer { command.remove() }
    #expect(try command("init").status == 0)
    let check = try command("check", "scenario.yaml")
    #expect(check.status == 0)
    #expect(check.output.hasPrefix("OK   400 accounts, 12.0m USD ARR"))
  }

  @Test func refusesToOverwriteWithoutForce() throws {
    let command = try Command(files: ["scenario.yaml": "mine\n"])
    defer { command.remove() }
    let refused = try command("init")
    #expect(refused.status == 74)
    #expect(refused.errors.contains("--force"))
    #expect(try command.text(of: "scenario.yaml") == "mine\n")
    #expect(try command("init", "--force").status == 0)
    #expect(try command.text(of: "scenario.yaml").contains("quotient: 1"))
  }

  @Test func listsWhatFrameworksAdvise() throws {
    let facts = """
      stage: early
      cs-stage: early
      seller-relationships: false
      revenue: 12m
      segments:
        smb: {products: 2}
        enterprise: {enterprise: true}

      """
    let command = try Command(files: ["facts.yaml": facts])
    defer { command.remove() }
    let made = try command("init", "--facts", "facts.yaml")
    #expect(made.status == 0, "\(made.errors)")
    let scenario = try command.text(of: "scenario.yaml")
    #expect(scenario.contains("\n  - advised/cure"))
    #expect(scenario.contains("\n  - advised/maturity"))
    #expect(!scenario.contains("\n  - advised/value-capture"))
    #expect(scenario.contains("  segments:\n    smb:\n      products: 2"))
    let check = try command("check", "scenario.yaml")
    #expect(check.status == 0, "\(check.errors)")
  }

  @Test func guessesColumnsOfBook() throws {
    let rows = (1...30).map {
      "C-\($0),Firm \($0),\($0 % 2 == 0 ? "Small" : "Large"),\($0 * 100).50,One year,North"
    }
    let book = (["customerID,Company,Customer Segment,MRR,Contract,Area"] + rows)
      .joined(separator: "\r\n")
    let command = try Command(files: ["crm.csv": book])
    defer { command.remove() }
    let made = try command("init", "crm.csv", "--output", "new/ours.yaml")
    // The folder is created, and the book's path is relative to it.
    #expect(made.status == 0)
    let scenario = try command.text(of: "new/ours.yaml")
    #expect(scenario.contains("../crm.csv"))
    let check = try command("check", "new/ours.yaml")
    #expect(check.status == 0)
    // 46,500 and a half for each of 30 accounts, twelve times.
    #expect(check.output.contains("30 accounts, 558k USD ARR"))
    #expect(check.output.contains("ignored column: Area"))
  }

  @Test func reportsMisfitsImmediately() throws {
    let book = "Account ID,ARR,Renewal Date\nA1,100,2026-02-01\nA2,lots,2026-03-01\nA3,300,soon\n"
    let command = try Command(files: ["crm.csv": book])
    defer { command.remove() }
    let made = try command("init", "crm.csv")
    #expect(made.status == 65 && !made.output.contains("Wrote"))
    #expect(!command.exists("scenario.yaml"))
    #expect(
      made.errors == """
        crm.csv:3:2: ARR: found lots, expected a number such as 1500 or 1.5k
        crm.csv:4:3: Renewal Date: found soon, expected a date as year-month-day, such as 2026-04-01
        2 errors, nothing written.

        """)
  }

  @Test func asksEverythingAtOnceAndTakesAnswers() throws {
    let book = """
      Account,Net Amount,Gross Amount,Currency,Renews on,Status
      a,100,119,USD,05/04/2027,Active
      b,200,238,EUR,07/06/2027,Active
      c,300,357,EUR,07/06/2027,Cancelled

      """
    let command = try Command(files: ["crm.csv": book])
    defer { command.remove() }
    let asked = try command("init", "crm.csv", "--start", "2027-01-01")
    #expect(asked.status == 65 && asked.output.isEmpty && !command.exists("scenario.yaml"))
    for line in [
      "? arr: several columns may be the yearly money of an account",
      "    --answer 'arr=Net Amount'   100 USD, 500 EUR in all",
      "? dates: 05/04/2027 in Renews on at line 2 is 2027-05-04 or 2027-04-05, and no date of the file tells",
      "? currencies: amounts in several currencies are never added: 100 USD in 1 row, 200 EUR in 1 row",
      "3 questions, nothing written: run the same with all answers.",
    ] {
      #expect(asked.errors.contains(line + (line.hasPrefix("    ") ? "\n" : "")), "\(asked.errors)")
    }
    let answers = [
      "--answer", "arr=Net Amount", "--dates", "d/m/y", "--answer", "currencies.EUR=1.1",
      "--start", "2027-01-01",
    ]
    let made = try command(arguments: ["init", "crm.csv"] + answers)
    #expect(made.status == 0, "\(made.errors)")
    let check = try command("check", "scenario.yaml")
    #expect(check.output.hasPrefix("OK   2 accounts, 320 USD ARR"), "\(check.output)")
    #expect(check.output.contains("by currency: EUR 200 in 1 row, USD 100 in 1 row"))
    #expect(check.output.contains("left out of 3 rows: 1 not `Status = Active` (330)"))
    let wrong = try command("init", "crm.csv", "--answer", "date=d/m/y")
    #expect(wrong.status == 64 && wrong.errors.contains("did you mean `dates`?"))
  }

  @Test func writesBesideTheBook() throws {
    let command = try Command()
    defer { command.remove() }
    try FileManager.default.createDirectory(
      at: command.folder.appending(path: "data"), withIntermediateDirectories: true)
    try command.write("account,arr\na,100\n", to: "data/crm.csv")
    #expect(try command("init", "data/crm.csv").status == 0)
    #expect(try command.text(of: "data/scenario.yaml").contains("  file: crm.csv"))
  }

  @Test func rejectsFolderAsOutput() throws {
    let command = try Command(files: ["crm.csv": "account,arr\na,100\n"])
    defer { command.remove() }
    #expect(try command("init", "crm.csv", "--output", "new/a.yaml").status == 0)
    for options in [["crm.csv", "--output", "new"], ["crm.csv", "--output", "new", "--force"]] {
      let refused = try command(arguments: ["init"] + options)
      #expect(refused.status == 74)
      #expect(refused.errors == "new is a folder; write --output new/scenario.yaml\n")
    }
    let plans = try command("init", "--plans", "--output", "other/")
    #expect(plans.errors == "other/ is a folder; write --output other/plans.yaml\n")
    let check = try command("check", "new")
    #expect(check.status == 66)
    #expect(check.errors == "new: a folder, not a file; did you mean new/a.yaml?\n")
    try command.write("", to: "new/b.csv")
    #expect(try command("init", "new").errors == "new: a folder, not a file; name a file in it\n")
  }

  @Test func starterPlansPassCheck() throws {
    let command = try Command()
    defer { command.remove() }
    #expect(try command("init", "--plans").status == 0)
    #expect(try command("check", "plans.yaml", "--actuals", "actuals.csv").status == 0)
  }

  @Test func makesNoFolderButTheLast() throws {
    let command = try Command(files: ["crm.csv": "account,arr\na,1\n"])
    defer { command.remove() }
    let refused = try command("init", "crm.csv", "--output", "far/away/a.yaml")
    #expect(refused.status == 74)
    #expect(refused.errors == "there is no folder far; make it first, or correct --output\n")
    #expect(!command.exists("far"))
    let root = try command("init", "crm.csv", "--output", "/nonexistent-quotient/a.yaml")
    #expect(root.status == 74)
    #expect(!FileManager.default.fileExists(atPath: "/nonexistent-quotient"))
  }

  /// What would be taken as won is warned of by every command that reads the book.
  @Test func anExpiredBookIsWarnedOf() throws {
    let command = try Command(files: [
      "crm.csv": "account,arr,renewal-date\na,1,2020-01-01\nb,2,2020-02-01\n"
    ])
    defer { command.remove() }
    let warning = "all 2 accounts with 3 USD ended before 2027-01-01"
    let made = try command("init", "crm.csv", "--start", "2027-01-01")
    let check = try command("check", "scenario.yaml")
    let compare = try command(
      "compare", "scenario.yaml", "--trials", "20", "--no-files", "--threads", "1")
    for said in [made, check, compare] {
      #expect(said.status == 0)
      #expect((said.output + said.errors).contains(warning), "\(said.output)\(said.errors)")
    }
  }
}
