import Advice
import Foundation
import Model
import Ownership
import Testing

@Suite struct FrameworkTests {
  private static let fixtures = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/advice")

  /// The repository's cases, and those of `QUOTIENT_ADVICE_CASES` where it names a file.
  private static var files: [URL] {
    let named = ProcessInfo.processInfo.environment["QUOTIENT_ADVICE_CASES"]
    return [fixtures.appending(path: "cases.json")] + (named.map { [URL(filePath: $0)] } ?? [])
  }

  @Test func casesComeOutAsTheSourcesSay() throws {
    for file in Self.files {
      let cases = try AdviceCase.read(file)
      #expect(!cases.isEmpty)
      for advised in cases {
        let failures = try advised.failures()
        #expect(failures.isEmpty, "\(failures)")
      }
    }
  }

  @Test(arguments: Framework.all)
  func everyMotionHasALastRow(_ framework: Framework) {
    for motion in Motion.allCases {
      let rows = framework.rules.filter { $0.motions.contains(motion) }
      #expect(rows.last?.when == "otherwise", "\(framework.name) \(motion.rawValue)")
    }
  }

  @Test(arguments: Framework.all)
  func everyRowPointsIntoItsSource(_ framework: Framework) {
    for rule in framework.rules where rule.owner != nil {
      #expect(!rule.passage.isEmpty, "\(framework.name): \(rule.when)")
    }
  }

  /// Without facts nothing is guessed: whatever has an owner has it in every row.
  @Test func nothingKnownGuessesNothing() {
    let advisor = Advisor(Company())
    for advice in advisor.recommendations() {
      let rows = advice.framework.rules.filter { $0.motions.contains(advice.motion) }
      guard let role = advice.role, advice.rows.count > 1 else { continue }
      let candidates = advice.rows.map { advice.framework.rules[$0 - 1].owner }
      #expect(candidates.allSatisfy { $0 == role }, "\(advice.framework.name) \(rows.count)")
      #expect(advice.flips.allSatisfy { $0.fact.kind == .choice })
    }
  }

  /// A flip's change, made, brings the owner that it promises.
  @Test func flipsComeTrue() throws {
    for file in Self.files {
      for advised in try AdviceCase.read(file) {
        let framework = try #require(Framework.named(advised.advised.framework))
        let advisor = Advisor(advised.company)
        for segment in advisor.segments {
          for motion in Motion.allCases {
            let advice = advisor.recommendation(framework, motion: motion, segment: segment)
            for flip in advice.flips {
              guard let word = flip.word(in: advisor.facts(of: segment)) else { continue }
              var company = Company()
              company.common = advisor.facts(of: segment)
              company.common[flip.fact] = StatedFact(word, from: "")
              let changed = Advisor(company).recommendation(
                framework, motion: motion, segment: "all")
              #expect(changed.owner == flip.owner, "\(advised.advised.id) \(flip.code)")
            }
          }
        }
      }
    }
  }

  /// Amounts of the sources are dollars: a company that counts in cents is advised the same.
  @Test func cutsFollowTheCurrency() throws {
    for advised in try AdviceCase.read(Self.files[0]) {
      let framework = try #require(Framework.named(advised.advised.framework))
      let advisor = Advisor(advised.company)
      let inCents = Advisor(advised.company.inCents)
      for segment in advisor.segments {
        for motion in Motion.allCases {
          let a = advisor.recommendation(framework, motion: motion, segment: segment)
          let b = inCents.recommendation(framework, motion: motion, segment: segment)
          #expect(a.owner == b.owner && a.asks == b.asks && a.notes == b.notes)
        }
      }
    }
  }
}

extension Flip {
  /// The changed value, if it is no number.
  fileprivate func word(in facts: FactSheet) -> FactValue? {
    switch fact.values {
    case .boolean: .boolean(change == "true")
    case .word: .word(change)
    case .motions:
      Motion(rawValue: String(change.dropFirst())).map { motion in
        let motions = facts[fact]?.value.motions ?? []
        return .motions(
          change.first == "+" ? motions + [motion] : motions.filter { $0 != motion })
      }
    default: nil
    }
  }
}

extension Company {
  fileprivate var inCents: Company {
    var company = self
    company.perUSD = 100
    company.common = common.inCents
    for index in segments.indices { company.segments[index].facts = segments[index].facts.inCents }
    return company
  }
}

extension FactSheet {
  fileprivate var inCents: FactSheet {
    var sheet = self
    for fact in known where fact.values == .money {
      sheet[fact] = sheet[fact]!.value.number.map { StatedFact(.number($0 * 100), from: "") }
    }
    return sheet
  }
}
