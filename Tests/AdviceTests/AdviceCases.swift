import Advice
import Formats
import Foundation
import Language
import Model
import Ownership
import Testing

/// What a framework must answer, given some facts.
struct AdviceCase: Decodable {
  struct Expectation: Decodable {
    var segment: String?
    /// Nil for all motions together: then only ``asks`` counts, their union.
    var motion: String?
    var owner: String?
    var source: String?
    var silent: Bool?
    var asks: [String]?
    /// Codes that must be there, or with `not:` must not.
    var also: [String]?
  }

  let id: String
  let framework: String
  let expect: [Expectation]

  /// A case with its facts, whose values are of any kind.
  struct WithFacts {
    let advised: AdviceCase
    let company: Company
  }

  /// Reads a file of cases.
  static func read(_ url: URL) throws -> [WithFacts] {
    let data = try Data(contentsOf: url)
    let cases = try JSONDecoder().decode([AdviceCase].self, from: data)
    let raw = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    return try zip(cases, raw).map { advised, raw in
      let facts = try JSONSerialization.data(withJSONObject: try #require(raw["facts"]))
      let diagnostics = Diagnostics()
      let company = try CompanyReader.company(
        SourceText(file: advised.id, bytes: Array(facts)), diagnostics)
      return WithFacts(
        advised: advised,
        company: try #require(company, "\(advised.id): \(diagnostics.lines())"))
    }
  }
}

extension AdviceCase.WithFacts {
  /// What does not come out, in words.
  func failures() throws -> [String] {
    let framework = try #require(Framework.named(advised.framework))
    let advisor = Advisor(company)
    return try advised.expect.flatMap { expected -> [String] in
      let segment = expected.segment ?? "all"
      guard let name = expected.motion else {
        let asks = advisor.segments.flatMap { segment in
          Motion.allCases.flatMap {
            advisor.recommendation(framework, motion: $0, segment: segment).asks
          }
        }
        let names = Set(asks.map(\.name))
        return names == Set(expected.asks ?? []) ? [] : ["\(advised.id): asks \(names)"]
      }
      let motion = try #require(Motion(rawValue: name))
      let advice = advisor.recommendation(framework, motion: motion, segment: segment)
      let place = "\(advised.id) \(segment) \(name)"
      var failures: [String] = []
      let owner = expected.silent == true ? "silent" : expected.owner ?? "open"
      if advice.owner.word != owner {
        failures.append("\(place): \(advice.owner.word), not \(owner)")
      }
      if expected.owner != nil, advice.source?.rawValue != expected.source {
        failures.append("\(place): source \(advice.source?.rawValue ?? "-")")
      }
      if expected.owner == nil || expected.asks != nil {
        let asks = Set(advice.asks.map(\.name))
        if asks != Set(expected.asks ?? []) { failures.append("\(place): asks \(asks)") }
      }
      for code in expected.also ?? [] {
        let isForbidden = code.hasPrefix("not:")
        let code = isForbidden ? String(code.dropFirst(4)) : code
        if advice.codes.contains(code) == isForbidden {
          failures.append("\(place): \(isForbidden ? "has" : "lacks") \(code) in \(advice.codes)")
        }
      }
      return failures
    }
  }
}
