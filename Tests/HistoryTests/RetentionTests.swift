import Foundation
import History
import Language
import Testing
import Units

@Suite struct RetentionTests {
  private static func cohort(_ text: String) throws -> CohortFigures {
    let retention = try HistoryFile.retention(of: text)
    #expect(retention.years.count == 1)
    return try #require(retention.years[0].whole.cohort)
  }

  @Test func fourAccountsOfAHundred() throws {
    let cohort = try Self.cohort(
      """
      account,year,opening_arr,closing_arr
      a,2025,100,120
      b,2025,100,80
      c,2025,100,0
      d,2025,100,100
      """)
    #expect(cohort.nrr == 0.75)
    #expect(cohort.grr == 0.70)
    #expect(cohort.logoRetention == 0.75)
    #expect(cohort.grrByMovements == nil)
  }

  /// Published examples: theprimecalculator, ChurnZero (who prints 111%), Jirav.
  @Test(arguments: [
    (start: 100_000, expansion: 15_000, contraction: 5_000, churn: 8_000, nrr: 1.02, grr: 0.87),
    (27_000, 8_000, 0, 5_000, 30.0 / 27, 22.0 / 27), (1_000_000, 0, 20_000, 100_000, 0.88, 0.88),
  ])
  func publishedWalks(
    _ start: Int, _ expansion: Int, _ contraction: Int, _ churn: Int, _ nrr: Double, _ grr: Double
  ) throws {
    let kept = start - churn
    let cohort = try Self.cohort(
      """
      date,account,type,arr
      2024-12-31,stays,Opening,\(kept)
      2024-12-31,leaves,Opening,\(churn)
      2025-03-01,stays,Upsell,\(expansion)
      2025-06-01,stays,Downgrade,\(-contraction)
      2025-12-01,leaves,Lost,\(-churn)
      """)
    #expect(cohort.nrr == nrr)
    #expect(cohort.grrByMovements == grr)
  }

  /// Published: 500 customers, 450 a year later, a churn of 10%; and 100,000 grown to 116,000.
  @Test func publishedLogosAndGrowth() throws {
    let rows = (0..<500).map { "a\($0),2025,200,\($0 < 450 ? 232 : 0)" }
    let cohort = try Self.cohort(
      (["account,year,opening_arr,closing_arr"] + rows).joined(separator: "\n"))
    #expect(cohort.logoRetention == 0.9)
    let growth = try Self.cohort("account,year,opening_arr,closing_arr\na,2025,100000,116000")
    #expect(growth.nrr == 1.16)
    #expect(growth.grr == 1)
  }

  @Test func whoLeavesAndReturnsIsNew() throws {
    let retention = try HistoryFile.retention(
      of: """
        date,account,segment,type,arr
        2024-12-31,a,smb,Opening,100
        2024-12-31,b,smb,Opening,100
        2025-02-01,a,smb,Churn,-100
        2025-09-01,a,smb,Reactivation,150
        2025-10-01,c,mid,New,50
        2025-11-01,c,mid,Churn,-50
        2025-12-01,b,smb,Expansion,10
        """)
    let year = retention.years[0].whole
    #expect(year.cohort?.nrr == 0.55)
    #expect(year.cohort?.grr == 0.5)
    #expect(year.cohort?.logoRetention == 0.5)
    // The churn of a customer who came within the year is in the walk alone.
    #expect(year.cohort?.grrByMovements == 0.5)
    let walk = try #require(year.walk)
    #expect(walk.start == 200)
    #expect(walk.new == 50)
    #expect(walk.reactivation == 150)
    #expect(walk.churn == -150)
    #expect(walk.end == 260)
    #expect(retention.years[0].segments.map(\.name) == ["mid", "smb"])
    #expect(retention.years[0].segments[0].figures.cohort?.nrr == nil)
    let cohorts = try #require(retention.triangle).cohorts
    #expect(cohorts.map(\.year) == [nil, 2025])
    #expect(cohorts[0].arr == [200, 110])
    #expect(cohorts[1].arr == [150])
  }

  @Test func churnTakesTheYearsExpansionAlong() throws {
    let cohort = try Self.cohort(
      """
      date,account,type,arr
      2024-12-31,a,Opening,100
      2024-12-31,b,Opening,100
      2025-02-01,a,Expansion,40
      2025-09-01,a,Churn,-140
      2025-12-01,b,Expansion,1
      """)
    #expect(cohort.grr == 0.5)
    #expect(cohort.grrByMovements == 0.3)
  }

  @Test func monthsNetOutAndTotalsAreLeftOut() throws {
    let months = (0..<25).map { month in
      let year = 2023 + (month + 11) / 12
      let name = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
      ]
      return "\(name[(month + 11) % 12])-\(year % 100)"
    }
    func row(_ name: String, _ amount: (Int) -> String) -> String {
      ([name] + (0..<25).map(amount)).joined(separator: ",")
    }
    let reading = try HistoryFile.reading(
      [
        (["Customer"] + months).joined(separator: ","), row("a") { $0 < 6 ? "10.10" : "" },
        row("b") { $0 < 3 || $0 > 8 ? "10.10" : "-" }, row("c") { _ in "10" },
        row("Total") { $0 < 3 ? "30.20" : $0 < 6 || $0 > 8 ? "20.10" : "10" },
      ].joined(separator: "\n"))
    let retention = try #require(Retention(of: reading.past))
    #expect(retention.years.map(\.year) == [2024, 2025])
    let first = retention.years[0].whole
    #expect(first.cohort?.accounts == 3)
    #expect(first.cohort?.keptAccounts == 1)
    #expect(first.walk?.reactivation == 121.2)
    #expect(first.walk?.churn == -242.4)
    #expect(retention.years[1].whole.cohort?.nrr == 1)
    #expect(reading.remarks.contains { $0.hasPrefix("leave-out Total: 1 row with totals") })
  }

  @Test func openRenewalsAreNoLosses() throws {
    let retention = try HistoryFile.retention(
      of: """
        account,segment,renewal_date,arr_due,outcome,arr_renewed
        a,smb,2025-01-01,100,Renewed,120
        b,smb,2025-02-01,100,Renewed,80
        c,mid,2025-03-01,200,Lost,0
        d,mid,2025-12-01,999,Open,
        """)
    let due = try #require(retention.years[0].whole.due)
    #expect(due.events == 3)
    #expect(due.rateOfEvents == 2.0 / 3)
    #expect(due.rateOfARR == 0.5)
    #expect(due.rateCapped == 0.45)
    #expect(due.rateWithIncrease == 0.5)
    #expect(retention.years[0].whole.cohort == nil)
    #expect(retention.years[0].whole.walk == nil)
  }

  @Test func openingARRThatCameUpIsLabelledSo() throws {
    let retention = try HistoryFile.retention(
      of: """
        account,year,opening_arr,closing_arr,up_for_renewal
        a,2024,100,110,Y
        b,2024,300,0,Y
        c,2024,100,100,N
        n,2024,0,40,N
        """)
    let year = retention.years[0].whole
    #expect(year.openingDue?.rateOfARR == 0.25)
    #expect(year.openingDue?.rateOfAccounts == 0.5)
    #expect(year.due == nil)
    #expect(year.walk == nil)
    #expect(year.netWalk?.new == 40)
    #expect(year.cohort?.accounts == 3)
  }

  // MARK: - Data with known truths

  /// Every figure of the histories that ``HistoryFile/data`` holds, against their truth files.
  @Test func figuresOfKnownHistoriesAreExact() throws {
    guard let folder = HistoryFile.data else { return }
    var compared = 0
    for name in ["renewals", "renewals_small", "snapshots", "movements", "mrr_by_month"] {
      let text = String(
        decoding: try Data(contentsOf: folder.appending(path: "\(name).csv")), as: UTF8.self)
      let truth = try TruthFile(folder.appending(path: "\(name).truth.json"))
      let retention = try HistoryFile.retention(of: text)
      #expect(retention.years.map(\.year) == truth.years)
      for year in retention.years { compared += truth.compare(year) }
    }
    #expect(compared > 150)
  }
}

/// A truth file beside a history.
private struct TruthFile {
  private let retention: [String: [String: Any]]
  private let told: Set<String>

  init(_ file: URL) throws {
    let document = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    let members = try #require(document as? [String: Any])
    retention = try #require(members["retention"] as? [String: [String: Any]])
    told = Set(try #require(members["from_this_file"] as? [String]))
  }

  var years: [Int] { retention.keys.compactMap { Int($0) }.sorted() }

  /// - Returns: How many figures were compared.
  func compare(_ year: YearRetention) -> Int {
    let figures = year.whole
    let own: [(String, Double?)] = [
      ("nrr", figures.cohort?.nrr), ("grr", figures.cohort?.grr),
      ("grr_by_movements", figures.cohort?.grrByMovements),
      ("logo_retention", figures.cohort?.logoRetention),
      ("renewal_rate_events", figures.due?.rateOfEvents),
      ("renewal_rate_due_arr", figures.due?.rateOfARR),
      ("renewal_rate_due_arr_capped", figures.due?.rateCapped),
      ("renewal_rate_due_arr_with_increase", figures.due?.rateWithIncrease),
    ]
    var compared = 0
    for (name, value) in own {
      let known = retention["\(year.year)"]?[name] as? Double
      if told.contains(name) {
        compared += 1
        #expect(abs((value ?? .nan) - (known ?? .nan)) < 1e-12, "\(year.year) \(name)")
      } else if name != "grr_by_movements" {
        compared += 1
        #expect(value == nil, "\(year.year) \(name) cannot be told")
      }
    }
    return compared
  }
}
