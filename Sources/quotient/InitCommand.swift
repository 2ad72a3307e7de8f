import ArgumentParser
import Foundation
import Language
import Reporting

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a first scenario, commented, that runs as it is.",
    discussion: """
      From a CRM export the columns are guessed, from their headings and from what stands in \
      them; without one the accounts are made up. Nothing is overwritten unasked.

        quotient init accounts.csv
        quotient init accounts.csv --output scenarios/ours.yaml
        quotient init --plans              a first file of pay plans, for `quotient pay`
      """)

  @Argument(help: "A CSV file with a row for each account.", completion: .file(extensions: ["csv"]))
  var book: String?

  @Option(
    name: .shortAndLong,
    help: "The file to write (default: scenario.yaml, or plans.yaml with --plans).")
  var output: String?

  @Flag(help: "Overwrite the file if it exists.")
  var force = false

  @Flag(help: "Write pay plans, and actuals beside them, instead of a scenario.")
  var plans = false

  func validate() throws {
    if plans, book != nil { throw ValidationError("--plans needs no book.") }
  }

  func run() throws {
    let path = output ?? (plans ? "plans.yaml" : "scenario.yaml")
    if plans {
      let actuals = Self.beside(path, "actuals.csv")
      try write([(path, StarterPlans.text), (actuals, StarterPlans.actuals)])
      try StandardOutput.write(
        "Wrote \(path) and \(actuals)\nNext  quotient pay \(path) --actuals \(actuals)\n")
      return
    }
    guard let book else {
      try write([(path, StarterScenario().text)])
      try StandardOutput.write("Wrote \(path)\nNext  quotient check \(path)\n")
      return
    }
    let guess = try Self.guess(book)
    let name = URL(filePath: book).deletingPathExtension().lastPathComponent
    let scenario = StarterScenario(guess, name: name, bookPath: Self.path(of: book, from: path))
    try write([(path, scenario.text)])
    let columns = guess.columns.map { column in
      "      \(column.name): \(column.heading)" + (column.times.map { " times \($0)" } ?? "") + "\n"
    }
    try StandardOutput.write(
      "Wrote \(path), with the columns guessed; see that they are right:\n\(columns.joined())"
        + "Next  quotient check \(path)\n")
  }

  private static func guess(_ book: String) throws -> BookGuess {
    let diagnostics = Diagnostics()
    let table = CSVReader().table(try SourceText(contentsOf: book), diagnostics)
    try diagnostics.throwIfAny("nothing written")
    guard let table else { throw Failure(.badData, "\(book): no table") }
    return try BookGuess(table)
  }

  private func write(_ files: [(path: String, text: String)]) throws {
    for file in files where !force && FileManager.default.fileExists(atPath: file.path) {
      throw Failure(
        .unwritable, "\(file.path) exists; --force overwrites it, --output names another file")
    }
    for file in files {
      let url = URL(filePath: file.path)
      let folder = file.path.contains("/") ? url.deletingLastPathComponent().relativePath : ""
      var output = OutputFiles(folder: folder)
      output.add(url.lastPathComponent, file.text)
      try output.write()
    }
  }

  private static func beside(_ path: String, _ name: String) -> String {
    path.contains("/") ? path.prefix(upTo: path.lastIndex(of: "/")!) + "/" + name : name
  }

  /// The book as it is seen from the folder of the scenario.
  private static func path(of book: String, from scenario: String) -> String {
    if book.hasPrefix("/") { return book }
    let folder = URL(filePath: scenario).deletingLastPathComponent().standardizedFileURL
    let target = URL(filePath: book).standardizedFileURL
    let (from, to) = (folder.pathComponents, target.pathComponents)
    let common = zip(from, to).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: from.count - common)
    return (up + to[common...]).joined(separator: "/")
  }
}
