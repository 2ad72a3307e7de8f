import Formats
import Foundation
import History
import Language
import Testing

/// A history as a file's text.
enum HistoryFile {
  static func reading(
    _ text: String, _ answers: [String] = [],
    _ change: (inout HistoryReader.Options) -> Void = { _ in }
  ) throws -> HistoryReading {
    let diagnostics = Diagnostics()
    let reading = try read(text, answers, diagnostics, change)
    #expect(diagnostics.lines().isEmpty)
    return try #require(reading)
  }

  /// What reading reports.
  static func problems(
    _ text: String, _ answers: [String] = [],
    _ change: (inout HistoryReader.Options) -> Void = { _ in }
  ) throws -> [String] {
    let diagnostics = Diagnostics()
    let reading = try read(text, answers, diagnostics, change)
    #expect(reading == nil)
    return diagnostics.lines()
  }

  private static func read(
    _ text: String, _ stated: [String], _ diagnostics: Diagnostics,
    _ change: (inout HistoryReader.Options) -> Void
  ) throws -> HistoryReading? {
    var answers = StarterAnswers()
    for answer in stated { try answers.add(answer) }
    var options = HistoryReader.Options()
    change(&options)
    return HistoryReader(options).read(
      try TableFile(file: "past.csv", bytes: Array(text.utf8)), answers, diagnostics)
  }

  static func retention(of text: String) throws -> Retention {
    try #require(Retention(of: reading(text).past))
  }

  /// The folder of histories with known truths that `QUOTIENT_HISTORY_DATA` names; nil for none.
  static var data: URL? {
    ProcessInfo.processInfo.environment["QUOTIENT_HISTORY_DATA"].map { URL(filePath: $0) }
  }
}
