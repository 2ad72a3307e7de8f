public import Advice
import Formats
public import Model
import Ownership

/// What the frameworks advise a company, for every form in which it is shown.
///
/// ```swift
/// let report = AdviceReport(Advisor(scenario.facts), name: scenario.name)
/// print(AdviceText(report).lines().joined(separator: "\n"))
/// ```
public struct AdviceReport: Sendable {
  let name: String
  public let advisor: Advisor
  let frameworks: [Framework]
  /// By framework, then segment, then motion.
  let recommendations: [Recommendation]
  /// The scenario that answers what it can; nil if there are only facts.
  public let scenario: Scenario?

  /// - Parameter framework: The only one that is asked; nil for all.
  public init(
    _ advisor: Advisor, name: String, scenario: Scenario? = nil, framework: Framework? = nil
  ) {
    self.name = name
    self.advisor = advisor
    self.scenario = scenario
    frameworks = framework.map { [$0] } ?? Framework.all
    recommendations = advisor.recommendations(frameworks)
  }

  /// The advice of a framework for a motion in a segment.
  func recommendation(
    _ framework: Framework, _ motion: Motion, _ segment: String
  ) -> Recommendation {
    recommendations.first {
      $0.framework == framework && $0.motion == motion && $0.segment == segment
    }!
  }

  // MARK: - Questions

  /// The facts that are asked for, with the segments that need them.
  private var questions: [(fact: Fact, segments: [String])] {
    Fact.all.compactMap { fact in
      let segments = advisor.segments.filter { segment in
        recommendations.contains { $0.segment == segment && $0.asks.contains(fact) }
      }
      return segments.isEmpty ? nil : (fact, segments)
    }
  }

  /// Whether the scenario has a `company` to which the answers belong.
  private var hasCompany: Bool { scenario.map { !$0.company.isEmpty } ?? false }

  /// Where ``questionLines`` are pasted, in words.
  var questionsBelongTo: String {
    scenario == nil ? "the facts" : hasCompany ? "`company` in the scenario" : "the scenario"
  }

  /// The names of the facts that are asked for.
  var asks: [Fact] { questions.map(\.fact) }

  /// The missing facts as YAML to fill in, each explained once; empty if nothing is asked.
  ///
  /// What is asked of every segment stands above them: what differs can be stated under each.
  var questionLines: [String] {
    let (questions, gap) = (self.questions, scenario == nil ? "" : "  ")
    guard !questions.isEmpty else { return [] }
    let ofAll = questions.filter {
      $0.fact.scope == .company || $0.segments == advisor.segments
    }.map(\.fact)
    var lines = hasCompany || scenario == nil ? [] : ["company:"]
    lines += ofAll.map { gap + FactText.question($0) }
    var explained = Set(ofAll)
    for segment in advisor.segments {
      let own = questions.filter { !ofAll.contains($0.fact) && $0.segments.contains(segment) }
        .map(\.fact)
      guard !own.isEmpty else { continue }
      // The first of them explains something new.
      if explained.count == ofAll.count { lines.append(gap + "segments:") }
      lines.append(gap + "  " + DocumentWriter.key(segment) + ":")
      lines += own.map { fact in
        gap + "    "
          + (explained.insert(fact).inserted ? FactText.question(fact) : "\(fact.name):")
      }
    }
    return lines
  }

  /// Every fact as YAML to fill in, for whoever has no book yet.
  public static let questionnaire: String = {
    func lines(_ title: String, _ kind: Fact.Kind) -> [String] {
      ["", "# \(title)"]
        + Fact.all.filter { $0.kind == kind }.map { "# " + FactText.question($0) }
    }
    let head = [
      "# Facts for `quotient advise --facts FILE`. Take the `# ` off a line and write a value behind",
      "# the colon; what stays a comment is not known, and is asked for where it matters.",
      "# What differs from segment to segment goes under its name:",
      "#   segments:", "#     smb: {mean-arr: 12k, negotiation: little}",
      "#     enterprise: {mean-arr: 160k, negotiation: strategic}",
      "# per-usd:  # number: units of your currency in a US dollar, where it is another",
    ]
    return
      (head + lines("Of the customers", .book)
      + lines("Of renewals and growth, as they are today", .scenario)
      + lines("Of the company", .asked)
      + lines("Events and decisions: not so where not said", .choice))
      .joined(separator: "\n") + "\n"
  }()
}

extension AdviceReport {
  /// Who owns what today; nil if there are only facts.
  var today: OwnerGrid? {
    scenario.map {
      OwnerGrid($0.models[$0.baseline].stages[0].rules.owners, segments: $0.book.segments)
    }
  }

  /// What to know besides.
  var warnings: [String] {
    var warnings: [String] = []
    if let currency = scenario?.currency, currency != "USD", !currency.isEmpty,
      advisor.company.perUSD == nil
    {
      warnings.append(
        "the sources' amounts are US dollars and are read as \(currency);"
          + " company.per-usd states the rate")
    }
    return warnings
  }

  /// What is stated and can hardly all be so, as questions.
  var contradictions: [String] {
    Contradiction.all.compactMap { contradiction in
      let segments = advisor.segments.filter { segment in
        advisor.contradictions(in: segment).contains { $0.when == contradiction.when }
      }
      guard !segments.isEmpty else { return nil }
      let place = segments == advisor.segments ? "" : segments.joined(separator: ", ") + ": "
      return place + contradiction.question + "?"
    }
  }

  // MARK: - Agreement

  /// How often each pair of frameworks names the same owner; empty for a single framework.
  var agreement: [Agreement] { Agreement.pairs(of: recommendations) }

  /// The share of companies whose account executive leads or takes part, at contracts of the
  /// segment's size; nil for motions that were not asked about, or if the size is not known.
  func peers(_ motion: Motion, _ segment: String) -> String? {
    advisor.facts(of: segment)[.meanARR]?.value.number.flatMap {
      PeerSurvey.share(of: motion, meanARR: $0 / (advisor.company.perUSD ?? 1))
    }
  }

  // MARK: - Warnings of the sources

  /// What a division of the work makes the sources warn of, with the segments.
  struct Caution: Sendable {
    /// A framework, or the name of a model.
    let subject: String
    let warning: OwnershipWarning
    let segments: [String]
  }

  /// Of the owners of today, of the scenario's other models, and of each framework.
  var cautions: [Caution] {
    var subjects: [(name: String, isWhole: Bool, owners: (OwnerCell) -> Role?, byClause: Bool)] = []
    if let scenario {
      for model in scenario.models where !model.isScheduled {
        let rules = model.stages[0].rules
        let grid = OwnerGrid(rules.owners, segments: scenario.book.segments)
        subjects.append((model.name, true, { grid[$0]?.owner }, rules.autoRenewal))
      }
    }
    for framework in frameworks {
      let answers = Dictionary(
        uniqueKeysWithValues: recommendations.filter { $0.framework == framework }
          .map { ($0.cell, $0) })
      let renewsByHand = answers.values.contains { $0.notes.contains(.remark(.noAutoRenewal)) }
      subjects.append((framework.name, false, { answers[$0]?.role }, !renewsByHand))
    }
    return subjects.flatMap { name, isWhole, owners, byClause in
      let bySegment = advisor.segments.map { segment in
        let roles = Dictionary(
          uniqueKeysWithValues: Motion.allCases.compactMap { motion in
            owners(OwnerCell(segment: segment, motion: motion)).map { (motion, $0) }
          })
        return (
          segment,
          OwnershipWarning.warnings(
            roles,
            // A model names everybody; where a framework is silent or open, nothing is said.
            undecided: isWhole ? [] : Set(Motion.allCases.filter { roles[$0] == nil }),
            stage: advisor.facts(of: segment)[.stage]?.value.word, renewsByClause: byClause)
        )
      }
      return OwnershipWarning.allCases.compactMap { warning in
        let segments = bySegment.filter { $0.1.contains(warning) }.map(\.0)
        return segments.isEmpty
          ? nil : Caution(subject: name, warning: warning, segments: segments)
      }
    }
  }
}
