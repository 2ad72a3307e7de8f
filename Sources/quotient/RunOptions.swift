import ArgumentParser

/// How many trials are simulated, on which luck, by how many threads.
struct RunOptions: ParsableArguments {
  @Option(help: "Trials instead of the scenario's.")
  var trials: Int?

  @Option(help: "Seed instead of the scenario's: other luck.")
  var seed: UInt64?

  @Option(help: "How many threads simulate (default: one a core); never changes a result.")
  var threads: Int?

  func validate() throws {
    if let trials, !(1...10_000_000).contains(trials) {
      throw ValidationError("--trials is 1 to 10000000; found \(trials).")
    }
    // A report writes it as a number, which has 53 bits.
    if let seed, seed > 1 << 53 {
      throw ValidationError("--seed is 0 to \(UInt64(1) << 53); found \(seed).")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads is 1 to 1024; found \(threads).")
    }
  }
}
