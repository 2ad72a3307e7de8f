import Advice
import ArgumentParser
import Formats
import Foundation
import Language
import Model
import Reporting
import Units

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a first scenario, commented, that runs as it is.",
    discussion: """
      From an export, a text of any encoding and separator or an .xlsx, it is found how the file is \
      read, which rows are customers and which columns say what; all of it is shown and written \
      down. What only you can know is asked, all at once. Without a file the accounts are made up. \
      Nothing is overwritten unasked.

        quotient init accounts.csv
        quotient init renewals.txt --dates d/m/y --start 2027-04-01
        quotient init subscriptions.csv --answer currencies.EUR=1.08
        quotient init accounts.csv --output scenarios/ours.yaml
        quotient init accounts.csv --facts facts.yaml     with the models that frameworks advise
        quotient init --plans              a first file of pay plans, for quotient pay
      """)

  @Argument(
    help: "An export: rows of accounts, subscriptions or deals.",
    completion: .file(extensions: ["csv", "xlsx", "txt", "tsv"]))
  var book: String?

  @Option(
    name: .shortAndLong,
    help: "The file to write (default: scenario.yaml beside the book; plans.yaml with --plans).")
  var output: String?

  @Flag(help: "Overwrite the file if it exists.")
  var force = false

  @Option(
    help: """
      A file of facts, as for advise: they become the scenario's company, and each framework that \
      lacks none becomes one of its models.
      """, completion: .file(extensions: ["yaml", "json"]))
  var facts: String?

  @OptionGroup(title: "Reading of the file") var reading: ReadingOptions

  @Flag(help: "Write pay plans, and actuals beside them, instead of a scenario.")
  var plans = false

  @Flag(name: .shortAndLong, help: "Print errors alone.")
  var quiet = false

  func validate() throws {
    if plans, book != nil { throw ValidationError("--plans needs no book.") }
    if book == nil, !reading.isEmpty {
      throw ValidationError("\(reading.first) is about a file, and none is named.")
    }
    if plans, facts != nil { throw ValidationError("--facts belongs to a scenario.") }
  }

  func run() async throws {
    if plans { try await writePlans() } else { try await writeScenario() }
  }

  /// The file to write.
  private func path(or name: String) throws -> String {
    guard let output else { return name }
    guard FileSuggestion.isFolder(output) else { return output }
    throw Failure(
      .unwritable,
      "\(output) is a folder; write --output \(FilePath.path(of: name, besideFolder: output))")
  }

  private func writePlans() async throws {
    let path = try path(or: "plans.yaml")
    let actuals = Self.folder(of: path) + "actuals.csv"
    try await write([
      OutputFile(path: path, text: StarterPlans.text),
      OutputFile(path: actuals, text: StarterPlans.actuals),
    ])
    try report(
      "Wrote \(path) and \(actuals)\nNext  quotient pay \(path) --actuals \(actuals)\n")
  }

  private func writeScenario() async throws {
    let path = try path(
      or: book.map { FilePath.path(of: "scenario.yaml", besideFolder: FilePath.folder(of: $0)) }
        ?? "scenario.yaml")
    let diagnostics = Diagnostics()
    if let given = self.facts, SameFile.isOne(given, path) {
      throw Failure(.unwritable, "\(path) is the facts themselves; --output names another file")
    }
    let facts = try facts.map(Self.company(of:))
    var (text, notes) = try text(of: path, .init(facts ?? Company()), diagnostics)
    if let facts {
      // What the frameworks lack is known once the book has answered what it can.
      let complete = try Self.completeFrameworks(text, at: path)
      (text, notes) = try self.text(of: path, .init(facts, frameworks: complete), diagnostics)
    }
    try report(notes.map { "read \($0)\n" }.joined())
    // Report now, not at the next command, what could not be guessed or does not fit; nothing is
    // written that does not run.
    let source = try SourceText(file: path, bytes: Array(text.utf8))
    let folder = FilePath.folder(of: path)
    // The book's path leads through it.
    try Self.checkFolder(folder)
    let isNew = folder.isEmpty ? false : try ReportFolder(path: folder).make()
    do {
      _ = try ScenarioReader.read(source, in: folder, diagnostics)
      try diagnostics.throwIfAny("nothing written")
    } catch {
      // Only if it is empty.
      if isNew { rmdir(folder) }
      throw error
    }
    try await write([OutputFile(path: path, text: text)])
    try report("Wrote \(path)\n")
    if !quiet { for warning in diagnostics.lines() { StandardError.write(warning) } }
    try report("Next  quotient check \(path)\n")
  }

  /// A scenario reads its book again and again, and never writes over it.
  private func checkBook(_ book: String, beside path: String) throws {
    if SameFile.isOne(book, path) {
      throw Failure(.unwritable, "\(path) is the book itself; --output names another file")
    }
    var status = stat()
    if stat(book, &status) == 0, status.st_mode & S_IFMT == S_IFIFO {
      throw Failure(
        .unreadable, "\(book): a pipe, which a scenario cannot read again; save it as a file")
    }
  }

  private func text(
    of path: String, _ advised: ScenarioStarter.Advised, _ diagnostics: Diagnostics
  ) throws -> (text: String, notes: [String]) {
    guard let book else { return (ScenarioStarter.text(advised), []) }
    try checkBook(book, beside: path)
    let file = try TableFile(contentsOf: book)
    let made = ScenarioStarter.scenario(
      of: file, as: Self.path(of: book, from: path), answers: try reading.answers(),
      today: Self.today,
      advised: advised, diagnostics)
    guard let made, !made.questions.isEmpty else {
      try diagnostics.throwIfAny("nothing written")
      return (made?.text ?? ScenarioStarter.text(advised), made?.notes ?? [])
    }
    // What is wrong besides is told in the same round.
    let problems = diagnostics.sorted + (try Self.problems(in: made.draft, at: path))
    let errors = problems.filter { $0.severity == .error }.map(\.description)
    let count = Counted(made.questions.count, "question")
    let answer = count.count == 1 ? "an answer" : "all answers"
    let lines =
      made.notes.map { "read \($0)" } + errors + made.questions.flatMap(\.lines)
      + ["\(count), nothing written: run the same with \(answer)."]
    throw Failure(.badData, lines.map { PlainText.of($0) }.joined(separator: "\n"))
  }

  /// What is wrong with fields of the book, open questions aside.
  private static func problems(in draft: String, at path: String) throws -> [Diagnostic] {
    let diagnostics = Diagnostics()
    let source = try SourceText(file: path, bytes: Array(draft.utf8))
    _ = try ScenarioReader.read(source, in: FilePath.folder(of: path), diagnostics)
    return diagnostics.sorted.filter { problem in
      problem.location.column != nil && problem.hint?.hasPrefix("say `") != true
    }
  }

  private static var today: Day {
    Day(number: Int((Date().timeIntervalSince1970 / 86_400).rounded(.down)))
  }

  private static func company(of path: String) throws -> Company {
    let diagnostics = Diagnostics()
    let company = CompanyReader.company(try SourceText(contentsOf: path), diagnostics)
    try diagnostics.throwIfAny("nothing written")
    return company ?? Company()
  }

  /// The frameworks that lack no fact for a model.
  private static func completeFrameworks(_ text: String, at path: String) throws -> [Framework] {
    let source = try SourceText(file: path, bytes: Array(text.utf8))
    let folder = FilePath.folder(of: path)
    let reading = try ScenarioReader.read(source, in: folder, Diagnostics())
    guard let scenario = reading.scenario else { return [] }
    return AdvisedModel.all(of: scenario).filter(\.open.isEmpty).map(\.framework)
  }

  private func report(_ text: String) throws {
    if !quiet { try StandardOutput.write(PlainText.lines(text)) }
  }

  private func write(_ files: [OutputFile]) async throws {
    for file in files where !force && FileManager.default.fileExists(atPath: file.path) {
      throw Failure(
        .unwritable, "\(file.path) exists; --force overwrites it, --output names another file")
    }
    let folder = Self.folder(of: files[0].path)
    try Self.checkFolder(folder)
    if !folder.isEmpty { try ReportFolder(path: folder).make() }
    try await OutputFile.write(files)
  }

  /// Only the last folder is made, so that a mistyped path makes no tree of them.
  private static func checkFolder(_ folder: String) throws {
    let path = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    guard !path.isEmpty, path != "/", !FileManager.default.fileExists(atPath: path) else { return }
    let parent = FilePath.folder(of: path)
    // Nobody means a new folder in the root.
    if parent.isEmpty || parent != "/" && FileManager.default.fileExists(atPath: parent) { return }
    throw Failure(
      .unwritable,
      "there is no folder \(parent == "/" ? path : parent); make it first, or correct --output")
  }

  /// With a trailing slash; empty for the current folder.
  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// The path of the book relative to the folder of the scenario.
  private static func path(of book: String, from scenario: String) -> String {
    if book.hasPrefix("/") { return book }
    let folder = URL(filePath: scenario).deletingLastPathComponent().standardizedFileURL
    let target = URL(filePath: book).standardizedFileURL
    let from = folder.pathComponents.filter { $0 != "/" }
    let to = target.pathComponents.filter { $0 != "/" }
    let common = zip(from, to).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: from.count - common)
    return (up + to[common...]).joined(separator: "/")
  }
}
