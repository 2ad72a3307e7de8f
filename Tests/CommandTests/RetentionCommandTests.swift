import Foundation
import Testing

@Suite struct RetentionCommandTests {
  private static let movements = """
    date,account,segment,type,arr
    2024-12-31,a,smb,Opening,100000
    2024-12-31,b,smb,Opening,100000
    2024-12-31,c,smb,Opening,100000
    2024-12-31,d,smb,Opening,100000
    2025-03-01,a,smb,Expansion,20000
    2025-06-01,b,smb,Contraction,-20000
    2025-12-01,c,smb,Churn,-100000

    """

  @Test func showsFiguresAndWhatIsNotTold() throws {
    let command = try Command(files: ["movements.csv": Self.movements])
    defer { command.remove() }
    let shown = try command("retention", "movements.csv")
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output.contains("2025  all             4         400k  75.0%  70.0%"))
    #expect(shown.output.contains("Not told  renewal rates: renewals that changed nothing"))
    let printed = try command("retention", "movements.csv", "--json")
    let document = try JSONSerialization.jsonObject(with: Data(printed.output.utf8))
    let years = try #require((document as? [String: Any])?["years"] as? [[String: Any]])
    #expect(years.count == 1)
    #expect(years[0]["nrr"] as? Double == 0.75)
    #expect(years[0]["renewal-rate-due-arr"] is NSNull)
    let segments = try #require(years[0]["segments"] as? [[String: Any]])
    #expect(segments.map { $0["segment"] as? String } == ["smb"])
  }

  @Test func writesAFolderAndProtectsOthers() throws {
    let command = try Command(files: ["movements.csv": Self.movements])
    defer { command.remove() }
    for _ in 0..<2 {
      let written = try command("retention", "movements.csv", "--out", "kept")
      #expect(written.status == 0, "\(written.errors)")
    }
    for name in ["README.md", "report.html", "report.xlsx", "report.json", "walk.csv"] {
      #expect(command.exists("kept/\(name)"), "\(name)")
    }
    #expect(try command.text(of: "kept/walk.csv").contains("2025,all,400000.0,0.0,0.0,20000.0"))
    try FileManager.default.createDirectory(
      at: command.folder.appending(path: "other"), withIntermediateDirectories: true)
    try command.write("mine", to: "other/walk.csv")
    let refused = try command("retention", "movements.csv", "--out", "other")
    #expect(refused.status == 74)
    #expect(try command.text(of: "other/walk.csv") == "mine")
  }

  @Test func fileOfNoHistoryExitsWithBadData() throws {
    let command = try Command(files: ["odd.csv": "id,colour\n1,red\n"])
    defer { command.remove() }
    let refused = try command("retention", "odd.csv")
    #expect(refused.status == 65)
    #expect(refused.errors.contains("the headings are of no history"))
    #expect(try command("retention", "missing.csv").status == 66)
  }
}
