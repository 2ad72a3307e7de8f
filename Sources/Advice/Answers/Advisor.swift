public import Model
public import Ownership

/// Reads the tables of the frameworks for a company.
///
/// Nothing is assumed: where a missing fact can change an answer, the answer is open and asks for
/// it; where it cannot, it is not asked for.
public struct Advisor: Sendable {
  public let company: Company
  /// The segments that the company tells apart; `all` alone if it tells none.
  public let segments: [String]
  private let sheets: [String: FactSheet]

  public init(_ company: Company) {
    self.company = company
    segments = company.segments.isEmpty ? ["all"] : company.segments.map(\.name)
    sheets = Dictionary(uniqueKeysWithValues: segments.map { ($0, company.facts(of: $0)) })
  }

  /// What is known of a segment.
  public func facts(of segment: String) -> FactSheet { sheets[segment] ?? company.common }

  /// The cuts in the company's currency.
  var cuts: CutValues { CutValues(perUSD: company.perUSD ?? 1) }

  /// What frameworks advise, by framework, then segment, then motion.
  public func recommendations(
    _ frameworks: [Framework] = Framework.all
  ) -> [Recommendation] {
    frameworks.flatMap { framework in
      segments.flatMap { segment in
        Motion.allCases.map { recommendation(framework, motion: $0, segment: segment) }
      }
    }
  }

  public func recommendation(
    _ framework: Framework, motion: Motion, segment: String
  ) -> Recommendation {
    let facts = facts(of: segment)
    let reading = TableReading(framework, motion, facts, cuts)
    let flips = FlipSearch(framework: framework, motion: motion, facts: facts, cuts: cuts)
    return Recommendation(
      framework: framework, segment: segment, motion: motion, owner: reading.owner,
      source: reading.source, rows: reading.rows, read: reading.read,
      asks: reading.asks,
      notes: reading.notes
        + flips.cutsThatDecide(reading.owner).map { .within($0) }
        + peers(framework, motion, facts, cuts),
      flips: flips.flips(from: reading.owner))
  }

  /// The survey stands beside the framework of its own source.
  private func peers(
    _ framework: Framework, _ motion: Motion, _ facts: FactSheet, _ cuts: CutValues
  ) -> [Note] {
    guard framework == .twoVectors, let meanARR = facts[.meanARR]?.value.number,
      let share = PeerSurvey.share(of: motion, meanARR: meanARR / cuts.perUSD)
    else { return [] }
    return [.peers(share)]
  }
}
