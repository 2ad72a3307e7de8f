public import Ownership

/// What is credited, to whom, and against which quota: the performance side of a measure.
///
/// Measures, gates, modifiers and the two sides of a payout matrix all look at performance through
/// this one value.
public struct Metric: Hashable, Sendable {
  /// A kind of credit and the share of it that counts.
  public struct Term: Hashable, Sendable {
    /// What is credited.
    public let kind: MeasureKind
    /// How much of it counts; 1 is all.
    public let share: Double

    public init(_ kind: MeasureKind, share: Double = 1) {
      self.kind = kind
      self.share = share
    }
  }

  /// Whose credit counts.
  public enum Scope: String, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    case individual
    /// Everybody of the person's team, also those on other plans.
    case team
    case company
  }

  /// The kinds that are added up; one, unless the plan says otherwise. Never empty.
  public let terms: [Term]
  /// Whose credit counts.
  public let of: Scope
  /// Only credit of these motions counts; nil counts all, also credit that names no motion.
  public let motions: Set<Motion>?
  /// Positive; nil where the person, or the simulation's quota rule, brings it.
  public let quota: Quota?

  /// - Throws: No kind, a kind twice, a share that is not positive, a ratio in a sum, an empty list
  ///   of motions, or a quota that is not positive or in the wrong unit.
  public init(
    _ terms: [Term], of: Scope = .individual, motions: Set<Motion>? = nil, quota: Quota? = nil
  ) throws(PlanProblems) {
    self.terms = terms
    self.of = of
    self.motions = motions
    self.quota = quota
    var problems = PlanProblems()
    problems.require(!terms.isEmpty, "measure", found: "nothing", expected: "a measure's name")
    problems.require(
      Set(terms.map(\.kind)).count == terms.count, "measure",
      found: terms.map(\.kind.rawValue).joined(separator: ", "), expected: "each kind once")
    for term in terms where !(term.share > 0 && term.share.isFinite) {
      problems.add(
        "measure.\(term.kind)", found: percent(term.share), expected: "a share above 0%")
    }
    if terms.count > 1, let ratio = terms.first(where: \.kind.isRatio) {
      problems.add(
        "measure", found: "\(ratio.kind) in a sum", expected: "a ratio alone: ratios do not add up")
    }
    problems.require(
      motions?.isEmpty != true, "motions", found: "none", expected: "at least one motion")
    if let quota {
      problems.require(
        quota.number > 0 && quota.number.isFinite, "quota", found: quota.description,
        expected: "a quota above 0")
      if terms.contains(where: \.kind.isRatio), !quota.isRate {
        problems.add("quota", found: quota.description, expected: "a share such as 90%")
      }
      if let kind = terms.first?.kind, kind.isMoney || kind.isCount, quota.isRate {
        problems.add(
          "quota", found: quota.description, expected: "an amount: \(kind) is not a ratio")
      }
    }
    try problems.throwIfAny()
  }

  /// One kind, all of it.
  public init(
    _ kind: MeasureKind, of: Scope = .individual, motions: Set<Motion>? = nil, quota: Quota? = nil
  ) throws(PlanProblems) {
    try self.init([Term(kind)], of: of, motions: motions, quota: quota)
  }

  /// The kinds' names, joined by `+`.
  public var name: String { terms.map(\.kind.rawValue).joined(separator: "+") }

  /// Whether credit of a motion, or of none, counts.
  public func counts(_ motion: Motion?) -> Bool {
    guard let motions else { return true }
    return motion.map(motions.contains) ?? false
  }

  /// Whether its latest value stands instead of a sum, and its quota is the same in every period.
  public var isRatio: Bool {
    terms.contains(where: \.kind.isRatio) || quota?.isRate == true
  }
}
