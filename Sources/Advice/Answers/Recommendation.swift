public import Model
public import Ownership

/// What a framework advises for a motion in a segment.
///
/// ```swift
/// let advisor = Advisor(company)
/// let advice = advisor.recommendation(.named("cure")!, motion: .renewal, segment: "smb")
/// if case .role(let role) = advice.owner { print(role, advice.reason) }
/// ```
public struct Recommendation: Sendable {
  /// Who should own the motion.
  public enum Owner: Hashable, Sendable {
    case role(Role)
    /// The source gives no advice.
    case silent
    /// It hangs on facts that are not known.
    case open

    /// The role's name, `silent` or `open`.
    public var word: String {
      switch self {
      case .role(let role): role.rawValue
      case .silent: "silent"
      case .open: "open"
      }
    }
  }

  public let framework: Framework
  /// `all` if no segments are told apart.
  public let segment: String
  public let motion: Motion
  public let owner: Owner
  /// The role that finds the opportunities; nil for none, or if it is not decided.
  public let source: Role?
  /// The numbers of the rows that may answer, from 1.
  public let rows: [Int]
  /// The facts that decide between the rows, as far as they are known.
  public let read: [Fact]
  /// The facts that would have to be known to decide the owner, or beside an owner the source.
  public let asks: [Fact]
  /// What the framework says beside the owner.
  public let notes: [Note]
  /// What would change the owner, the nearest first.
  public let flips: [Flip]

  public var role: Role? { if case .role(let role) = owner { role } else { nil } }

  /// The option of ownership that it belongs to, where the framework has such.
  public var option: Remark? {
    let options: [Remark] = [.allSales, .allCSM, .split]
    return options.first { notes.contains(.remark($0)) }
  }

  /// The roles that the source allows as well.
  public var alternatives: [Role] {
    notes.compactMap { if case .alternative(let role) = $0 { role } else { nil } }
  }

  /// Why, in a sentence without a full stop; of an open answer, what it hangs on. Where several rows
  /// may answer alike, none of their reasons is known to be the true one: all are said.
  public var reason: String {
    guard owner != .open else {
      return "hangs on \(asks.map(\.name).joined(separator: ", "))"
    }
    return each(\.reason).joined(separator: "; or ")
  }

  /// Where the source says so; empty where our reading alone says it.
  public var passage: String { each(\.passage).filter { !$0.isEmpty }.joined(separator: "; ") }

  /// What the rows that may answer say, each text once.
  private func each(_ text: (Rule) -> String) -> [String] {
    rows.reduce(into: []) { texts, row in
      let own = text(framework.rules[row - 1])
      if !texts.contains(own) { texts.append(own) }
    }
  }

  /// The codes of notes and flips, as programs read them.
  public var codes: [String] { notes.map(\.code) + flips.map(\.code) }
}

/// A change of one fact, all else fixed, after which another would own the motion.
public struct Flip: Hashable, Sendable {
  /// Where a fact would have to lie.
  public enum Target: Hashable, Sendable {
    /// A word, a truth, a list of motions, or the nearest count.
    case value(FactValue)
    case under(Double)
    case atMost(Double)
    case over(Double)
    case atLeast(Double)
  }

  public let fact: Fact
  public let target: Target
  /// The nearest value that is one.
  public let value: FactValue
  /// The cut, the value, or a motion with + or -, as in ``code``.
  public let change: String
  /// Who would own it: a role, `silent` or `open`.
  public let owner: Recommendation.Owner
  /// How far away, in the fact's unit; nil for what is no number.
  public let distance: Double?
  /// How far away, over the present value; nil for what is no number, infinite from 0.
  public let relativeDistance: Double?
  /// The cut that is crossed, if it is one of the tables'.
  public let cut: Cut?

  /// `flips:sales-cycle:90:account-executive`.
  public var code: String { "flips:\(fact.name):\(change):\(owner.word)" }
}
