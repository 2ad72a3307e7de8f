import Formats
import Foundation
import Language
import Model
import Ownership
import Testing
import Units

/// How rows of an export become accounts.
@Suite struct BookRowsTests {
  private func read(
    _ lines: [String], _ book: String = "", _ more: String = ""
  ) throws -> (book: Book?, intake: BookIntake?, lines: [String]) {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try lines.joined(separator: "\n").write(
      to: folder.appending(path: "b.csv"), atomically: true, encoding: .utf8)
    let diagnostics = Diagnostics()
    let keys = book.split(separator: "\n").map { "  \($0)\n" }.joined()
    let text = "start: 2026-01-01\nbook:\n  file: b.csv\n\(keys)\(more)\n" + ScenarioFixture.models
    let reading = try ScenarioReader.read(
      SourceText(file: "a.yaml", bytes: Array(text.utf8)), in: folder.path, diagnostics)
    return (
      reading.scenario?.book, reading.intake,
      diagnostics.lines().map { $0.replacing(folder.path + "/", with: "") }
    )
  }

  private let subscriptions = [
    "Customer,Amount,Seats,Interval,Currency,Status,Ends",
    "a,10,5,month,usd,active,2026-03-01", "a,600,1,year,USD,active,2026-06-01",
    "b,100,2,year,eur,past_due,2026-05-05", "c,50,1,month,usd,canceled,2025-01-01",
    "d,,1,month,usd,active,2026-07-01",
  ]

  private let keys = """
    columns:
      account: Customer
      arr: {column: Amount, by: [Seats, {column: Interval, values: {month: 12, year: 1}}]}
      currency: Currency
      renewal-date: Ends
    where: [Status = active | past_due]
    repeats: add-up
    blank: skip
    """

  @Test func addsUpSubscriptionsInOneCurrency() throws {
    let (book, intake, lines) = try read(subscriptions, keys + "\ncurrencies: {EUR: 1.08}")
    #expect(lines == [])
    #expect(book?.ids == ["a", "b"])
    #expect(book?.arr == [1200, 216])
    // The largest part tells the date, and the first of two that are equal.
    #expect(book?.renewalDay.map(\.description) == ["2026-03-01", "2026-05-05"])
    #expect(
      intake?.currencies == [
        .init(code: "EUR", rows: 1, amount: 200), .init(code: "USD", rows: 2, amount: 1200),
      ])
    #expect(
      intake?.leftOut == [
        .init(reason: "not `Status = active | past_due`", rows: 1, arr: 600),
        .init(reason: "no Amount", rows: 1, arr: nil),
      ])
    #expect(intake?.contracts.map(\.arr) == [600, 600, 216])
  }

  @Test func neverAddsCurrencies() throws {
    let (book, _, lines) = try read(subscriptions, keys)
    #expect(book == nil)
    #expect(
      lines == [
        "b.csv:4:5: Currency: amounts in several currencies are never added: 200 EUR in 1 row, 1,200 USD in 2 rows; say `currencies: {EUR: ...}` under `book`: how much USD one of each is"
      ])
    let euros = try read(
      ["account,arr,currency", "a,5,EUR", "b,6,EUR"]).lines
    #expect(
      euros == [
        "b.csv:2:3: currency: every amount is in EUR, and the scenario's currency is USD; set `currency: EUR`, or say `currencies: {EUR: ...}`"
      ])
    #expect(try read(["account,arr,currency", "a,5,EUR"], "", "currency: EUR").lines == [])
  }

  @Test func refusesValueThatMultipliesNothing() throws {
    let lines = try read(
      ["Customer,Amount,Interval", "a,10,week"],
      "columns: {account: Customer, arr: {column: Amount, by: [{column: Interval, values: {month: 12}}]}}"
    ).lines
    #expect(
      lines == [
        "b.csv:2:2: Amount: found week, expected a value of Interval under `by`; known here: month"
      ])
  }

  @Test func dividesTotalByItsTerm() throws {
    let (book, _, lines) = try read(
      ["account,TCV,term", "a,3000,36", "b,1200,12"], "columns: {arr: {column: TCV, over: term}}")
    #expect(lines == [])
    #expect(book?.arr == [1000, 1200] && book?.term == [36, 12])
  }

  @Test func netsCreditsAndRefusesWhatIsLess() throws {
    let rows = ["account,arr", "a,100", "a,\"(30)\"", "b,5", "b,-5"]
    let (book, _, lines) = try read(rows, "repeats: add-up")
    #expect(book == nil)
    #expect(
      lines == [
        "b.csv:4:2: arr: the rows of b add up to 0, expected above 0; leave the account out by `where`"
      ])
    let read = try read(rows, "repeats: add-up\nwhere: [account != b]")
    #expect(read.book?.arr == [70])
    #expect(read.intake?.remarks.contains("1 credit of -30 USD is netted") == true)
  }

  @Test func copiesCountOnceAndOthersAreErrors() throws {
    let rows = ["account,arr,x", "a,100,y", "a,100,y", "b,5,z", "b,6,z"]
    let lines = try read(rows, "repeats: once").lines
    #expect(
      lines == [
        "b.csv:5:1: account: b appears twice (first at line 4); say `repeats: add-up` under `book` if"
          + " its rows are parts of an account"
      ])
    let (book, intake, _) = try read(Array(rows.dropLast()), "repeats: once")
    #expect(book?.arr == [100, 5])
    #expect(intake?.leftOut == [.init(reason: "a copy of another row", rows: 1, arr: nil)])
  }

  @Test func childrenJoinTheirParents() throws {
    let rows = [
      "account,name,arr,parent", "c1,Child,100,Mother", "p1,Mother,50,", "c2,Grandchild,10,c1",
      "x,Other,7,Elsewhere", "y,Another,8,Elsewhere",
    ]
    let apart = try read(rows)
    #expect(apart.book?.arr == [100, 50, 10, 7, 8])
    #expect(
      apart.intake?.remarks == [
        "4 accounts name a parent and have contracts of their own (`parents: join` adds them to the parent)"
      ])
    let joined = try read(rows, "parents: join").book
    #expect(joined?.ids == ["p1", "Elsewhere"])
    #expect(joined?.arr == [160, 15])
    #expect(joined?.names == ["Mother", "Other"])
  }

  @Test(arguments: [
    ("Type = Customer | partner", ["a", "b"]), ("Type != Customer", ["b", "c", "d"]),
    ("arr > 20", ["b", "c"]), ("arr >= 20", ["b", "c", "d"]), ("arr <= 20", ["a", "d"]),
    ("arr != 20", ["a", "b", "c"]), ("Ends > 2026-02-28", ["b", "c"]), ("Type is blank", ["d"]),
    ("Type is not blank", ["a", "b", "c"]), ("Ends is blank", ["d"]),
  ])
  func keepsRowsOfCondition(_ condition: String, _ ids: [String]) throws {
    let rows = [
      "account,arr,Type,Ends", "a,10,customer,2026-02-28", "b,30,Partner ,2026-03-01",
      "c,40,Lead,2027-01-01", "d,20.00,,",
    ]
    let (book, _, lines) = try read(rows, "where: [\(condition)]")
    #expect(lines == [])
    #expect(book?.ids == ids)
  }

  @Test(arguments: [
    (
      "Typ = x",
      "found \"Typ = x\", expected a heading of b.csv, then a comparison; did you mean `Type`?"
    ),
    (
      "Type Customer",
      "found \"Type Customer\", expected a comparison after Type: = A | B, !=, <, <=, >, >=, is blank, is not blank"
    ),
    ("arr > many", "found \"arr > many\", expected a number or a day such as 2026-04-01 after >"),
    ("Type =", "found \"Type =\", expected a value after ="),
  ])
  func refusesCondition(_ condition: String, _ message: String) throws {
    let lines = try read(["account,arr,Type", "a,1,x"], "where: [\(condition)]").lines
    #expect(lines == ["a.yaml:4: book.where[0]: \(message)"])
  }

  @Test func namesOfPersonsAreOneWhateverTheirCase() throws {
    let rows = [
      "account,arr,owner", "a,1,Ann Lee", "b,2,ann  lee", "c,4,ANN LEE ", "d,8,N/A", "e,16,-",
      "f,32,", "g,64,Jörg Groß", "h,128,JÖRG GROSS",
    ]
    let intake = try #require(try read(rows).intake)
    #expect(
      intake.owners == [
        .init(name: "Jörg Groß", accounts: 2, arr: 192),
        .init(name: "Ann Lee", accounts: 3, arr: 7),
      ])
    #expect(intake.unowned == .init(name: "", accounts: 3, arr: 56))
  }

  @Test func personsFixHeadsWhereAsked() throws {
    let rows = ["account,arr,csm", "a,1,Ann", "b,2,ann ", "c,4,tbd"]
    let unasked = try read(rows)
    #expect(unasked.book?.persons == [:])
    let asked = try read(rows, "", "roles: {csm: {heads: book}}")
    #expect(asked.lines == [])
    #expect(asked.book?.persons == [.csm: ["Ann", "Ann", nil]])
  }

  @Test func asksHowDatesAreRead() throws {
    let rows = ["account,arr,renewal-date", "a,1,05/04/2027", "b,1,06/07/2027"]
    #expect(
      try read(rows).lines == [
        "b.csv:2:3: renewal-date: 05/04/2027 is 2027-04-05 or 2027-05-04, and no date of the column tells; say `dates: d/m/y` or `dates: m/d/y` under `book`"
      ])
    let days = try read(rows, "dates: d/m/y").book?.renewalDay.map(\.description)
    #expect(days == ["2027-04-05", "2027-07-06"])
    #expect(
      try read(rows + ["c,1,06/30/2027"]).lines == [
        "b.csv:4:3: renewal-date: 06/30/2027 can only be read as m/d/y; say `dates: m/d/y` under `book`"
      ])
    #expect(
      try read(rows + ["c,1,06/30/2027", "d,1,30/06/2027"]).lines.contains(
        "b.csv:5:3: renewal-date: 30/06/2027 at line 5 has the day first, 06/30/2027 at line 4 the month; correct one of them where the file comes from"
      ))
  }
}
