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
          + " say it: --value \"Paused=open\"",
        "past.csv:5:4: outcome: 1 outcome blank: lost, or still open?; say it: --value \"=open\"",
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

  private struct Wrong: Error {}
}
