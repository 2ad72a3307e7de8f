/// Books whose money, customers or days are not what a first reading makes of them.
extension TrapTests {
  // MARK: - What is billed each time

  private static func billed(_ heading: String, _ words: [String]) -> [String] {
    ["Customer ID,Amount,\(heading)"]
      + words.enumerated().map { "c\($0.offset),\([1000, 3000, 12000][$0.offset]),\($0.element)" }
  }

  static let intervals: [Trap] =
    [
      ("Billing Frequency", ["Monthly", "Quarterly", "Annual"]),
      ("Invoice Interval", ["monthly", "quarterly", "yearly"]),
      ("Billing Cycle", ["1", "3", "12"]),
      ("Zahlungsweise", ["monatlich", "quartalsweise", "jährlich"]),
      ("Périodicité", ["mensuel", "trimestriel", "annuel"]),
      ("支払周期", ["毎月", "四半期", "毎年"]),
    ].map { heading, words in
      Trap(
        heading, billed(heading, words),
        says: "Amount is for one \(heading), times what makes a year", "36,000 a year in all",
        "--answer amount-is=year if it is a year's money, 16,000 in all", "3 accounts, 36000.0")
    } + [
      Trap(
        "an interval, answered", billed("Billing Frequency", ["Monthly", "Quarterly", "Annual"]),
        ["amount-is=year"], says: "3 accounts, 16000.0"),
      Trap(
        "a year's money, billed each quarter",
        ["account,ARR,Billing Frequency", "a,100,Quarterly"],
        says: "1 accounts, 100.0"),
      Trap(
        "a contract's money, billed each quarter",
        ["account,Contract value,Billing Frequency", "a,100,Quarterly", "b,100,Annual"],
        says: "Contract value is not multiplied by Billing Frequency",
        "--answer amount-is=interval if it is what is billed each time, 500 a year in all",
        "2 accounts, 200.0"),
      Trap(
        "an interval and its count",
        [
          "Customer ID,Amount,Quantity,Interval,Interval Count", "a,10,2,month,1",
          "b,30,1,month,3", "c,240,1,year,2",
        ],
        says: "Amount is for one Interval Count and Interval", "3 accounts, 480.0", "1 months",
        "3 months", "24 months"),
      Trap(
        "a period and its unit, behind a table's name",
        [
          "subscriptions.id,customers.id,subscriptions.mrr,subscriptions.billing_period,"
            + "subscriptions.billing_period_unit", "s1,c1,10,2,year", "s2,c2,10,6,month",
          "s3,c2,5,6,month",
        ],
        says: "repeats add-up: customers.id is not unique: c2 at lines 3 and 4",
        "2 accounts, 300.0",
        "24 months", "6 months"),
      Trap("years", ["account,ARR,Years", "a,100,1", "b,100,3"], says: "12 months", "36 months"),
      Trap(
        "a total over years", ["account,TCV,Years", "a,100,1", "b,300,3"],
        says: "over: {column: Years, times: 12}", "2 accounts, 200.0"),
      Trap(
        "a total over years or months", ["account,TCV,Contract Length", "a,100,1", "b,300,3"],
        says: "? term-in: Contract Length has only numbers up to 3", "200 a year in all",
        "2,400 a year in all"),
    ]

  // MARK: - Words of states

  static let words: [Trap] = [
    Trap(
      "contracts that are over",
      ["account,ARR,Status", "a,1,Activated", "b,2,Expired", "c,4,Terminated", "d,8,Draft"],
      says: "where Status = Activated: 3 rows with 14 are left out", "Draft 1 with 8",
      "1 accounts, 1.0"),
    Trap(
      "only the words of others are known",
      ["account,ARR,状態", "a,1,ちがう", "b,2,解約済", "c,4,ちがう"],
      says: "where 状態 != 解約済: 1 row with 2 are left out", "not known and kept: ちがう 2 with 5",
      "2 accounts, 5.0"),
    Trap(
      "no word is known", ["account,ARR,Status", "a,1,Blue", "b,2,Green", "c,4,Green"],
      says: "Status: the words are not known, and every row stays: Green 2 with 6, Blue 1 with 1",
      "--where 'Status = ...'", "3 accounts, 7.0"),
    Trap(
      "a word beside those that are known",
      ["account,ARR,Status", "a,1,Active", "b,2,On hold", "c,4,Active"],
      says: "of \"On hold\" it is not known: --where 'Status = Active | On hold' keeps them",
      "2 accounts, 5.0"),
    Trap(
      "who leaves, where no other word is known",
      ["account;ARR;Status", "a;1;läuft weiter", "b;2;gekündigt"],
      says: "1 row with 2 leaves at the end of the term by Status", "2 accounts, 3.0"),
    Trap(
      "signed and not", ["account,ARR,Status", "a,1,Signed", "b,2,In negotiation", "c,4,Draft"],
      says: "\"In negotiation\" 1 with 2", "1 accounts, 1.0"),
  ]

  // MARK: - Days

  static let periods: [Trap] = [
    Trap(
      "some without a day", ["account,ARR,Renewal Date", "a,1,2027-03-01", "b,2,", "c,4,"],
      says: "2 rows with 6 have no Renewal Date: their days are made up",
      "--where 'Renewal Date is not blank' leaves them out", "undated 2, 6.0"),
    Trap(
      "no day at all", ["account,ARR", "a,1", "b,2"],
      says: "no column says when contracts end: the days are made up", "undated 2, 3.0"),
    Trap(
      "quarters", ["account,ARR,Renewal Quarter", "a,1,2027-Q1", "b,2,Q3 2027"],
      says: "2 fields of Renewal Quarter are a month or quarter", "renews 2027-01-01",
      "renews 2027-07-01"),
    Trap(
      "months", ["account,ARR,Renewal Date", "a,1,Mar 2027", "b,2,2027-04", "c,4,2027年5月"],
      says: "3 dates of Renewal Date are a month or quarter, such as Mar 2027", "renews 2027-03-01",
      "renews 2027-04-01", "renews 2027-05-01"),
    Trap(
      "months of no year", ["account,ARR,Renewal Month", "a,1,January", "b,2,December"],
      says: "Renewal Month has no days: January is 2027-01-01", "renews 2027-01-01",
      "renews 2027-12-01"),
    Trap(
      "quarters of fiscal years", ["account,ARR,Renewal Date", "a,1,Q1 FY28", "b,2,FY28-Q4"],
      ["start=2027-04-01"], says: "values: {Q1 FY28: 2027-04-01, FY28-Q4: 2028-01-01}",
      "renews 2027-04-01", "renews 2028-01-01"),
    Trap(
      "a start and a length",
      [
        "account,ARR,Contract Start,Contract Length (months)", "a,1,2026-03-01,12",
        "b,2,2025-07-01,24",
      ],
      says: "Contract Start plus Contract Length (months)",
      "renewal-date: {column: Contract Start, plus: term}", "renews 2027-03-01",
      "renews 2027-07-01"),
    Trap(
      "a book that is over", ["account,ARR,Renewal Date", "a,1,2025-03-01", "b,2,2026-05-01"],
      says: "2 of 2 rows with 3 ended before it: each is taken to have renewed",
      "all 2 accounts with 3 USD ended before 2027-01-01"),
    Trap(
      "a start that is too late", ["account,ARR,Renewal Date", "a,1,2027-03-01", "b,2,2027-05-01"],
      ["start=2050-01-01"], says: "all 2 accounts with 3 USD ended before 2050-01-01"),
    Trap(
      "an old file", ["account,ARR,Renewal Date", "a,1,2026-01-15", "b,2,2026-05-01"],
      says: "start 2026-01-01: the fiscal year of 2026-01-15", "3 of 3 ends in it"),
    Trap(
      "contracts that begin later",
      [
        "account,ARR,Contract Start,Contract End", "a,1,2026-03-01,2027-03-01",
        "b,2,2027-02-01,2028-02-01",
      ],
      says: "Contract Start: 1 contract with 2 begins after 2026-03-01", "first on 2027-02-01",
      "--where 'Contract Start <= 2026-03-01' leaves it out"),
    Trap(
      "an ordinal", ["account,ARR,Renewal Date", "a,1,1er mai 2029", "b,2,2nd June 2027"],
      says: "renews 2029-05-01", "renews 2027-06-02"),
    Trap(
      "a term of no length", ["account,ARR,Term", "a,1,Annual", "b,2,Multi-year", "c,4,12ヶ月"],
      says: "1 row with 2 says Multi-year, which is no length: 24 months are taken", "24 months"),
  ]

  // MARK: - Twice, or in no currency

  static let doubles: [Trap] = [
    Trap(
      "rows of no currency", ["account,ARR,Currency", "a,1,USD", "b,2,EUR", "c,4,"],
      ["currencies.EUR=1.5"],
      says: "1 row with 4 names none, first at line 4, and is taken for USD",
      "1 row with 4 names no currency and is taken for USD", "3 accounts, 8.0"),
    Trap(
      "parents that are their children's sum",
      [
        "account,ARR,Parent Account", "p,30,", "c1,10,p", "c2,20,p", "q,9,", "c3,4,q", "c4,5,q",
      ],
      says: "parents totals: 2 parents with 39 have as much as their children together",
      "78 with them; --answer parents=apart keeps them", "parents: totals",
      "2 a parent that is its children's total", "4 accounts, 39.0"),
    Trap(
      "the same, joined", ["account,ARR,Parent Account", "p,30,", "c1,10,p", "c2,20,p"],
      ["parents=join"],
      says:
        "1 parent with 30 USD has as much as its children together, and that money counts twice",
      "1 accounts, 60.0"),
    Trap(
      "names that are not unique, beside an id",
      ["Kd.-Nr.,Firma,ARR", "K1,Acme,1", "K2,Acme,2"], says: "2 accounts, 3.0", "account K1"),
    Trap(
      "names that are not unique, beside numbers", ["No.,Firma,ARR", "1,Acme,1", "2,Acme,2"],
      says: "No. is different in every row: --answer 'account=No.' makes each an account"),
    Trap(
      "an id of two names",
      ["Account ID,Account Name,ARR", "1,Acme,1", "1,Beta,2", "2,Gamma,4"],
      says: "1 id with 3 is shared by rows of different names, such as 1 of Acme and Beta",
      "Account Name differs within 1 account"),
    Trap(
      "owners of the parts", ["account,ARR,Owner", "a,1,Ann", "a,2,Bob", "b,4,Ann"],
      says:
        "Owner differs within 1 account, which takes that of its largest row; under another count"
        + " Ann 1 row"),
    Trap(
      "surnames first",
      ["account,ARR,Owner", "a,1,\"Müller, Jörg\"", "b,2,Jörg Müller", "c,4,n.n."],
      says: "unowned 1", "are 1 person"),
    Trap(
      "thousands in capitals", ["account,ARR", "a,15K", "b,1.2M"], says: "2 accounts, 1215000.0"),
    Trap(
      "spaces around headings", [" account , ARR ", "a,1"], says: "arr: ARR", "1 accounts, 1.0"),
    Trap(
      "no amount, left out by hand", ["account,ARR", "a,1", "b,n/a", "c,-5"], ["where=ARR > 0"],
      says: "1 accounts, 1.0"),
    Trap(
      "a sheet of a text", ["account,arr", "a,1"], ["sheet=Foo"],
      says: "a text has no sheet, and Foo is named as one"),
    Trap(
      "a rate that is not needed",
      [
        "account,ACV Currency,ACV,ACV (converted) Currency,ACV (converted)", "a,USD,1,USD,1",
        "b,EUR,2,USD,3",
      ],
      says: "? arr: several columns", "None is needed if arr is ACV (converted)"),
  ]
}
