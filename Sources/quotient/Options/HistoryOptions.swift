import ArgumentParser
import Formats
import History
import Language
import Reporting

/// How a file of the past is read, where its headings and words do not say.
struct HistoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A heading by what it holds, such as before=\"ARR up\"; repeatable.",
      valueName: "name=heading"
    ))
  var column: [String] = []

  @Option(
    help: ArgumentHelp(
      "What a word of the file means, such as Pending=open or Downsell=contraction; repeatable.",
      valueName: "word=meaning"))
  var value: [String] = []

  @Option(
    help: "What amounts are multiplied with to be a year's (default: 12 in a matrix of months).")
  var times: Double?

  @OptionGroup(title: "Reading of the file") var format: FormatOptions

  func validate() throws {
    _ = try Self.pairs(column, of: "--column")
    _ = try Self.pairs(value, of: "--value")
    if let times, !(times > 0) { throw ValidationError("--times is above 0; found \(times).") }
  }

  /// What the file was understood as.
  ///
  /// - Parameters:
  ///   - covariates: Headings of columns that may move a renewal.
  ///   - consequence: What is not done if the file is wrong.
  func read(
    _ path: String, covariates: [String] = [], consequence: String
  ) throws -> HistoryReading {
    var options = HistoryReader.Options()
    options.columns = try Self.pairs(column, of: "--column")
    options.words = try Self.pairs(value, of: "--value")
    options.times = times
    options.covariates = covariates
    let diagnostics = Diagnostics()
    let reading = HistoryReader(options).read(
      try TableFile(contentsOf: path), try format.answers(), diagnostics)
    try diagnostics.throwIfAny(consequence)
    guard let reading else { throw Failure(.badData, "\(path): nothing read") }
    return reading
  }

  /// The sides of `name=value`, split at the last sign: a heading may hold one, a name of ours not.
  private static func pairs(_ texts: [String], of option: String) throws -> [String: String] {
    var pairs: [String: String] = [:]
    for text in texts {
      let sign = option == "--value" ? text.lastIndex(of: "=") : text.firstIndex(of: "=")
      guard let sign else {
        throw ValidationError("\(option): found \(text); write it with a =, such as name=text.")
      }
      pairs[String(text[..<sign])] = String(text[text.index(after: sign)...])
    }
    return pairs
  }
}

/// What the amounts of a file are in.
struct CurrencyOption: ParsableArguments {
  @Option(help: "The ISO code of the file's amounts, for the workbook.")
  var currency = ""
}
