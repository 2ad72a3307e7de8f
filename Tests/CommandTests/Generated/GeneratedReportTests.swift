import Foundation
import Testing

/// The example report of the repository is what the command writes.
@Suite struct GeneratedReportTests {
  private static let kept = Command.root.appending(path: "reports/example")

  /// Ten thousand trials take minutes without the optimiser.
  #if DEBUG
    private static let isOptimised = false
  #else
    private static let isOptimised = true
  #endif

  @Test(.enabled(if: isOptimised)) func exampleReportIsCurrent() throws {
    let command = try Command()
    defer { command.remove() }
    let scenario = Command.root.appending(path: "scenarios/account-manager-reorganisation.yaml")
    let result = try command(
      "compare", scenario.path, "--models", "full-stack,reviews", "--out", "example", "--quiet")
    #expect(result.status == 0, "\(result.errors)")
    let fresh = command.folder.appending(path: "example")
    let names = try Self.names(in: fresh)
    #expect(try Self.names(in: Self.kept) == names, "Scripts/example-report writes it anew")
    for name in names where ["json", "csv", "md"].contains((name as NSString).pathExtension) {
      let (old, new) = try (Self.text(name, in: Self.kept), Self.text(name, in: fresh))
      #expect(
        Self.isSame(old, new), "\(name) is out of date; Scripts/example-report writes it anew")
    }
  }

  @Test func toleratesOnlyLastDigits() {
    #expect(Self.isSame("a,1.0000000001\nb", "a,1.0\nb"))
    #expect(!Self.isSame("a,1.001", "a,1.0"))
    #expect(!Self.isSame("a,1.0", "b,1.0"))
    #expect(!Self.isSame("a,1.0", "a,1.0\n"))
    #expect(Self.isSame("| inputs | 0a |", "| inputs | 0b |"))
  }

  private static func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  private static func text(_ name: String, in folder: URL) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  /// Another kind of processor may compute other last digits, and so other inputs' fingerprints.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    let (a, b) = (lines(a), lines(b))
    return a.count == b.count
      && zip(a, b).allSatisfy { old, new in
        let (old, new) = (words(old), words(new))
        return old.count == new.count && zip(old, new).allSatisfy(isSameWord)
      }
  }

  private static func isSameWord(_ a: Substring, _ b: Substring) -> Bool {
    if a == b { return true }
    guard let a = Double(a), let b = Double(b) else { return false }
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b), 1e-3)
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains("inputs") }
  }

  private static func words(_ line: Substring) -> [Substring] {
    line.split(omittingEmptySubsequences: false) { " ,:[]".contains($0) }
  }
}
