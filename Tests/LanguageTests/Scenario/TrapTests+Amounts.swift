import Formats
import Foundation

/// Totals, units and states: rows and amounts that are not what they look like.
extension TrapTests {
  // MARK: - Totals

  static let totals: [Trap] = [
    Trap(
      "subtotals with the word last",
      [
        "account,segment,arr,owner", "a,East,10,Ann", "b,East,20,Ann", "East Total,,30,",
        "c,West,5,Bob", "d,West,6,Bob", "West Total,,11,", "Grand Total,,41,",
      ],
      says: "leave-out \"East Total, West Total, Grand Total\"",
      "\"East Total\" 30, \"West Total\" 11, \"Grand Total\" 41", "4 accounts, 41.0"),
    Trap(
      "a customer called so, with little in its row",
      [
        "account,name,city,owner,arr", "a,Ab,East,Ann,10", "b,Bc,East,Ann,20",
        "Total Logistics,,,,77", "Total,,,,107",
      ],
      says: "\"Total Logistics\" with 77 is called a total, but is the sum of nothing, and counts",
      "account Total Logistics", "3 accounts, 107.0", "leave-out Total:"),
    Trap(
      "a customer beside subtotals of its first word",
      [
        "account,name,city,owner,arr", "a,Ab,East,Ann,10", "b,Bc,East,Ann,20",
        "Total East,,,,30", "c,Cd,West,Bob,5", "d,De,West,Bob,6", "Total West,,,,11",
        "Total Wine,,,,9",
      ],
      says: "leave-out \"Total East, Total West\"", "account Total Wine", "5 accounts, 50.0"),
    Trap(
      "a customer whose name ends so",
      ["account,segment,arr", "a,x,4", "Storage Total,y,5", "b,y,2"],
      says: "\"Storage Total\" with 5 is called a total, but is the sum of nothing",
      "3 accounts, 11.0"),
    Trap(
      "subtotals in the second column",
      [
        "Account ID,Name,ARR,Owner", "1,Ab,10,Ann", "2,Bc,20,Ann", ",Subtotal East,30,",
        "3,Cd,5,Bob", "4,De,6,Bob", ",Subtotal West,11,",
      ],
      says: "leave-out", "4 accounts, 41.0"),
    Trap(
      "subtotals behind the id of a region",
      [
        "Region,Account ID,Name,ARR", "E,1,Ab,10", "E,2,Bc,20", "E,,East Total,30", "W,3,Cd,5",
        "W,4,De,6", "W,,West Total,11",
      ],
      says: "where Name != East Total | West Total: 2 rows with the sum of others are left out:"
        + " line 4, East Total, 30", "4 accounts, 41.0"),
    Trap(
      "sums without a name or an id",
      [
        "Region,Account ID,Name,ARR", "E,1,Ab,10", "E,2,Bc,20", "E,,,30", "W,3,Cd,5", "W,4,De,6",
        "W,,,11",
      ],
      says: "where Account ID is not blank: 2 rows with the sum of others are left out",
      "4 accounts, 41.0"),
    Trap(
      "a total that is rounded",
      ["account,segment,owner,arr", "a,x,Ann,10.40", "b,y,Bob,20.30", "All Total,,,31"],
      says: "leave-out \"All Total\"", "2 accounts, 30.7"),
    Trap(
      "German subtotals of thousands",
      [
        "Kundennummer;Name;Betrag;Vertragsende", "a;Ab;1.500 €;17.03.2027",
        "b;Bc;2.250 €;18.03.2027", "Nord Summe;;3.750 €;",
      ],
      says: "leave-out \"Nord Summe\"", "2 accounts, 3750.0"),
    Trap(
      "a count at the end", ["account,segment,owner,arr", "a,x,Ann,10", "b,y,Bob,20", "Count,,,2"],
      says: "leave-out Count", "2 accounts, 30.0"),
    Trap(
      "a narrow record, last", ["account,name,city,arr", "a,Ab,x,10", "b,Bc,y,20", "c,,,30"],
      says: "3 accounts, 60.0"),
    Trap(
      "a total of a file of two columns", ["Customer,ARR", "a,10", "b,20", "Total customers,30"],
      says: "leave-out \"Total customers\"", "2 accounts, 30.0"),
  ]

  // MARK: - Units and currencies

  static let units: [Trap] = [
    Trap(
      "thousands in a heading", ["account,ARR ($k)", "a,10", "b,2.5"],
      says: "ARR ($k) is in thousands, times 1,000: 12,500 a year in all", "times: 1000",
      "2 accounts, 12500.0"),
    Trap(
      "thousands of euros", ["Kunde;ARR in TEUR;Vertragsende", "a;10;17.03.2027"],
      says: "in thousands, times 1,000", "currency: EUR", "1 accounts, 10000.0"),
    Trap("thousands as zeros", ["account,Revenue (000s)", "a,10"], says: "1 accounts, 10000.0"),
    Trap("millions", ["account,ARR (EUR mn)", "a,1.5"], says: "1 accounts, 1500000.0"),
    Trap(
      "a letter that may be two", ["account,ARR (M)", "a,2"],
      says: "? times: ARR (M) may be read in several ways", "--answer times=1000000", "2,000,000 a",
      "--answer times=12", "--answer times=1 "),
    Trap(
      "a year's money each month", ["account,Monthly ARR", "a,100"],
      says: "? times: Monthly ARR may be read in several ways", "--answer times=12   1,200 a year",
      "--answer times=1   100 a year"),
    Trap(
      "the same, answered", ["account,Monthly ARR", "a,100"], ["times=1"],
      says: "1 accounts, 100.0"),
    Trap(
      "a quarter's money", ["account,Quarterly fee", "a,100"],
      says: "Quarterly fee is a quarter's money, times 4: 400 a year in all", "1 accounts, 400.0"),
    Trap(
      "a month's thousands", ["account,MRR ($k)", "a,1"],
      says: "a month's money and in thousands, times 12,000", "1 accounts, 12000.0"),
    Trap(
      "units under the headings", ["account,segment,ARR", ",,k€", "a,x,10", "b,y,5"],
      says: "in thousands, times 1,000", "currency: EUR", "2 accounts, 15000.0"),
    Trap(
      "a currency in a heading", ["account,ARR (GBP)", "a,10"], says: "currency: GBP",
      "1 accounts, 10.0"),
    Trap(
      "a currency for each row", ["account,ARR,Curr", "a,10,USD", "b,20,EUR"],
      says: "? currencies: amounts in several currencies are never added: 10 USD in 1 row"),
    Trap(
      "the same by another name", ["account,ARR,CCY", "a,10,GBP", "b,20,EUR"],
      says: "? currencies: amounts in several currencies are never added"),
    Trap(
      "a converted pair",
      [
        "Account ID,Amount Currency,Amount,Amount (converted) Currency,Amount (converted)",
        "a,USD,100,USD,100", "b,EUR,100,USD,110",
      ],
      says: "? arr: several columns may be the yearly money",
      "100 USD, 100 EUR in all", "210 USD in all"),
    Trap(
      "a converted pair, answered",
      [
        "Account ID,Amount Currency,Amount,Amount (converted) Currency,Amount (converted)",
        "a,USD,100,USD,100", "b,EUR,100,USD,110",
      ], ["arr=Amount (converted)"], says: "2 accounts, 210.0"),
    Trap(
      "a column for each currency", ["account,ARR USD,ARR EUR", "a,108,100", "b,216,200"],
      says: "? arr: several columns may be the yearly money", "324 USD in all", "300 EUR in all"),
    Trap(
      "a column for each currency, answered", ["account,ARR USD,ARR EUR", "a,108,100"],
      ["arr=ARR EUR"], says: "currency: EUR", "1 accounts, 100.0"),
    Trap(
      "left out in several currencies",
      ["account,arr,currency,Type", "a,1,USD,Customer", "b,2,EUR,Prospect", "c,3,USD,Prospect"],
      says: "2 rows with 2 EUR and 3 USD are left out"),
  ]

  /// A workbook with two books and a summary.
  private static let sheets: [UInt8] =
    (try? WorkbookFile.bytes(title: "Book") { file throws(WorkbookError) in
      func add(_ name: String, _ rows: [[String]]) throws(WorkbookError) {
        let sheet = try file.addSheet(name)
        for (row, fields) in rows.enumerated() {
          for (column, text) in fields.enumerated() {
            if let number = Double(text) {
              try sheet.write(number, at: Cell(row, column))
            } else {
              try sheet.write(text, at: Cell(row, column))
            }
          }
        }
      }
      try add("Summary", [["Region", "Share"], ["North", "0.4"], ["South", "0.6"]])
      try add("Before", [["Customer ID", "ARR"], ["a", "3"], ["b", "4"]])
      try add("Now", [["Customer ID", "ARR"], ["a", "10"], ["b", "20"], ["c", "30"]])
    }) ?? []

  // MARK: - States and terms

  static let states: [Trap] = [
    Trap(
      "two sheets that may be the book", bytes: sheets,
      says: "? sheet: 2 sheets hold accounts with money: which is the book?",
      "--answer sheet=Now   3 rows, 60 of ARR in all",
      "--answer sheet=Before   2 rows, 7 of ARR in all"),
    Trap(
      "an amount of a year or of the term",
      ["account,Contract value,Term", "a,100,12", "b,600,36"],
      says: "? amount-is: Contract value does not say for how long",
      "--answer amount-is=year   700 a year in all", "--answer amount-is=term   300 a year in all"),
    Trap(
      "the same, answered", ["account,Contract value,Term", "a,100,12", "b,600,36"],
      ["amount-is=term"], says: "over: Term", "2 accounts, 300.0"),
    Trap(
      "the same in words", ["account,Contract value,Duration", "a,100,1 Year", "b,600,3 Years"],
      ["amount-is=term", "term=Duration"], says: "divided by Duration", "36 months",
      "2 accounts, 300.0"),
    Trap(
      "Japanese headings and dates",
      [
        "顧客番号,顧客名,区分,年間契約額（千円）,契約終了日,契約期間(月),自動更新,担当者",
        "K1,東商事,大手,\"￥1,200\",2027年3月31日,12,あり,佐藤", "K2,西商事,中小,￥800,2027年11月5日,24,なし,未定",
        "合計,,,\"￥2,000\",,,,",
      ], in: .shiftJIS,
      says: "encoding shift_jis", "leave-out 合計", "currency: JPY", "2 accounts, 2000000.0",
      "renews 2027-03-31", "unowned 1", "owner 佐藤 1"),
    Trap(
      "French headings",
      [
        "Export du 27/11/2026;;;;;;",
        "N° client;Raison sociale;Montant annuel HT;Date d'échéance;Durée (mois);Reconduction tacite;Commercial",
        "C1;Société A;1\u{A0}234,56\u{A0}€;31/03/2027;12;Oui;Zoé Petit",
        "C2;Société B;2\u{A0}000,44\u{A0}€;14/09/2027;24;Non;N/A",
        "Total général;;3\u{A0}235,00\u{A0}€;;;;",
      ], in: .windowsCP1252,
      says: "currency: EUR", "dates: d/m/y", "2 accounts, 3235.0", "unowned 1", "24 months"),
    Trap(
      "deals of a CRM that names its objects",
      [
        "Deal - ID,Deal - Title,Deal - Organization,Deal - Value,Deal - ARR,Deal - Currency,Deal - Status,"
          + "Deal - Contract end date",
        "1,x,Acme,200,100,EUR,Won,2027-03-01", "2,y,Acme,60,30,EUR,Won,2027-06-01",
        "3,z,Bolt,80,40,EUR,Lost,",
      ],
      says: "where Deal - Status = Won: 1 row with 40", "account Acme", "currency: EUR",
      "1 accounts, 130.0"),
    Trap(
      "billing periods with their unit",
      [
        "Subscription Id,Customer Id,Billing Period,Billing Period Unit,MRR,Currency Code,Status,"
          + "Current Term End",
        "s1,c1,1,year,100,USD,active,12-Mar-2027 08:00",
        "s2,c2,1,month,50,USD,non_renewing,20-Jan-2027 08:00",
        "s3,c3,1,month,70,USD,in_trial,20-Jan-2027 08:00",
      ],
      says: "12 months", "1 months", "leaving: {non_renewing: never}", "2 accounts, 1800.0"),
    Trap(
      "who has left", ["account,arr,Churned", "a,1,No", "b,2,Yes", "c,4,No"],
      says: "where Churned != Yes: 1 row with 2 is no customer any more and left out",
      "finds the rates in it", "2 accounts, 5.0"),
    Trap(
      "who left in a period", ["account,arr,lapse", "a,1,0", "b,2,1", "c,4,0"],
      says: "lapse says who left: 1 row with 2 is part of the book all the same;"
        + " --where 'lapse != 1' leaves them out, and quotient calibrate",
      "3 accounts, 7.0"),
    Trap(
      "a state of those who leave",
      ["Customer ID,MRR,Status", "a,1,active", "b,2,non_renewing", "c,4,cancelled"],
      says: "where Status = active | non_renewing: 1 row", "leaving: {non_renewing: never}",
      "2 accounts, 36.0"),
    Trap(
      "small terms", ["account,arr,Term,Renewal date", "a,10,1,2027-03-01", "b,20,3,2028-06-01"],
      says: "? term-in: Term has only numbers up to 3: are they years or months?",
      "--answer term-in=years   12 to 36 months: 1 accounts with 10 due",
      "--answer term-in=months   1 to 3 months"),
    Trap(
      "small terms, answered", ["account,arr,Term", "a,10,1", "b,20,3"], ["term-in=years"],
      says: "12 months", "36 months"),
    Trap(
      "small terms of months", ["account,arr,Term", "a,10,1", "b,20,3"], ["term-in=months"],
      says: "1 months", "3 months"),
    Trap(
      "no headings", ["A1,Acme,1200,2027-01-31", "A2,Bolt,900,2027-03-31"],
      says: "b.csv:1: no row of headings: \"A1, Acme, 1200, 2027-01-31\" is a row of the book"),
    Trap(
      "a duplicate, refused", ["account,arr", "a,1", "b,2", "a,1"], ["repeats=refuse"],
      says: "a is a duplicate: the same in every field as line 2; say `repeats: once` under `book`"),
    Trap(
      "an id twice, refused", ["account,arr", "a,1", "b,2", "a,3"], ["repeats=refuse"],
      says: "a appears twice (first at line 2); say `repeats: add-up` under `book`"),
  ]
}
