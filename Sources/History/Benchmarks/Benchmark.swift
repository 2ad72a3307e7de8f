/// What companies like this one report, with where it comes from, of which year, and how well it is
/// known.
///
/// Medians across companies: they say where a company stands, not how its accounts vary.
public struct Benchmark: Hashable, Sendable {
  public enum Figure: String, CaseIterable, Hashable, Sendable {
    case nrr = "NRR"
    case grr = "GRR"
  }

  /// How well a figure is known.
  public enum Grade: String, Hashable, Sendable {
    /// A survey of many companies whose method is published.
    case a = "A"
    /// A survey whose method is told in part.
    case b = "B"
  }

  public let figure: Figure
  /// A ratio; 1 is 100%.
  public let value: Double
  /// Mean annual contract value in USD, the upper end left out; nil for companies of any.
  public let contracts: Range<Double>?
  /// Who asked.
  public let source: String
  /// The year that the answers are of.
  public let year: Int
  public let grade: Grade

  /// How many years a benchmark holds.
  public static let lasting = 3

  /// Whether it is too old to be held against a year.
  public func isStale(in year: Int) -> Bool { year - self.year > Self.lasting }

  /// The benchmarks for companies with a mean contract, those of any left to the end.
  ///
  /// - Parameter contract: In USD a year.
  public static func all(_ figure: Figure, contract: Double) -> [Benchmark] {
    all.filter { $0.figure == figure && ($0.contracts?.contains(contract) ?? true) }
  }

  /// By contract size, then over all.
  ///
  /// - Reference: SaaS Capital, "B2B SaaS Retention Benchmarks" (2022 data); Benchmarkit, "SaaS
  ///   Performance Metrics" (2024 data).
  public static let all: [Benchmark] =
    bySize(.nrr, [1.00, 1.02, 1.03, 1.05, 1.07, 1.10])
    + bySize(.grr, [0.90, 0.90, 0.92, 0.93, 0.93, 0.93])
    + [
      Benchmark(
        figure: .nrr, value: 1.01, contracts: nil, source: "Benchmarkit", year: 2024, grade: .b),
      Benchmark(
        figure: .grr, value: 0.88, contracts: nil, source: "Benchmarkit", year: 2024, grade: .b),
    ]

  private static let ends = [0, 12_000, 25_000, 50_000, 100_000, 250_000, Double.infinity]

  private static func bySize(_ figure: Figure, _ values: [Double]) -> [Benchmark] {
    values.enumerated().map { index, value in
      Benchmark(
        figure: figure, value: value, contracts: ends[index]..<ends[index + 1],
        source: "SaaS Capital", year: 2022, grade: .a)
    }
  }
}
