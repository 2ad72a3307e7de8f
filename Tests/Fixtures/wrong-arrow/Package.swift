// swift-tools-version: 6.2
import PackageDescription

// `Upper` imports `Lower`, which it reaches only through `Middle`: `Scripts/imports` must object.
let package = Package(
  name: "WrongArrow",
  targets: [
    .target(name: "Lower"),
    .target(name: "Middle", dependencies: ["Lower"]),
    .target(name: "Upper", dependencies: ["Middle"]),
  ]
)
