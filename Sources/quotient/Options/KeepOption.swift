import ArgumentParser

/// What is kept of every trial besides the report; it changes no figure.
struct KeepOption: ParsableArguments {
  enum Kept: String, CaseIterable, ExpressibleByArgument {
    case people
  }

  @Option(
    help: """
      Also keep the pay of every person in every trial: in a part, and as people-samples.csv beside \
      a report.
      """)
  var keep: Kept?

  var people: Bool { keep == .people }
}
