import ArgumentParser
import Formats
import Model
import Reporting
import Simulation
import Units

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Simulate some blocks of a run, to be merged with the others.",
    discussion: """
      A run is divided into blocks of \(TrialBlock.size) trials. However they are spread over \
      machines, quotient merge gives byte for byte what one run of quotient compare gives.

        quotient simulate scenario.yaml --trials 1000000 --blocks 0-3999 --out a.part
        quotient simulate scenario.yaml --trials 1000000 --blocks 4000-7812 --out b.part
        quotient merge a.part b.part

      The same build of quotient on the same class of processor: merge refuses the rest.
      """)

  @Argument(help: "A scenario.", completion: .file(extensions: ["yaml"]))
  var scenario: String

  @Option(
    help: "The blocks to simulate, the first and the last, such as 0-99 (default: all of the run).",
    transform: BlockRange.init(option:))
  var blocks: BlockRange?

  @Option(help: "The file to write.", completion: .file())
  var out: String

  @OptionGroup var chosen: ModelOptions
  @OptionGroup var options: RunOptions
  @OptionGroup var keep: KeepOption
  @OptionGroup var resume: ResumeOption

  @Flag(name: .shortAndLong, help: "Nothing but errors on standard error.")
  var quiet = false

  func validate() throws {
    try options.check(beside: chosen.setting)
  }

  func run() async throws {
    try OutputFile.check(path: out)
    guard PartFile.mayReplace(out) else {
      throw Failure(
        .unwritable, "\(out) exists, and no run of quotient wrote it; --out names another file")
    }
    if let journal = resume.resume, SameFile.isOne(out, journal) {
      throw ValidationError("--out and --resume name the same file, \(out).")
    }
    let origin = RunOrigin(scenario: scenario, arguments: chosen.arguments)
    let prepared = try await RunInput(
      origin, trials: options.trials, seed: options.seed, threads: options.threads,
      keepsPeople: keep.people, isQuiet: quiet, isReported: false
    ).prepared
    let trials = prepared.compiled.scenario.trials
    let count = TrialBlock.count(ofTrials: trials)
    let asked = blocks?.range ?? 0..<count
    guard asked.upperBound <= count else {
      throw ValidationError(
        "--blocks: \(Counted(trials, "trial")) make"
          + " the \(Counted(count, "block").noun) \(BlockRange(0..<count)).")
    }
    let header = PartHeader(prepared, origin: origin, trials: trials, blocks: asked)
    let progress = ProgressLine(isShown: !quiet && StandardError.isTerminal)
    let part = try await resume.run(header, isQuiet: quiet) { journal in
      defer { progress.clear() }
      return try await Simulator.part(prepared, header, tasks: options.threads, journal: journal) {
        progress.show($0, of: $1)
      }
    }
    try await OutputFile(path: out, .bytes(pieces: { part.bytes })).write()
    if !quiet {
      let blocks = Counted(asked.count, "block").noun
      StandardError.write(
        "Wrote \(out): \(blocks) \(BlockRange(asked)) of \(BlockRange(0..<count))")
    }
  }
}
