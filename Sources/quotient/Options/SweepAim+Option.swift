import Analysis
import ArgumentParser
import Formats
import Language

extension SweepAim {
  /// Reads `max value` and what it has to keep to; nil where nothing is aimed at.
  ///
  /// - Throws: `ValidationError`, with the nearest name for an unknown figure.
  init?(option text: String?, within: [String]) throws {
    let criteria = try within.map { try Criterion(option: $0) }
    guard let text else { return nil }
    let words = text.split(separator: " ")
    guard words.count == 2, let maximises = ["max": true, "min": false][words[0]] else {
      throw ValidationError("--aim reads like 'max value' or 'min cost'; found '\(text)'.")
    }
    self.init(
      try Figure(String(words[1]), of: "--aim"), maximises: maximises, criteria: criteria)
  }
}

extension Criterion {
  /// Reads `cost <= 6.2m with 80%`, in the unit of the figure.
  ///
  /// - Throws: `ValidationError`.
  fileprivate init(option text: String) throws {
    let pattern =
      /\s*(?<figure>[a-z-]+)\s*(?<sign><=|>=)\s*(?<bound>\S+)\s+with\s+(?<chance>\S+)\s*/
    guard let match = text.wholeMatch(of: pattern) else {
      throw ValidationError("--within reads like 'cost <= 6.2m with 80%'; found '\(text)'.")
    }
    let figure = try Figure(String(match.figure), of: "--within")
    do throws(LiteralError) {
      self.init(
        figure, isMost: match.sign == "<=",
        bound: try figure.bound.value(String(match.bound)),
        chance: try Quantity.share.value(String(match.chance)))
    } catch {
      throw ValidationError("--within", error)
    }
  }
}

extension Figure {
  /// The figure of a name.
  ///
  /// - Throws: `ValidationError` with the nearest one.
  init(_ name: String, of option: String) throws {
    guard let figure = Figure.all.first(where: { $0.name == name }) else {
      let known = Figure.all.map(\.name)
      let hint =
        Suggestion.nearest(to: name, among: known).map { "did you mean \($0)?" }
        ?? "there is \(known.joined(separator: ", "))"
      throw ValidationError("\(option): no metric \(name); \(hint)")
    }
    self = figure
  }

  /// What a bound of the figure may be.
  fileprivate var bound: Quantity {
    switch unit {
    case .money: .money
    case .ratio: Quantity(.ratio, from: 0, to: 10)
    case .count: .positive
    }
  }
}
