import Analysis
import ArgumentParser
import Formats
import Foundation
import Language
import Model
import Ownership
import Reporting
import Simulation
import Units

struct SweepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Compare the models under many combinations of values, on the same luck.",
    discussion: """
      Varies any key that --set takes, and writes one table, sweep.csv: a row for each combination \
      and model, with every figure, its standard error and its difference from the baseline; beside \
      it a page with small multiples, a workbook with a heat map, and the JSON document.

        quotient sweep scenario.yaml --vary effects.new-logo-hour=100..300:50
        quotient sweep scenario.yaml --vary roles.csm.ote=110k..130k:10k \\
          --vary roles.csm.pay-mix=85/15,70/30 --trials 1000
        quotient sweep scenario.yaml --vary effects.overload=0.5..0.8,0.7    a range is one value
        quotient sweep scenario.yaml --vary a=1..9:1 --vary b=1..9:1 --design latin 30
        quotient sweep scenario.yaml --design list variants.csv    headings are keys

      With --aim, not every combination is tried: a search looks for the best one, and scores it and \
      its neighbours again on fresh luck.

        quotient sweep scenario.yaml --vary roles.csm.ote=90k..140k:5k \\
          --vary plans.am.cap=150%..250%:10% --aim 'max value' --within 'cost <= 6.2m with 80%'

      A sweep that was broken off goes on with the same command, and ends with the same bytes.

      For other machines, --plan writes the work as commands of quotient simulate, and --collect \
      reads the parts that they wrote.
      """)

  @Argument(help: "A scenario.", completion: .file(extensions: ["yaml"]))
  var scenario: String

  @Option(
    help: ArgumentHelp(
      "A key and its values: a,b,c or a..b:step.", discussion: "May be repeated.",
      valueName: "key=values"))
  var vary: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "grid: every combination (default); latin N: N of them, evenly spread; list FILE: a CSV file.",
      valueName: "design"))
  var design: [String] = ["grid"]

  @Option(help: "Search for the best combination: 'max value', 'min cost'.")
  var aim: String?

  @Option(
    help: ArgumentHelp(
      "What the combination has to keep to: 'cost <= 6.2m with 80%', 'nrr >= 103% with 70%'.",
      discussion: "May be repeated; cost and payout are a year's mean."))
  var within: [String] = []

  @OptionGroup var chosen: ModelOptions
  @OptionGroup var options: RunOptions

  @Option(
    help: "The folder of the table (default: reports/SCENARIO-sweep).", completion: .directory)
  var out: String?

  @Option(help: "Write the work as tasks to this file, and simulate nothing.", completion: .file())
  var plan: String?

  @Option(
    help: "How many blocks of \(TrialBlock.size) trials a task of --plan has (default: all).",
    transform: OptionValue.count(Quantity(.count, from: 1, to: 1_000_000)))
  var taskBlocks: Int?

  @Option(
    help: "Read the parts that the tasks of --plan wrote to this folder, and simulate nothing.",
    completion: .directory)
  var collect: String?

  @Option(help: ReportDate.help, transform: OptionValue.day)
  var date: Day?

  @Flag(help: "Print one JSON document, and nothing else.")
  var json = false

  @Flag(help: "Write no files.")
  var noFiles = false

  @Flag(help: "Leave texts in CSV as they are, even where a spreadsheet takes them for formulas.")
  var rawCsv = false

  @Flag(name: .shortAndLong, help: "Print the best alone: no table, no warnings, no progress.")
  var quiet = false

  func validate() throws {
    try options.check(beside: chosen.setting)
    if plan != nil, collect != nil {
      throw ValidationError("--plan writes tasks and --collect reads their parts: one at a time.")
    }
    if taskBlocks != nil, plan == nil { throw ValidationError("--task-blocks belongs to --plan.") }
    let aim = try SweepAim(option: aim, within: within)
    if aim == nil, !within.isEmpty { throw ValidationError("--within belongs to --aim.") }
    if aim != nil, plan != nil || collect != nil || design != ["grid"] {
      throw ValidationError(
        "--aim searches a grid by itself: leave --design, --plan, --collect out.")
    }
    if noFiles, out != nil || rawCsv {
      throw ValidationError("--no-files leaves nothing for --out or --raw-csv.")
    }
  }

  func run() async throws {
    let (variations, variants) = try combinations()
    let base = try source()
    if !quiet { for warning in base.warnings { StandardError.write(warning) } }
    let file = try ScenarioReader.read(
      contentsOf: scenario, trials: options.trials, Diagnostics())
    try checkEach(variations, of: file)
    let first = try configured(base)
    if let plan { return try await write(plan, variants.map(settings), trials: first.trials) }
    let folder = ReportFolder(path: out ?? "reports/\(stem)-sweep")
    if !noFiles {
      try check(folder, nil)
      try folder.make()
    }
    let aim = try SweepAim(option: aim, within: within)
    var sweep = SweepRun(
      read: { settings in
        let source = try source(of: settings, in: file)
        return (source, try configured(source))
      },
      arguments: { try ModelOptions.parse(arguments(of: $0)).arguments },
      threads: options.threads, showsProgress: !quiet, criteria: aim?.criteria ?? [])
    if aim != nil { sweep.shelf = RunShelf() }
    if !noFiles, collect == nil { sweep.journal = try journal(beside: folder, first) }
    if !quiet, let count = await sweep.journal?.takenOver, count > 0 {
      StandardError.write("Took over \(Counted(count, "variant")) of a sweep that was broken off")
    }
    let outcome: Outcome =
      if let aim {
        try await searched(variations, for: aim, sweep, seed: first.seed)
      } else if let collect {
        Outcome(
          variants: variants,
          scores: try await sweep.collected(from: collect, variants.map(settings)))
      } else {
        Outcome(variants: variants, scores: try await sweep.scores(of: variants.map(settings)))
      }
    let report = SweepReport(
      variations, variants: outcome.variants, scores: outcome.scores,
      baseline: first.models[first.baseline].name, optimum: outcome.optimum,
      Provenance(first, seed: first.seed, trials: first.trials, date: date))
    let text = SweepText(report)
    let lines = quiet ? text.bestLines : text.lines(style: StandardOutput.style)
    try StandardOutput.write(json ? report.document : lines.joined(separator: "\n") + "\n")
    guard !noFiles else { return }
    let files = AnswerFiles(AnswerReport(report), rawCSV: rawCsv)
    try await folder.write(files.all, isAllowed: { try check(folder, files) })
    await sweep.journal?.remove()
    if !json, !quiet {
      try StandardOutput.write(
        "\nWrote     \(PlainText.of(folder.path))/  the page report.html, a workbook,"
          + " \(SweepReport.table) and other tables\n")
    }

    func settings(_ variant: [String]) -> [Setting] { Self.settings(variations, variant) }
  }

  private static func settings(_ variations: [Variation], _ variant: [String]) -> [Setting] {
    zip(variations, variant).map {
      Setting($0.key, to: $1, source: SettingOptions.source, place: "--vary")
    }
  }

  /// What was tried, and what a search found.
  private struct Outcome {
    let variants: [[String]]
    let scores: [VariantScores]
    var optimum: SweepOptimum?
  }

  private func searched(
    _ variations: [Variation], for aim: SweepAim, _ sweep: SweepRun, seed: UInt64
  ) async throws -> Outcome {
    func variant(_ place: [Int]) -> [String] { zip(variations, place).map { $0.values[$1] } }
    func scores(_ places: [[Int]], seed: UInt64?) async throws -> [VariantScores] {
      try await sweep.scores(
        of: places.map { Self.settings(variations, variant($0)) }, seed: seed)
    }
    let places = variations.map { variation in
      Variation(variation.key, values: variation.values.indices.map(String.init))
    }
    let start = VariantDesign.latin(4 * variations.count + 1).variants(of: places).map {
      $0.map { Int($0)! }
    }
    let search = SweepSearch(sizes: variations.map(\.values.count), aim: aim)
    var known: [[Int]: VariantScores] = [:]
    let found = try await search.find(from: start) { places in
      let all = try await scores(places, seed: nil)
      for (place, scores) in zip(places, all) { known[place] = scores }
      return all
    }
    let near = [found.best] + search.neighbours(of: found.best, variations.map { _ in 1 })
    let fresh = try await scores(near, seed: seed &+ 1)
    return Outcome(
      variants: found.tried.map(variant), scores: found.tried.map { known[$0]! },
      optimum: SweepOptimum(
        aim: aim, variants: near.map(variant), scores: fresh, seed: seed &+ 1))
  }

  // MARK: - Which variants

  private func combinations() throws -> ([Variation], [[String]]) {
    if design.first == "list" {
      guard design.count == 2 else { throw ValidationError(Self.designs) }
      guard vary.isEmpty else {
        throw ValidationError("--design list has its own keys and values: leave --vary out.")
      }
      return try listed(design[1])
    }
    guard !vary.isEmpty else {
      throw ValidationError("--vary says what to try, such as effects.new-logo-hour=100..300:50.")
    }
    let variations = try vary.map { text in
      do throws(LiteralError) {
        return try Variation(text)
      } catch {
        throw ValidationError("--vary", error)
      }
    }
    try check(variations.map(\.key))
    let chosen: VariantDesign
    switch design {
    case ["grid"]: chosen = .grid
    case _ where design.first == "latin" && design.count == 2:
      guard let count = Int(design[1]), (1...VariantDesign.mostVariants).contains(count) else {
        throw ValidationError(Self.designs)
      }
      guard VariantDesign.grid.count(of: variations).map({ count <= $0 }) ?? true else {
        throw ValidationError(
          "--design latin \(count): there are fewer combinations; --design grid tries all of them")
      }
      chosen = .latin(count)
    default: throw ValidationError(Self.designs)
    }
    guard let count = chosen.count(of: variations), count <= VariantDesign.mostVariants else {
      throw ValidationError(
        "the grid has more than \(VariantDesign.mostVariants) combinations;"
          + " --design latin N tries N of them")
    }
    return (variations, chosen.variants(of: variations))
  }

  private static let designs =
    "--design is grid, latin N such as latin 64, or list FILE with a CSV file of variants."

  private func listed(_ path: String) throws -> ([Variation], [[String]]) {
    let diagnostics = Diagnostics()
    let table = CSVReader().table(try SourceText(contentsOf: path), diagnostics)
    try diagnostics.throwIfAny("nothing simulated")
    guard let table else { throw Failure(.badData, "\(path): no table") }
    let columns = table.headings.indices.filter { table.headings[$0] != "variant" }
    let variants = (0..<table.rowCount).map { row in columns.map { table.text(row, $0) } }
    let variations = columns.enumerated().map { place, column in
      var values: [String] = []
      for variant in variants where !values.contains(variant[place]) {
        values.append(variant[place])
      }
      return Variation(table.headings[column], values: values)
    }
    try check(variations.map(\.key))
    return (variations, variants)
  }

  private func check(_ keys: [String]) throws {
    for (index, key) in keys.enumerated() {
      if keys[..<index].contains(key) {
        throw ValidationError("--vary: \(key) is there twice; list its values in one.")
      }
      if ["seed", "trials"].contains(key) {
        throw ValidationError(
          "--vary: all variants have the same luck; --\(key) sets it for all of them.")
      }
    }
    let set = Set(try chosen.setting.settings.map(\.key))
    if let key = keys.first(where: set.contains) {
      throw ValidationError("--vary \(key) and --set \(key)= exclude each other: keep one of them.")
    }
  }

  /// Reads the scenario with each value by itself, so that what is wrong is told before anything
  /// is simulated.
  private func checkEach(_ variations: [Variation], of file: ScenarioReading) throws {
    for variation in variations {
      for value in variation.values {
        _ = try source(of: [Setting(variation.key, to: value, place: "--vary")], in: file)
      }
    }
  }

  // MARK: - Scenarios

  private static let consequence = "nothing simulated"

  private var stem: String {
    URL(filePath: scenario).deletingPathExtension().lastPathComponent
  }

  /// The scenario without any variant's values.
  private func source() throws -> ScenarioSource {
    try ScenarioSource(
      contentsOf: scenario, setting: try chosen.setting.settings, trials: options.trials,
      consequence: Self.consequence)
  }

  /// - Parameters:
  ///   - settings: Of a variant.
  ///   - file: The scenario as it was read, nothing set.
  private func source(of settings: [Setting], in file: ScenarioReading) throws -> ScenarioSource {
    try ScenarioSource(
      file, of: scenario, setting: try chosen.setting.settings + settings,
      consequence: Self.consequence)
  }

  func configured(_ source: ScenarioSource) throws -> Scenario {
    var scenario = try chosen.applied(to: source.scenario, source.reading)
    if let seed = options.seed { scenario.seed = seed }
    return scenario
  }

  /// The arguments that choose the models and values of a variant.
  func arguments(of settings: [Setting]) -> [String] {
    chosen.arguments + settings.flatMap { ["--set", "\($0.key)=\($0.value)"] }
  }

  private func journal(beside folder: ReportFolder, _ scenario: Scenario) throws -> SweepJournal {
    let criteria = within.joined(separator: ", ")
    return try SweepJournal(
      keeping: folder.path + ".sweep",
      identity: "quotient \(Simulator.version), \(InstructionClass.current),"
        + " \(scenario.trials) trials, seed \(scenario.seed), \(vary.joined(separator: " ")),"
        + " \(design.joined(separator: " ")), \(aim ?? "no aim"), within \(criteria)")
  }

  // MARK: - Files

  private func write(_ plan: String, _ settings: [[Setting]], trials: Int) async throws {
    let tasks = SweepTasks(
      scenario: scenario, arguments: settings.map(arguments),
      run: (options.trials.map { ["--trials", "\($0)"] } ?? [])
        + (options.seed.map { ["--seed", "\($0)"] } ?? []),
      trials: trials, blocksPerTask: taskBlocks)
    try OutputFile.check(path: plan)
    try await OutputFile(path: plan, text: tasks.text).write()
    if !quiet {
      StandardError.write(
        "Wrote \(plan): \(Counted(tasks.tasks.count, "task")) for"
          + " \(Counted(settings.count, "variant"))")
    }
  }

  /// Fails if the folder cannot be written, or a file of another's would be overwritten.
  private func check(_ folder: ReportFolder, _ files: AnswerFiles?) throws {
    try folder.check()
    let foreign =
      try files?.foreignFile(in: folder)
      ?? AnswerFiles.foreignFile(in: folder, of: "sweep", tables: [SweepReport.table])
    guard let foreign else { return }
    throw Failure(
      .unwritable,
      "\(folder.path)/\(foreign) exists, and no sweep wrote it; --out names another folder")
  }
}
