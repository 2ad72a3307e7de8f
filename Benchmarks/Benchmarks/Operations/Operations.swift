import Benchmark
import Simulation
import Statistics

/// Single operations of the engine and of its summaries, each many times in one process.
let benchmarks = { @Sendable in
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock], scalingFactor: .kilo,
    maxDuration: .seconds(2))

  Benchmark("Philox: a block of four words") { benchmark in
    let philox = Philox(seed: 2026)
    for trial in benchmark.scaledIterations {
      blackHole(philox.words(at: SIMD4(UInt32(trial), 1, 2, 0)))
    }
  }

  Benchmark("Quantile table: a lognormal size") { benchmark in
    let table = QuantileTable(try .logNormal(mean: 0.2, cv: 0.8))
    benchmark.startMeasurement()
    for number in benchmark.scaledIterations {
      blackHole(table.value(at: (Float(number) + 0.5) / 1024))
    }
  }

  Benchmark("Five quantiles of 10,000 values", configuration: .init(scalingFactor: .one)) {
    benchmark in
    let values = column(10_000)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      var order = OrderStatistics(values)
      for p in [0.05, 0.1, 0.5, 0.9, 0.95] {
        blackHole(order.value(rank: OrderStatistics.rank(p, of: values.count)))
      }
    }
  }

  Benchmark("Moments of 10,000 values", configuration: .init(scalingFactor: .one)) { benchmark in
    let values = column(10_000)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(Moments(values).standardDeviation) }
  }
}

/// Values in no order.
@Sendable private func column(_ count: Int) -> [Double] {
  let philox = Philox(seed: 1)
  return (0..<count).map { Double(philox.words(at: SIMD4(UInt32($0), 0, 0, 0))[0]) }
}
