import Analysis
import Formats
import Foundation
import Simulation
import Testing

@testable import Reporting

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ReportFolderTests {
  /// A folder that is removed when the test ends.
  static func withFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("quotient-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
  }

  @Test func writesFilesWithoutLeavingDrafts() async throws {
    try await Self.withFolder { folder in
      let report = ReportFolder(path: folder.appendingPathComponent("deep/report").path)
      try await report.write([.init("a.csv", text: "old\n"), .init("b.json", text: "{}\n")])
      try await report.write([.init("a.csv", text: "new\n")])
      let names = try FileManager.default.contentsOfDirectory(atPath: report.path).sorted()
      #expect(names == ["a.csv", "b.json"])
      #expect(try String(contentsOfFile: report.path + "/a.csv", encoding: .utf8) == "new\n")
    }
  }

  @Test func rejectsFileAtFolderPath() async throws {
    try await Self.withFolder { folder in
      try Data().write(to: folder)
      let error = await #expect(throws: UnwrittenFile.self) {
        try await ReportFolder(path: folder.path + "/report").write([.init("a", text: "")])
      }
      #expect(error?.path == folder.path + "/report")
      #expect(error?.reason.isEmpty == false)
    }
  }

  /// With a folder at the path of the second file, the first report stays as it was.
  @Test func failureKeepsPreviousFiles() async throws {
    try await Self.withFolder { folder in
      let report = ReportFolder(path: folder.path)
      try await report.write([.init("a.csv", text: "old\n")])
      let error = await #expect(throws: UnwrittenFile.self) {
        try await report.write([
          .init("a.csv", text: "new\n"), .init("no/such/b.csv", text: "new\n"),
        ])
      }
      #expect(error?.path == folder.path + "/no/such")
      #expect(error?.reason == "No such file or directory")
      #expect(try String(contentsOfFile: folder.path + "/a.csv", encoding: .utf8) == "old\n")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.csv"])
    }
  }

  /// A folder at the path of the last file, and a file that cannot be created.
  @Test(arguments: [true, false])
  func failureOfLastFileKeepsPreviousFiles(isTaken: Bool) async throws {
    try await Self.withFolder { folder in
      let report = ReportFolder(path: folder.path)
      try await report.write([.init("a.csv", text: "old\n")])
      if isTaken {
        try FileManager.default.createDirectory(
          at: folder.appendingPathComponent("b.xlsx/kept"), withIntermediateDirectories: true)
      }
      let error = await #expect(throws: UnwrittenFile.self) {
        try await report.write([
          .init("a.csv", text: "new\n"),
          .init(
            "b.xlsx",
            .bytes {
              if !isTaken { throw UnwrittenFile(path: "elsewhere", reason: "no room") }
              return [0, 255]
            }),
        ])
      }
      #expect(error?.path == folder.path + "/b.xlsx")
      #expect(error?.reason == (isTaken ? "Is a directory" : "no room"))
      #expect(try String(contentsOfFile: folder.path + "/a.csv", encoding: .utf8) == "old\n")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(names == (isTaken ? ["a.csv", "b.xlsx"] : ["a.csv"]))
    }
  }

  /// What is not of a report keeps its place, its file and its permissions.
  @Test func keepsWhatIsNotOfReport() async throws {
    try await Self.withFolder { folder in
      let report = ReportFolder(path: folder.path)
      try await report.write([.init("a.csv", text: "old\n")])
      let notes = folder.appendingPathComponent("notes.txt")
      try Data("mine\n".utf8).write(to: notes)
      #expect(chmod(folder.path, 0o750) == 0)
      let number = try FileManager.default.attributesOfItem(atPath: notes.path)[.systemFileNumber]
      try await report.write([.init("a.csv", text: "new\n")])
      let after = try FileManager.default.attributesOfItem(atPath: notes.path)[.systemFileNumber]
      #expect(number as? NSNumber == after as? NSNumber)
      let mode = try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions]
      #expect((mode as? NSNumber)?.intValue == 0o750)
      #expect(try String(contentsOfFile: folder.path + "/a.csv", encoding: .utf8) == "new\n")
    }
  }

  /// A folder in it has no second name, so the files are renamed one by one; and so are those of the
  /// working folder, which would be another under the feet of a shell.
  @Test func renamesFilesBesideUsersFolder() async throws {
    try await Self.withFolder { folder in
      let report = ReportFolder(path: folder.path)
      try await report.write([.init("README.md", text: "old\n"), .init("gone.csv", text: "old\n")])
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("mine/deep"), withIntermediateDirectories: true)
      try await report.write(
        [.init("README.md", text: "new\n"), .init("a.csv", text: "new\n")],
        optional: ["gone.csv"], unfinished: "unfinished\n")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(names == ["README.md", "a.csv", "mine"])
      #expect(try String(contentsOfFile: folder.path + "/README.md", encoding: .utf8) == "new\n")
    }
  }

  /// What a process that was killed left in the hidden folder: its draft goes, the user's file comes
  /// back.
  @Test func clearsAwayAfterKilledProcess() async throws {
    try await Self.withFolder { folder in
      let report = ReportFolder(path: folder.appendingPathComponent("r").path)
      try await report.write([.init("a.csv", text: "old\n")])
      let hidden = folder.appendingPathComponent(".r.quotient-draft")
      try FileManager.default.createDirectory(at: hidden, withIntermediateDirectories: true)
      for name in ["a.csv", "notes.txt"] {
        try Data("left\n".utf8).write(to: hidden.appendingPathComponent(name))
      }
      try await report.write([.init("a.csv", text: "new\n")])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["r"])
      let names = try FileManager.default.contentsOfDirectory(atPath: report.path).sorted()
      #expect(names == ["a.csv", "notes.txt"])
      #expect(try String(contentsOfFile: report.path + "/a.csv", encoding: .utf8) == "new\n")
    }
  }

  /// Of several writers each waits for the one before; the folder is one report at any time.
  @Test func writersTakeTurns() async throws {
    try await Self.withFolder { folder in
      let report = ReportFolder(path: folder.path)
      let names = (0..<6).map { "\($0).csv" }
      try await report.write(names.map { .init($0, text: "first\n") })
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<4 {
          group.addTask {
            try await report.write(names.map { .init($0, text: "\(writer)\n") })
          }
        }
        try await group.waitForAll()
      }
      let texts = try names.map {
        try String(contentsOfFile: folder.path + "/" + $0, encoding: .utf8)
      }
      #expect(Set(texts).count == 1)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names)
    }
  }

  @Test func failureOfFirstReportLeavesNoFolder() async throws {
    try await Self.withFolder { folder in
      let report = ReportFolder(path: folder.path)
      await #expect(throws: UnwrittenFile.self) {
        try await report.write([.init("a", text: "x"), .init("no/such/b", text: "x")])
      }
      #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
  }

  @Test func sweepsDraftsOfKilledProcess() async throws {
    try await Self.withFolder { folder in
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for name in [".a.part.99999999.part", ".b.part.99999999.part", ".a.part.mine.part"] {
        try Data("left".utf8).write(to: folder.appendingPathComponent(name))
      }
      try await OutputFile(path: folder.path + "/a.part", text: "x").write()
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(names == [".a.part.mine.part", ".b.part.99999999.part", "a.part"])
    }
  }

  @Test func writesBytesVerbatim() async throws {
    try await Self.withFolder { folder in
      let bytes: [UInt8] = [0x50, 0x4B, 0, 255, 0x0A, 0x0D]
      try await ReportFolder(path: folder.path).write([.init("a.xlsx", .bytes { bytes })])
      #expect(try Array(Data(contentsOf: folder.appendingPathComponent("a.xlsx"))) == bytes)
    }
  }

  /// Cancelled while the second file is written: nothing of either is seen.
  @Test func cancellationKeepsPreviousFiles() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("quotient-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let report = ReportFolder(path: folder.path)
    try await report.write([.init("a.csv", text: "old\n")])
    let task = Task {
      try await report.write([
        .init("a.csv", text: "new\n"),
        .init(
          "b.csv",
          .text {
            withUnsafeCurrentTask { $0?.cancel() }
            return AnySequence(["first", "second"])
          }),
      ])
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.csv"])
    #expect(try String(contentsOfFile: folder.path + "/a.csv", encoding: .utf8) == "old\n")
  }

  private func write(_ text: String, to name: String, in folder: URL) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  @Test func removesOptionalFilesOfEarlierReport() async throws {
    try await Self.withFolder { folder in
      let report = ReportFolder(path: folder.path)
      try await report.write([.init("a.csv", text: "old\n"), .init("samples.csv", text: "old\n")])
      try await report.write([.init("notes.txt", text: "mine\n")])
      try await report.write([.init("a.csv", text: "new\n")], optional: ["samples.csv"])
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(names == ["a.csv", "notes.txt"])
    }
  }

  /// A report replaces only files of an earlier report, whatever others hold and whether or not
  /// they lie beside a report.
  @Test func detectsForeignFiles() async throws {
    let files = ComparisonFiles(try await SmallComparison.comparison()).all
    for name in files.map(\.name) + ComparisonFiles.optional {
      try await Self.withFolder { folder in
        let report = ReportFolder(path: folder.path)
        #expect(try ComparisonFiles.foreignFile(in: report) == nil)
        try write("mine\n", to: name, in: folder)
        #expect(try ComparisonFiles.foreignFile(in: report) == name)
      }
    }
    try await Self.withFolder { folder in
      let report = ReportFolder(path: folder.path)
      try await report.write(files)
      try write("mine\n", to: "notes.md", in: folder)
      #expect(try ComparisonFiles.foreignFile(in: report) == nil)
      // The report had no such file.
      try write("mine\n", to: "samples.csv", in: folder)
      #expect(try ComparisonFiles.foreignFile(in: report) == "samples.csv")
      try write("# Ours\n\nWhat we found in [pay.csv](pay.csv).\n", to: "README.md", in: folder)
      #expect(try ComparisonFiles.foreignFile(in: report) == "README.md")
    }
  }

  /// Neither is followed: a link may lead nowhere, and a pipe would wait for a writer.
  @Test func treatsLinksAndPipesAsForeign() async throws {
    try await Self.withFolder { folder in
      let report = ReportFolder(path: folder.path)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/pay.csv", withDestinationPath: "nowhere")
      #expect(try ComparisonFiles.foreignFile(in: report) == "pay.csv")
      #expect(mkfifo(folder.path + "/README.md", 0o600) == 0)
      #expect(try ComparisonFiles.foreignFile(in: report) == "README.md")
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func reportsFullDisk() async {
    let error = await #expect(throws: UnwrittenFile.self) {
      try await OutputFile(path: "/dev/full", text: "x").write()
    }
    #expect(error?.description == "/dev/full: cannot be written: No space left on device")
    #expect(FileManager.default.fileExists(atPath: "/dev/full"))
  }

  /// Pictures stand in a folder of their own, with their numbers; a later report replaces them, and
  /// what the user put there stays.
  @Test func chartsHaveAFolder() async throws {
    let comparison = try await SmallComparison.comparison()
    let files = ComparisonFiles(comparison).all
    try await Self.withFolder { folder in
      let report = ReportFolder(path: folder.path)
      try await report.write(files, optional: ComparisonFiles.optional)
      let charts = folder.appending(path: "charts")
      try write("mine\n", to: "mine.txt", in: charts)
      try write("old\n", to: "cost-24.svg", in: charts)
      try await report.write(files, optional: ComparisonFiles.optional)
      let names = try FileManager.default.contentsOfDirectory(atPath: charts.path)
      #expect(names.contains("mine.txt") && !names.contains("cost-24.svg"))
      #expect(names.contains("bridge.svg") && names.contains("bridge.csv"))
      let svg = try String(contentsOfFile: charts.path + "/bridge.svg", encoding: .utf8)
      #expect(svg.contains("xmlns=\"http://www.w3.org/2000/svg\""))
      #expect(!svg.contains("class=") && !svg.contains("var(") && !svg.contains("NaN"))
      #expect(XMLParser(data: Data(svg.utf8)).parse())
      // Nothing is left beside the folder.
      let beside = try FileManager.default.contentsOfDirectory(
        atPath: folder.deletingLastPathComponent().path)
      #expect(!beside.contains { $0.hasPrefix(".\(folder.lastPathComponent)") })
    }
  }

  @Test func samplesCoverEveryTrialAndMetric() async throws {
    let result = try await Simulator.run(SmallComparison.scenario(hasRanges: true))
    let comparison = try await SmallComparison.comparison()
    let files = ComparisonFiles(comparison, samplesOf: result).all
    try await Self.withFolder { folder in
      try await ReportFolder(path: folder.path).write(files)
      let text = try String(contentsOfFile: folder.path + "/samples.csv", encoding: .utf8)
      let lines = text.split(separator: "\n")
      let headings = lines[0].split(separator: ",").map(String.init)
      #expect(headings.count == 2 + 3 * Figure.all.count + 2)
      #expect(lines.count == 1 + 48)
      let row = lines[18].split(separator: ",").map(String.init)
      #expect(row[0] == "17" && row[1] == "1")
      func value(_ heading: String) throws -> Double {
        let column = try #require(headings.firstIndex(of: heading))
        return try #require(Double(row[column]))
      }
      let gain = try value("account-manager.value") - value("all-csm.value")
      #expect(abs(try value("account-manager.value-gain") - gain) < 1e-6)
      // The draws of each world lie where its range does, and no two worlds have the same.
      let worlds = try String(contentsOfFile: folder.path + "/worlds.csv", encoding: .utf8)
        .split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
      #expect(worlds[0] == ["world", "renewal"] && worlds.count == 4)
      let drawn = worlds.dropFirst().compactMap { Double($0[1]) }
      #expect(Set(drawn).count == 3 && drawn.allSatisfy { $0 > 0 && $0 < 1 })
    }
  }

  @Test func peopleSamplesCoverEveryTrialAndPerson() async throws {
    let prepared = try await PreparedScenario(
      CompiledScenario(SmallComparison.scenario(hasRanges: true))
    ).keepingPeople()
    let result = try await Simulator.run(prepared)
    let comparison = await Comparison(result)
    let files = ComparisonFiles(comparison, peopleOf: result).all
    try await Self.withFolder { folder in
      try await ReportFolder(path: folder.path).write(files)
      let text = try String(contentsOfFile: folder.path + "/people-samples.csv", encoding: .utf8)
      let lines = text.split(separator: "\n")
      #expect(lines[0] == "trial,world,model,role,person,year,pay")
      #expect(lines.count == 1 + 48 * PersonRow.rows(of: comparison).count)
      #expect(lines.contains { $0.hasPrefix("17,1,all-csm,csm,csm-2,2,") })
      let index = try String(contentsOfFile: folder.path + "/README.md", encoding: .utf8)
      #expect(index.contains("## people-samples.csv"))
    }
  }

  /// A file at the path of the folder or of one of its parents; nothing is created.
  @Test func detectsFolderThatCannotBeMade() async throws {
    try await Self.withFolder { folder in
      try Data().write(to: folder)
      for path in [folder.path, folder.path + "/", folder.path + "/deep/report"] {
        let error = #expect(throws: UnwrittenFile.self) { try ReportFolder(path: path).check() }
        #expect(error?.reason == "Not a directory")
        #expect(error?.path.hasPrefix(folder.path) == true)
      }
      let long = String(repeating: "x", count: 300)
      let error = #expect(throws: UnwrittenFile.self) {
        try ReportFolder(path: "/tmp/\(long)/report").check()
      }
      #expect(error?.reason == "File name too long")
    }
    try await Self.withFolder { folder in
      try ReportFolder(path: folder.path + "/deep/report/").check()
      #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
    try ReportFolder(path: "r").check()
    try ReportFolder(path: "/r").check()
  }

  /// Only for users to whom permissions apply.
  @Test(.enabled(if: geteuid() != 0)) func detectsForbiddenFolder() async throws {
    try await Self.withFolder { folder in
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o500])
      for check in [
        { try ReportFolder(path: folder.path + "/report").check() },
        { try OutputFile.check(path: folder.path + "/a.part") },
      ] {
        #expect(throws: UnwrittenFile.self) { try check() }
      }
    }
  }

  @Test func detectsFileThatCannotBeMade() async throws {
    try await Self.withFolder { folder in
      try OutputFile.check(path: "a.part")
      try OutputFile.check(path: "/dev/null")
      let missing = #expect(throws: UnwrittenFile.self) {
        try OutputFile.check(path: folder.path + "/a.part")
      }
      #expect(missing?.reason == "No such file or directory")
      let taken = #expect(throws: UnwrittenFile.self) { try OutputFile.check(path: "/tmp") }
      #expect(taken?.reason == "Is a directory")
    }
  }

  @Test func writesFileForEachTable() async throws {
    let names = ComparisonFiles(try await SmallComparison.comparison()).all.map(\.name)
      .filter { !$0.hasPrefix("charts/") }
    #expect(
      names == [
        "README.md", "report.html", "report.xlsx", "report.json", "summary.csv", "models.csv",
        "differences.csv", "approvals.csv", "bridge.csv", "drivers.csv", "payback.csv",
        "arr-walk.csv", "cost.csv", "budget.csv", "pay.csv",
        "people.csv", "quotas.csv", "attainment.csv", "plan-health.csv", "advice.csv",
        "assumptions.csv",
      ])
  }
}
