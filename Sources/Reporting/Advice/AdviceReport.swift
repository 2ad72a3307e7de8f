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
  let advisor: Advisor
  let frameworks: [Framework]
  /// By framework, then segment, then motion.
  let recommendations: [Recommendation]
  /// The scenario that answers what it can; nil if there are only facts.
  let scenario: Scenario?

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
    var lines = scenario == nil ? [] : ["company:"]
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
  /// Who owns what today, by segment and motion; nil if there are only facts.
  var today: ((String, Motion) -> Assignment?)? {
    guard let scenario else { return nil }
    let owners = scenario.models[scenario.baseline].stages[0].rules.owners
    let tiers = Dictionary(
      uniqueKeysWithValues: scenario.book.segments.map { ($0.name, $0.tier) })
    return { segment, motion in
      tiers[segment].flatMap {
        owners.assignment(segment: segment, tier: $0, motion: motion)
      }
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
}
