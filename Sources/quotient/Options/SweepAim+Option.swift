import Analysis
import ArgumentParser
import Formats
import Language
import Model

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
  /// Reads `cost <= 6.2m with 80%`, as `approve` of a scenario does.
  ///
  /// - Throws: `ValidationError`.
  fileprivate init(option text: String) throws {
    do throws(LiteralError) {
      let approval = try Approval(line: text)
      do throws(CriterionError) {
        try self.init(approval)
      } catch {
        throw error.literalError(of: approval)
      }
    } catch {
      throw ValidationError("--within", error)
    }
  }
}

extension CriterionError {
  /// What was found and expected, and the way out.
  func literalError(of approval: Approval) -> LiteralError {
    let (expected, hint): (String, String?) =
      switch self {
      case .unknownFigure(let name):
        (
          "a figure",
          nearestHint(to: name, among: Criterion.subjects)
        )
      case .certain: ("a chance between 0% and 100%", "write 99% for what must be all but certain")
      case .needsChance: ("a chance", "write `\(approval.description) with 80%`")
      case .hasChance:
        ("no chance: \(approval.subject) says it itself", "leave `with` out")
      case .needsRole: ("a role", "write \(approval.subject).csm, or another role after the point")
      case .takesNoRole: ("no role: a figure is of the whole book", "leave the role out")
      case .bound(.money): ("an amount such as 6.2m", nil)
      case .bound(.ratio): ("a percentage such as 103%", nil)
      case .bound(.count): ("a number of people", nil)
      }
    return LiteralError(found: approval.description, expected: expected, hint: hint)
  }
}

extension Figure {
  /// The figure of a name.
  ///
  /// - Throws: `ValidationError` with the nearest one.
  init(_ name: String, of option: String) throws {
    guard let figure = Figure.all.first(where: { $0.name == name }) else {
      throw ValidationError(option, no: "metric", name, among: Figure.all.map(\.name))
    }
    self = figure
  }
}
