import History
import Language
import Testing

@Suite struct HistoryReaderTests {
  @Test func unknownOutcomesAreAskedForAtOnce() throws {
    let text = """
      account,renewal_date,arr,outcome
      a,2025-01-01,100,Renewed
      b,2025-01-01,100,Paused
      c,2025-01-01,100,Paused
      d,2025-01-01,100,
      """
    #expect(
      try HistoryFile.problems(text) == [
        "past.csv:3:4: outcome: 2 rows with Paused: renewed, lost or open?;"
          + " say which: --value \"Paused=renewed\", --value \"Paused=lost\" or --value \"Paused=open\"",
        "past.csv:5:4: outcome: 1 outcome blank: lost, or still open?; say which:"
          + " --value \"=renewed\", --value \"=lost\" or --value \"=open\"",
      ])
    let reading = try HistoryFile.reading(text) { $0.words = ["Paused": "lost", "": "open"] }
    guard case .renewals(let history) = reading.past else { throw Wrong() }
    #expect(history.renewals.map(\.outcome) == [.renewed, .lost, .lost, .open])
  }

  @Test func lossesWithAndWithoutMinusDoNotMix() throws {
    #expect(
      try HistoryFile.problems(
        """
        account,date,type,arr
        a,2024-12-31,Opening,100
        a,2025-01-01,Contraction,-10
        a,2025-02-01,Contraction,10
        """) == [
          "past.csv:2:4: arr: 1 of 2 contractions and churns are below 0 and 1 above;"
            + " give all of them a minus, or none"
        ])
  }

  @Test func lossesWithoutMinusAreTakenAway() throws {
    let retention = try HistoryFile.retention(
      of: """
        account,date,type,arr
        a,2024-12-31,Opening,100
        a,2025-12-01,Contraction,10
        """)
    #expect(retention.years[0].whole.cohort?.nrr == 0.9)
  }

  @Test func headingsOfNoHistoryAreTold() throws {
    let problems = try HistoryFile.problems("id,colour\n1,red")
    #expect(problems.count == 1)
    #expect(problems[0].hasPrefix("past.csv:1: the headings are of no history"))
    #expect(problems[0].hasSuffix("such as --column before=\"id\""))
  }

  @Test func unknownColumnNamesTheNearest() throws {
    let text = "id,Left,Paid\n1,no,100"
    #expect(
      try HistoryFile.problems(text) { $0.columns = ["befor": "Paid", "outcome": "Lft"] } == [
        "past.csv:1: a history has no befor; did you mean `before`?",
        "past.csv:1: no column Lft; did you mean `Left`?",
      ])
  }

  @Test func churnFlagsSayWhoLeft() throws {
    let reading = try HistoryFile.reading("policy_id,lapse,prem_last\n1,0,100.5\n2,1,200")
    guard case .renewals(let history) = reading.past else { throw Wrong() }
    #expect(history.renewals.map(\.outcome) == [.renewed, .lost])
    #expect(history.renewals.map(\.before) == [100.5, 200])
    #expect(reading.remarks.contains("no dates: one cross-section, without years"))
  }

  @Test func partialYearsAreLeftOut() throws {
    let reading = try HistoryFile.reading(
      """
      account,date,type,arr
      a,2023-12-31,Opening,100
      a,2024-12-01,Expansion,10
      a,2025-03-01,Expansion,10
      """)
    #expect(try #require(Retention(of: reading.past)).years.map(\.year) == [2024])
    #expect(
      reading.remarks.contains(
        "the file ends on 2025-03-01: 2025 is no whole year and left out"))
  }

  @Test(arguments: ["Dec-24", "December 2024", "2024-12", "2024-12-31", "12/2024", "Dez 24"])
  func monthsOfHeadings(_ first: String) throws {
    let months = (1...12).map { "2025-\($0 < 10 ? "0" : "")\($0)" }
    let text =
      "Customer,\(first),\(months.joined(separator: ","))\na\(String(repeating: ",1", count: 13))"
    #expect(try HistoryFile.retention(of: text).years.map(\.year) == [2025])
  }

  /// Customers of the last months fill few fields, and are no footer of the table.
  @Test func lateCustomersOfAMatrixAreRead() throws {
    let months = (0..<25).map { "\(2023 + ($0 + 11) / 12)-\(($0 + 11) % 12 + 1)" }
    let old = (0..<9).map { "a\($0),smb" + String(repeating: ",10", count: 25) }
    let late = (0..<4).map { index in
      "n\(index),smb" + String(repeating: ",", count: 24 - index)
        + String(repeating: ",10", count: 1 + index)
    }
    let total = "Total," + (0..<25).map { ",\(90 + 10 * max(0, $0 - 20))" }.joined()
    let retention = try HistoryFile.retention(
      of: (["Customer,Segment," + months.joined(separator: ",")] + old + late + [total])
        .joined(separator: "\n"))
    #expect(retention.years.map { $0.whole.walk?.new } == [0, 4 * 120])
  }

  @Test func survivorsOnlyFall() throws {
    #expect(
      try HistoryFile.problems("year,survivors\n0,100\n1,90\n2,91") == [
        "past.csv:4:2: survivors: found 91, expected at most 90: survivors only fall"
      ])
  }

  // MARK: - What is never read in silence

  @Test func currenciesAreNeverAdded() throws {
    let text = """
      account,date,type,arr,Curr
      a,2024-12-31,Opening,100,USD
      b,2024-12-31,Opening,100,EUR
      b,2025-12-01,Churn,-100,EUR
      """
    #expect(
      try HistoryFile.problems(text) == [
        "past.csv: Curr: amounts in several currencies are never added: 100 USD in 1 row, 0 EUR in 2"
          + " rows; say how much EUR one is: --answer currencies.USD=RATE"
      ])
    let reading = try HistoryFile.reading(text, ["currencies.EUR=3", "currency=USD"])
    let retention = try #require(Retention(of: reading.past))
    #expect(retention.years[0].whole.cohort?.nrr == 0.25)
    #expect(reading.remarks.contains { $0.hasSuffix("one EUR is 3") })
    #expect(
      try HistoryFile.problems(
        "account,renewal_date,arr,outcome\na,2025-01-01,$100,Renewed\nb,2025-01-01,€100,Lost"
      ).count == 1)
  }

  @Test func duplicatesAreTold() throws {
    let text = """
      account,renewal_date,arr,outcome
      a,2025-01-01,100,Renewed
      b,2025-01-01,100,Lost
      b,2025-01-01,100,Lost
      """
    let reading = try HistoryFile.reading(text)
    #expect(
      reading.remarks.contains(
        "1 row with 100 is a duplicate, the same in every field as another, first at line 4: it counts;"
          + " --answer repeats=once leaves it out"))
    guard case .renewals(let once) = try HistoryFile.reading(text, ["repeats=once"]).past else {
      throw Wrong()
    }
    #expect(once.renewals.count == 2)
  }

  @Test func thousandsOfAHeadingCount() throws {
    let text = "account,date,type,ARR ($k)\na,2024-12-31,Opening,100\na,2025-12-01,Expansion,5"
    let reading = try HistoryFile.reading(text)
    #expect(reading.remarks.contains("ARR ($k): times 1,000, by its heading"))
    #expect(Retention(of: reading.past)?.years[0].whole.walk?.expansion == 5000)
  }

  /// The cohorts of a file without a year are those of the file with it, as the next year's openings
  /// tell how it ended.
  @Test func aMissingYearKeepsCohorts() throws {
    let rows = [
      "a,2022,100,110", "a,2023,110,120", "a,2024,120,130", "b,2022,50,0", "c,2022,0,30",
      "c,2023,30,40", "c,2024,40,0", "d,2024,0,7",
    ]
    func triangle(_ rows: [String]) throws -> CohortTriangle {
      try #require(
        try HistoryFile.retention(
          of: (["account,year,opening_arr,closing_arr"] + rows).joined(separator: "\n")
        ).triangle)
    }
    let whole = try triangle(rows)
    let gap = try triangle(rows.filter { !$0.contains(",2023,") })
    #expect(gap.cohorts == whole.cohorts)
    let reading = try HistoryFile.reading(
      (["account,year,opening_arr,closing_arr"] + rows.filter { !$0.contains(",2023,") })
        .joined(separator: "\n"))
    #expect(reading.remarks.contains { $0.hasPrefix("2023 is not in the file: no NRR of it") })
  }

  @Test func changesWithoutAnOpeningAreWithheld() throws {
    let text = """
      account,date,type,arr
      a,2024-12-31,Opening,100
      b,2024-12-31,Opening,100
      b,2025-12-01,Contraction,-50
      c,2025-03-01,Churn,-70
      """
    let reading = try HistoryFile.reading(text)
    #expect(
      reading.remarks.contains(
        "1 of 3 accounts begins with a change and has no opening balance, such as c: what it had is not"
          + " in the file, and its changes of -70 are left out of every figure"))
    #expect(Retention(of: reading.past)?.years[0].whole.cohort?.nrr == 0.75)
    #expect(
      try HistoryFile.problems(
        "account,date,type,arr\na,2025-02-01,Expansion,5\nb,2025-12-01,Churn,-50\nc,2025-01-02,New,9"
      ) == [
        "past.csv:2:3: type: 2 of 3 accounts begin with a change and have no opening balance: what they"
          + " had is not in the file, and without it there is no NRR; add a row of each with its ARR when"
          + " the list begins, of type Opening"
      ])
  }

  @Test(arguments: [
    ("31/12/2024", ["31/01/2025", "28/02/2025"]), ("12/31/2024", ["01/31/2025", "02/28/2025"]),
    ("01/12/2024", ["01/01/2025", "01/02/2025"]), ("31.12.2024", ["31.01.2025", "28.02.2025"]),
  ])
  func monthsAreDatesInAnyOrder(_ first: String, _ others: [String]) throws {
    let rest = (3...12).map { "2025-\($0 < 10 ? "0" : "")\($0)" }
    let text =
      "Customer,\(([first] + others + rest).joined(separator: ","))\na"
      + String(repeating: ",1", count: 13)
    #expect(try HistoryFile.retention(of: text).years.map(\.year) == [2025])
  }

  @Test func aMonthWrittenOtherwiseIsNotDropped() throws {
    let months = (1...11).map { "2025-\($0 < 10 ? "0" : "")\($0)" }
    let text =
      "Customer,2024-12,\(months.joined(separator: ",")),M12 of 2025,Total 2025\na"
      + String(repeating: ",1", count: 14)
    #expect(
      try HistoryFile.problems(text) == [
        "past.csv:1: \"M12 of 2025\" is no month as the other headings are; write it as they are, or"
          + " remove the column"
      ])
  }

  private struct Wrong: Error {}

  /// The outcome counts, and the amounts that contradict it are told with their money.
  @Test func contradictoryRenewalsAreTold() throws {
    let reading = try HistoryFile.reading(
      """
      account,renewal_date,arr_due,outcome,arr_renewed
      a,2025-01-01,100,Renewed,110
      b,2025-02-01,200,Renewed,0
      c,2025-03-01,400,Lost,350
      d,2025-04-01,800,Gekündigt,0
      """)
    guard case .renewals(let history) = reading.past else { throw Wrong() }
    #expect(history.renewals.map(\.outcome) == [.renewed, .renewed, .lost, .lost])
    #expect(history.renewals.map(\.after) == [110, nil, 0, 0])
    #expect(
      reading.remarks.contains {
        $0.hasPrefix("1 renewal of 200 is renewed for 0, first at line 3: it counts as renewed")
      })
    #expect(
      reading.remarks.contains {
        $0.hasPrefix(
          "1 renewal is lost and yet renewed for 350, first at line 4: it counts as lost")
      })
  }

  @Test func amountsThatAreMissingAreNotTold() throws {
    let retention = try HistoryFile.retention(
      of: """
        account,renewal_date,arr_due,outcome,arr_renewed
        a,2024-01-01,100,Renewed,110
        b,2025-02-01,200,Renewed,
        c,2025-03-01,400,Renewed,400
        """)
    #expect(retention.years.map { $0.whole.due?.rateCapped } == [1, nil])
    #expect(retention.unknown.first?.figures == "rates capped and with increase of 2025")
    #expect(
      retention.unknown.first?.reason
        == "1 of 3 renewed contracts have no amount that they renewed for")
  }

  @Test func aQuestionOfDatesIsAskedOnce() throws {
    let rows = (1...12).map { "a\($0),\($0)/\(13 - $0)/2024,10,Renewed" }
    let problems = try HistoryFile.problems(
      (["account,renewal_date,arr,outcome"] + rows).joined(separator: "\n"))
    #expect(problems.count == 1)
    #expect(problems[0].contains("say --dates d/m/y or --dates m/d/y"))
  }

  @Test func fiscalYearsAreThoseOfTheirNames() throws {
    let retention = try HistoryFile.retention(
      of: "account,fiscal year,opening_arr,closing_arr\na,FY23,100,90\na,FY2024,90,90")
    #expect(retention.years.map(\.year) == [2023, 2024])
  }

  @Test func aMissingMonthIsNamed() throws {
    let months =
      ["2023-12"] + (1...12).filter { $0 != 6 }.map { $0 < 10 ? "2024-0\($0)" : "2024-\($0)" }
    let row = Array(repeating: "1", count: months.count).joined(separator: ",")
    #expect(
      try HistoryFile.problems("Account,\(months.joined(separator: ","))\na,\(row)") == [
        "past.csv:2:1: Account: 2024-06 is missing between the months; add a column for each"
      ])
  }

  @Test func errorsOfAColumnEnd() throws {
    let rows = (1...60).map { "a\($0),year \($0),1,1" }
    let problems = try HistoryFile.problems(
      (["account,year,opening_arr,closing_arr"] + rows).joined(separator: "\n"))
    #expect(problems.count == 21)
  }

  @Test func gapsOfOpeningsDoNotNetOut() throws {
    let reading = try HistoryFile.reading(
      """
      account,year,opening_arr,closing_arr
      a,2023,100,100
      b,2023,100,100
      a,2024,150,150
      b,2024,40,40
      """)
    #expect(
      reading.remarks.contains {
        $0.contains(
          "differ from the closing of the year before, by 50 more and 60 less, -10 in all")
      })
  }
}
