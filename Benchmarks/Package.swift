// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    // By path and by name: the folder of the checkout may be called anything.
    .package(name: "Quotient", path: ".."),
    // Without its default trait, which asks for jemalloc.
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "EngineTimes",
      dependencies: [.product(name: "QuotientEngine", package: "Quotient")],
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "VarianceGains",
      dependencies: [.product(name: "QuotientEngine", package: "Quotient")],
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "MeanErrors",
      dependencies: [.product(name: "QuotientEngine", package: "Quotient")],
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "RawWords",
      dependencies: [.product(name: "QuotientEngine", package: "Quotient")],
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "Operations",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "QuotientEngine", package: "Quotient"),
      ],
      path: "Benchmarks/Operations", swiftSettings: [.swiftLanguageMode(.v6)],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
