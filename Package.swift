// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A module of our own and its tests. `dependencies` is the whole list of what it may import:
/// `Scripts/test` compares it with the imports of the sources.
func module(
  _ name: String, _ dependencies: [Target.Dependency], linkerSettings: [LinkerSetting] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, swiftSettings: settings, linkerSettings: linkerSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name + "Tests", dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "Quotient",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "quotient", targets: ["quotient"]),
    // For Benchmarks, a package of its own.
    .library(
      name: "QuotientEngine",
      targets: ["Model", "Formats", "Language", "Statistics", "Simulation", "Analysis"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    // What serves the studio; the last three are Hummingbird's own.
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CGSL", pkgConfig: "gsl",
      providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
    .systemLibrary(
      name: "CMinizip", pkgConfig: "minizip",
      providers: [.apt(["libminizip-dev"]), .brew(["minizip"])]),
    .systemLibrary(
      name: "CExpat", pkgConfig: "expat",
      providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
    .systemLibrary(
      name: "CUchardet", pkgConfig: "uchardet",
      providers: [.apt(["libuchardet-dev"]), .brew(["uchardet"])]),
    // Read with vectors of each class of instructions; see Sources/CAccountLoop/include.
    .target(name: "CAccountLoop"),
    module("Units", []),
    module(
      "Formats",
      [
        "CXLSXWriter", "CMinizip", "CExpat", "CUchardet", "Units",
        .product(name: "Yams", package: "Yams"),
      ], linkerSettings: [.linkedLibrary("iconv", .when(platforms: [.macOS]))]),
    module("Statistics", ["CGSL", "Units"]),
    module("Ownership", ["Units"]),
    module("Plans", ["Units", "Ownership"]),
    module("Statements", ["Units", "Ownership", "Plans"]),
    module("Model", ["Units", "Statistics", "Ownership", "Plans"]),
    module(
      "Simulation",
      [
        "CAccountLoop", "Units", "Statistics", "Ownership", "Plans", "Model",
        .product(name: "HeapModule", package: "swift-collections"),
      ]),
    module("Advice", ["Units", "Statistics", "Ownership", "Model"]),
    module("History", ["Units", "Statistics"]),
    module(
      "Language",
      [
        "Units", "Formats", "Statistics", "Ownership", "Plans", "Statements", "Model", "Advice",
        "History",
      ]),
    module(
      "Analysis",
      [
        "Units", "Statistics", "Ownership", "Plans", "Model", "Simulation", "Advice",
      ]),
    module(
      "Reporting",
      [
        "Units", "Formats", "Statistics", "Ownership", "Plans", "Statements", "Model", "Advice",
        "Simulation", "Analysis", "History",
      ]),
    module(
      "Studio",
      [
        "Units", "Formats", "Ownership", "Model", "Language", "Simulation", "Analysis",
        "Reporting",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
    .executableTarget(
      name: "quotient",
      dependencies: [
        "Units", "Formats", "Statistics", "Ownership", "Plans", "Statements", "Model",
        "Advice", "Language", "Simulation", "Analysis", "History", "Reporting",
        "Studio", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
    tests("Units", ["Units"]),
    tests("Formats", ["Formats", "Units", "TestSupport"]),
    tests("Statistics", ["Statistics", "CGSL", "Units"]),
    tests("Ownership", ["Ownership", "Units"]),
    tests("Plans", ["Plans", "Ownership", "Units"]),
    tests("Statements", ["Statements", "Plans", "Ownership", "Units", "TestSupport"]),
    tests(
      "Language",
      [
        "Language", "Formats", "Plans", "Statements", "Ownership", "Model", "Statistics", "Units",
        "TestSupport",
      ]),
    tests(
      "Command",
      ["quotient", "Advice", "Formats", "Language", "Model", "Ownership", "Plans"]),
    tests(
      "Studio",
      [
        "Studio", "Formats", "Language", "Model", "Simulation", "Analysis", "Reporting",
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ]),
    tests("History", ["History", "Formats", "Language", "Statistics", "Units"]),
    tests("Advice", ["Advice", "Formats", "Language", "Model", "Ownership"]),
    tests(
      "Model",
      ["Units", "Formats", "Statistics", "Ownership", "Model", "Language", "Simulation"]),
    .target(
      name: "TestSupport",
      dependencies: [
        "Units", "Statistics", "Ownership", "Plans", "Model",
      ],
      path: "Tests/TestSupport", swiftSettings: settings),
    tests(
      "Simulation",
      [
        "CAccountLoop", "CGSL", "Units", "Statistics", "Ownership", "Plans", "Statements", "Model",
        "Simulation", "TestSupport",
      ]),
    tests(
      "Analysis",
      [
        "Units", "Statistics", "Ownership", "Plans", "Model", "Simulation",
        "Analysis", "TestSupport",
      ]),
    tests(
      "Reporting",
      [
        "Units", "Statistics", "Ownership", "Plans", "Statements", "Model", "Simulation",
        "Advice", "Analysis", "Reporting", "Formats", "Language", "TestSupport",
      ]),
  ]
)
