/// Facts that can hardly all be so: one of them is to be looked at again.
public struct Contradiction: Sendable {
  /// In the grammar of ``Condition``.
  public let when: String
  let condition: Condition
  /// What to ask oneself, a sentence without its question mark.
  public let question: String

  public static let all = [
    Contradiction(
      "human-work = substantial and services = not-needed",
      "human-work is substantial, yet services are not-needed: who does that work"),
    Contradiction(
      "no-sellers and seller-relationships",
      "there are no-sellers, yet seller-relationships: whose are they"),
    Contradiction(
      "products <= 1 and full-sales-cycle has cross-sell",
      "products leave nothing to cross-sell, yet full-sales-cycle names cross-sell: what is sold"),
    Contradiction(
      "friction-on-purpose and auto-renewal >= full-auto-renewal",
      "friction-on-purpose is chosen, yet nearly all contracts renew by themselves: which holds"),
  ]

  private init(_ when: String, _ question: String) {
    self.when = when
    condition = Condition(when)
    self.question = question
  }
}

extension Advisor {
  /// The contradictions in what is known of a segment.
  public func contradictions(in segment: String) -> [Contradiction] {
    Contradiction.all.filter { contradiction in
      if case .yes = contradiction.condition.truth(facts(of: segment), cuts) { true } else { false }
    }
  }
}
