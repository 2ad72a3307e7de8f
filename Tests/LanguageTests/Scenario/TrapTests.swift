import Formats
import Foundation
import Language
import Model
import Testing
import Units

/// What exports do to those who read them, and what is said of it: nothing is read in silence.
@Suite struct TrapTests {
  struct Trap: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let answers: [String]
    /// Each is part of what `init` and then `check` say.
    let said: [String]

    var testDescription: String { name }

    init(
      _ name: String, _ lines: [String], in encoding: String.Encoding = .utf8,
      _ answers: [String] = [],
      says said: String...
    ) {
      self.name = name
      bytes = [UInt8](lines.joined(separator: "\n").data(using: encoding) ?? Data())
      self.answers = answers
      self.said = said
    }

    init(_ name: String, bytes: [UInt8], says said: String...) {
      self.name = name
      self.bytes = bytes
      answers = []
      self.said = said
    }
  }

  private static let today = Day(year: 2026, month: 11, day: 30) ?? Day(number: 0)

  /// Everything that `init`, and where it writes a scenario `check`, say of a file.
  private func said(of trap: Trap) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "b.csv").path
    try Data(trap.bytes).write(to: URL(filePath: path))
    let diagnostics = Diagnostics()
    var said: [String] = []
    do {
      let file = try TableFile(contentsOf: path)
      var answers = StarterAnswers()
      for answer in trap.answers { try answers.add(answer) }
      let made = ScenarioStarter.scenario(
        of: file, as: "b.csv", answers: answers, today: Self.today, diagnostics)
      said += made?.notes ?? []
      said += made?.questions.flatMap(\.lines) ?? []
      if let text = made?.text, !text.isEmpty {
        said += text.split(separator: "\n").map(String.init)
        let source = try SourceText(file: "a.yaml", bytes: Array(text.utf8))
        let reading = try ScenarioReader.read(source, in: folder.path, diagnostics)
        if let book = reading.scenario?.book {
          said.append("\(book.count) accounts, \(book.totalARR.amount)")
          said += book.renewalDay.prefix(3).map { "renews \($0)" }
          said += book.term.prefix(3).map { "\($0) months" }
          said += book.ids.map { "account \($0)" }
        }
        said += reading.intake?.remarks ?? []
        if let undated = reading.intake?.undated {
          said.append("undated \(undated.accounts), \(undated.arr)")
        }
        said += (reading.intake?.leftOut ?? []).map { "\($0.rows) \($0.reason)" }
        said += (reading.intake?.passedOver ?? []).map { "passed over \($0)" }
        if let unowned = reading.intake?.unowned { said.append("unowned \(unowned.accounts)") }
        said += (reading.intake?.owners ?? []).map { "owner \($0.name) \($0.accounts)" }
      }
    } catch let error as Diagnostic {
      diagnostics.report(error)
    }
    return said + diagnostics.lines().map { $0.replacing(folder.path + "/", with: "") }
  }

  @Test(
    arguments: reading + money + dates + rows + totals + units + states + intervals + words
      + periods
      + doubles)
  func isSaid(_ trap: Trap) throws {
    let said = try said(of: trap)
    for part in trap.said {
      #expect(said.contains { $0.contains(part) }, "\(part)\n\(said.joined(separator: "\n"))")
    }
  }

  @Test func thereAreSixtyAndMore() {
    #expect(
      (Self.reading + Self.money + Self.dates + Self.rows + Self.totals + Self.units + Self.states)
        .count >= 100)
  }

  // MARK: - How a file is written

  static let reading: [Trap] = [
    Trap(
      "semicolons", ["account;arr", "a;1"],
      says: "separator \";\": fields are separated by semicolons"),
    Trap("tabs", ["account\tarr", "a\t1"], says: "fields are separated by tabs", "separator: tab"),
    Trap("bars", ["account|arr", "a|1"], says: "fields are separated by bars"),
    Trap("an order to Excel", ["sep=;", "account;arr", "a;1"], says: "the first line says so"),
    Trap(
      "Windows' letters", ["account,arr,owner", "a,1,Jörg Müller", "b,2,Zoë Größl"],
      in: .windowsCP1252,
      says: "encoding windows-1252", "owner Jörg Müller 1"),
    Trap(
      "UTF-16", ["account\tarr", "ä\t1"], in: .utf16, says: "encoding utf-16", "account ä"),
    Trap(
      "Shift-JIS",
      ["account,arr,name", "1,5,株式会社山田製作所との契約の更新", "2,6,鈴木商事株式会社の価格について交渉"],
      in: .shiftJIS, says: "encoding shift_jis"),
    Trap("a byte order mark", ["\u{FEFF}account,arr", "a,1"], says: "1 accounts, 1.0"),
    Trap(
      "titles", ["Customers,", "as of November,", "account,arr", "a,1", "b,2"],
      says: "skip-rows 2: the headings are in line 3, below Customers, \"as of November\""),
    Trap("blank lines", ["account,arr", "a,1", "", ",", "b,2"], says: "2 accounts, 3.0"),
    Trap(
      "a footer",
      ["account,arr,name", "a,1,x", "b,2,y", "", "\"Copyright 2026\"", "\"Generated by Ann\""],
      says: "footer \"Copyright*\": the table ends before line 5",
      "passed over \"Generated by Ann\""
        .replacing("\"", with: "")),
    Trap(
      "records with little in them, last",
      [
        "account,name,segment,owner,tier,phone,arr", "a,Ab,x,Ann,1,5,10", "b,Bc,x,Ann,1,5,20",
        "c,Cd,y,Bob,1,5,30", "d,De,y,Bob,2,5,40", "e,Ef,x,,,,50", "f,Fg,x,,,,60",
        "Confidential,,,,,,",
      ],
      says: "6 accounts, 210.0", "footer Confidential: the table ends before line 8"),
    Trap(
      "a grand total", ["account,segment,arr", "a,x,1", "b,y,2", "Grand Total (2),,3"],
      says: "leave-out \"Grand Total (2)\"", "2 accounts, 3.0", "passed over Grand Total (2)"),
    Trap(
      "subtotals",
      ["account,segment,arr", "a,x,1", "Subtotal x,,1", "b,y,2", "Subtotal y,,2"],
      says: "leave-out \"Subtotal x, Subtotal y\"", "2 accounts, 3.0"),
    Trap(
      "a German total", ["account;segment;arr", "a;x;1", "b;y;2", "Summe;;3"],
      says: "leave-out Summe", "2 accounts, 3.0"),
    Trap(
      "units under the headings", ["account,segment,arr", ",,USD", "a,x,1", "b,y,2"],
      says: "leave-out USD", "2 accounts, 3.0"),
    Trap(
      "a total by no name",
      ["account,arr"] + (1...12).map { "a\($0),\($0)00" } + ["X,7800"],
      says: "leave-out X: line 14 has 7,800, as much as all others together", "12 accounts, 7800.0"),
    Trap(
      "a customer called Total", ["account,segment,arr", "Total Wine,x,5", "b,y,2"],
      says: "2 accounts, 7.0", "account Total Wine"),
    Trap(
      "line breaks in a note", ["account,arr,note", "a,1,\"x", "y\"", "b,2,"],
      says: "2 accounts, 3.0"),
    Trap(
      "a heading that is missing", ["account,,arr", "a,x,1"],
      says: "warn b.csv:1:2: empty heading; name the column"),
    Trap(
      "a heading twice", ["account,arr,note,note", "a,1,x,y"],
      says: "warn b.csv:1:4: heading note appears twice (first in field 3)"),
    Trap(
      "a separator within a field", ["account,arr,x", "a,1,2", "b,2,3", "Smith, Inc,1,2"],
      says: "b.csv:4: 4 fields, the headings are 3; put a field that holds a separator in quotes"),
    Trap(
      "a quote that stays open", ["account,arr", "a,\"1", "b,2"],
      says: "b.csv:2:2: a quote that is never closed"),
    Trap(
      "a quote in the middle", ["account,arr", "a 5\" pipe,1"],
      says: "b.csv:2:1: a quote inside a field that does not begin with one"),
    Trap(
      "an old workbook", bytes: [0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 99),
      says: "an old workbook (.xls), or one with a password; save it as .xlsx without one"),
    Trap(
      "a PDF", bytes: Array("%PDF-1.4".utf8), says: "a PDF, not a table; export it as CSV or .xlsx"),
    Trap(
      "an archive", bytes: [0x50, 0x4B, 0x03, 0x04] + [UInt8](repeating: 0, count: 99),
      says: "the workbook is broken"),
    Trap("nothing", bytes: [], says: "the file is empty; begin with a line of headings"),
    Trap(
      "headings alone", ["account,arr"], says: "b.csv:1: headings but no rows; add at least one row"
    ),
    Trap(
      "an encoding that is not", ["account,arr", "a,1"], ["encoding=klingon"],
      says: "no encoding is called klingon"),
  ]

  // MARK: - Money

  static let money: [Trap] = [
    Trap(
      "a point before three digits", ["account,arr", "a,1.500", "b,12.000"],
      says: "? decimal: 1.500 in arr at line 2 has two readings", "--answer decimal=,",
      "13,500 in all",
      "13.50 in all"),
    Trap(
      "the same, answered", ["account,arr", "a,1.500", "b,12.000"], ["decimal=,"],
      says: "2 accounts, 13500.0"),
    Trap(
      "the same among Germans",
      ["Kundennummer;Betrag;Vertragsende", "a;1.500 €;17.03.2027", "b;400 €;01.04.2027"],
      says: "decimal ,: 1.500 € is 1,500, as three digits follow every point", "2 accounts, 1900.0"),
    Trap(
      "commas of thousands", ["account,arr", "a,\"1,500\"", "b,\"$2,000\""],
      says: "2 accounts, 3500.0"),
    Trap(
      "decimal commas", ["account;arr", "a;17.808,86 €", "b;5,5"],
      says: "decimal ,: amounts such as", "2 accounts, 17814.36"),
    Trap("apostrophes", ["account,arr", "a,1'234.50"], says: "1 accounts, 1234.5"),
    Trap(
      "an accountant's spaces", ["account,arr", "a,\" $ 17,809 \""], says: "1 accounts, 17809.0"),
    Trap(
      "a credit of nobody", ["account,arr", "a,100", "b,\"(30)\""],
      says: "where arr > 0: 1 credit of -30, first at line 3, is left out", "1 accounts, 100.0"),
    Trap(
      "a credit", ["account,arr", "a,100", "a,30-"],
      says: "1 credit of -30", "1 accounts, 70.0"),
    Trap(
      "more credit than money", ["account,arr", "a,100", "a,-130", "b,5"],
      says: "the rows of a add up to -30, expected above 0"),
    Trap(
      "no amount", ["account,arr", "a,100", "b,", "c,"],
      says: "blank skip: 2 rows of the book have no arr", "2 no arr", "1 accounts, 100.0"),
    Trap(
      "nothing as an amount", ["account,arr", "a,100", "b,0.00"],
      says: "where arr != 0: 1 row with nothing is left out", "1 accounts, 100.0"),
    Trap(
      "words for an amount", ["account,arr", "a,100", "b,n/a"],
      says: "blank skip: 1 row of the book has no arr (n/a) and is left out", "1 accounts, 100.0"),
    Trap("money of a month", ["account,MRR", "a,100"], says: "times: 12", "1 accounts, 1200.0"),
    Trap(
      "money of a whole term", ["account,TCV,term", "a,3000,36"],
      says: "TCV is for the whole term, divided by term times 12", "1 accounts, 1000.0"),
    Trap(
      "a price for each seat and month",
      ["Customer ID,Amount,Quantity,Interval", "a,10,5,month", "b,600,1,year"],
      says: "Amount is a price, times Quantity", "month 12, year 1", "2 accounts, 1200.0"),
    Trap(
      "two columns of money", ["account,Net Amount,Gross Amount", "a,100,119"],
      says: "? arr: several columns may be the yearly money of an account", "100 in all",
      "119 in all"),
    Trap(
      "the same, answered", ["account,Net Amount,Gross Amount", "a,100,119"], ["arr=Net Amount"],
      says: "1 accounts, 100.0"),
    Trap(
      "the customer's turnover", ["account,ARR,Annual Revenue", "a,100,5000000"],
      says: "not Annual Revenue, which is the customer's turnover", "1 accounts, 100.0"),
    Trap(
      "the turnover alone", ["account,Annual Revenue", "a,5000000"],
      says: "Annual Revenue is often the customer's own turnover"),
    Trap(
      "no money", ["account,Region", "a,North"],
      says: "? arr: no heading looks like the yearly money"),
    Trap(
      "currencies in a column",
      ["account,arr,currency", "a,1000,USD", "b,1000,EUR", "c,120000,JPY"],
      says:
        "? currencies: amounts in several currencies are never added: 1,000 USD in 1 row, 1,000 EUR in"
        + " 1 row, 120,000 JPY in 1 row", "--answer currencies.EUR=RATE"),
    Trap(
      "currencies, answered", ["account,arr,currency", "a,1000,USD", "b,1000,EUR"],
      ["currencies.EUR=1.1"], says: "currencies: {EUR: 1.1}", "2 accounts, 2100.0"),
    Trap(
      "currencies as signs", ["account,arr", "a,$1000", "b,€1000"],
      says: "? currencies: amounts in several currencies are never added"),
    Trap(
      "a book in euros", ["account,arr", "a,€1000", "b,€5"], says: "currency: EUR",
      "2 accounts, 1005.0"),
    Trap("no currency", ["account,arr", "a,1000"], says: "currency USD: the file names none"),
  ]

  // MARK: - Dates

  static let dates: [Trap] = [
    Trap(
      "days and months", ["account,arr,renewal-date", "a,1,05/04/2027", "b,2,07/06/2027"],
      says: "? dates: 05/04/2027 in renewal-date at line 2 is 2027-05-04 or 2027-04-05",
      "--answer dates=d/m/y", "--answer dates=m/d/y"),
    Trap(
      "the same, answered", ["account,arr,renewal-date", "a,1,05/04/2027"], ["dates=d.m.y"],
      says: "dates: d/m/y", "renews 2027-04-05"),
    Trap(
      "one day that tells", ["account,arr,renewal-date", "a,1,05/04/2027", "b,2,07/16/2027"],
      says: "dates m/d/y: 07/16/2027 in renewal-date at line 3 has no other reading",
      "renews 2027-05-04"),
    Trap(
      "another column that tells",
      [
        "account,arr,renewal-date,signed", "a,1,05/04/2027,30/06/2026", "b,2,07/06/2027,01/02/2026",
      ],
      says:
        "dates d/m/y: 30/06/2026 in signed at line 2 has no other reading, and the other dates are"
        + " taken to be written so", "renews 2027-04-05"),
    Trap(
      "both orders", ["account,arr,renewal-date", "a,1,30/06/2027", "b,2,06/30/2027"],
      says: "30/06/2027 at line 2 has the day first, 06/30/2027 at line 3 the month"),
    Trap(
      "points", ["account,arr,renewal-date", "a,1,05.04.2027"], says: "dates d/m/y",
      "renews 2027-04-05"),
    Trap(
      "two digits of a year", ["account,arr,renewal-date", "a,1,12/31/26"],
      says: "renews 2026-12-31"),
    Trap(
      "names of months", ["account,arr,renewal-date", "a,1,17-Mar-27"], says: "renews 2027-03-17"),
    Trap("times", ["account,arr,renewal-date", "a,1,2027-09-03 10:00"], says: "renews 2027-09-03"),
    Trap(
      "a day that is not", ["account,arr,renewal-date", "a,1,31.02.2027", "b,1,28.02.2027"],
      says: "b.csv:2:3: renewal-date: found 31.02.2027"),
    Trap(
      "a spreadsheet's day number", ["account,arr,renewal-date", "a,1,46463", "b,1,2027-03-17"],
      ["renewal-date=renewal-date"],
      says: "found 46463, expected a date; as a spreadsheet's day number it is 2027-03-17"),
    Trap(
      "the year begun", ["account,arr,renewal-date", "a,1,2026-12-05", "b,2,2027-12-05"],
      says: "start 2027-01-01: the first fiscal year after 2026-11-30, today"),
    Trap(
      "a fiscal year of one's own", ["account,arr,renewal-date", "a,1,2026-12-05"],
      ["start=2027-04-01"],
      says: "start: 2027-04-01"),
    Trap(
      "terms in words", ["account,arr,term", "a,1,One year", "b,2,Month-to-month", "c,3,2 Jahre"],
      says: "12 months", "1 months", "24 months"),
    Trap("terms in years", ["account,arr,Term (years)", "a,1,3"], says: "times: 12", "36 months"),
    Trap(
      "terms in other words", ["account,arr,term", "a,1,12", "b,2,evergreen"],
      says: "b.csv:3:3: term: found evergreen"),
  ]

  // MARK: - Rows

  static let rows: [Trap] = [
    Trap(
      "prospects", ["account,arr,Type", "a,1,Customer", "b,2,Prospect", "c,4,Former Customer"],
      says: "where Type = Customer: 2 rows with 6 are left out (\"Former Customer\" 1 with 4,"
        + " Prospect 1 with 2)",
      "2 not `Type = Customer`", "1 accounts, 1.0"),
    Trap(
      "deals that were lost",
      ["Company ID,Amount,Deal Stage", "a,1,Closed won", "b,2,Closed lost", "c,3,Open"],
      says: "where Deal Stage = Closed won: 2 rows", "1 accounts, 1.0"),
    Trap(
      "deals that are over",
      [
        "Company ID,ARR,Contract start,Contract end,Close Date",
        "a,1,2024-01-01,2025-01-01,2024-01-01",
        "a,2,2025-01-01,2027-01-01,2025-01-01", "b,5,2026-11-20,2027-11-20,2026-11-20",
      ],
      says: "where Contract end > 2026-11-20: 1 contract with 1 that ended by then is left out",
      "2 accounts, 7.0"),
    Trap(
      "a row twice", ["account,arr", "a,1", "b,2", "a,1"],
      says: "repeats once: account is not unique: a at lines 2 and 4", "1 a copy of another row",
      "2 accounts, 3.0"),
    Trap(
      "lines of a product", ["account,arr,product", "a,1,x", "a,2,y", "b,4,x"],
      says: "repeats add-up: account is not unique: a at lines 2 and 3", "2 accounts, 7.0"),
    Trap(
      "ids that differ in case", ["account,arr", "0015gA,1", "0015ga,2"], says: "2 accounts, 3.0"),
    Trap(
      "ids with zeros", ["account,arr", "00012,1", "12,2"], says: "account 00012", "2 accounts, 3.0"
    ),
    Trap(
      "spellings of owners",
      ["account,arr,Owner", "a,1,Priya Nair", "b,2,PRIYA  NAIR", "c,3,priya nair "],
      says: "owner Priya Nair 3", "the owners are written in 3 ways and are 1 person"),
    Trap(
      "nobody", ["account,arr,Owner", "a,1,N/A", "b,2,-", "c,3,TBD", "d,4,", "e,5,Ann"],
      says: "unowned 4", "owner Ann 1"),
    Trap(
      "parents", ["account,arr,Parent Account", "a,1,", "b,2,a"],
      says: "1 account names a parent and has a contract of its own"),
    Trap(
      "those who have given notice",
      ["account,arr,Cancel At Period End", "a,1,false", "b,2,true"],
      says: "1 row with 2 leaves at the end of the term by Cancel At Period End",
      "leaving: {true: never}", "stated rates are of the others"),
    Trap(
      "a part that leaves",
      [
        "account,arr,Renewal date,Cancel At Period End", "a,1,2027-05-01,false",
        "a,2,2027-06-01,true", "b,4,2027-06-01,false",
      ],
      says:
        "1 account has given notice for a part, 2 of 3 USD: an account leaves or stays as its largest"
    ),
    Trap(
      "those who left before the start",
      [
        "account,arr,Renewal date,Cancel At Period End", "a,1,2027-05-01,false",
        "b,2,2026-12-15,true", "c,4,2027-06-01,true",
      ],
      says: "1 row of them with 2 leaves before 2027-01-01: no renewal is assumed won",
      "1 account with 2 USD has given notice for a day before 2027-01-01 and leaves on it",
      "renews 2027-01-01", "3 accounts, 7.0"),
    Trap(
      "an id that nothing looks like", ["Firm,ARR", "a,1"],
      says: "? account: no heading looks like the id"),
  ]
}
