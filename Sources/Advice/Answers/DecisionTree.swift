import Model
import Ownership

/// Which row of a table answers, for whatever values the missing facts may have.
///
/// Facts are asked in one order throughout, and a question whose answers all lead to the same is left
/// out: a fact that is left can change the answer, and one that is not cannot.
///
/// - Reference: Bryant, "Graph-Based Algorithms for Boolean Function Manipulation" (1986): reduced
///   ordered diagrams.
indirect enum DecisionTree<Answer: Hashable>: Hashable {
  case answer(Answer)
  case split(Fact, [DecisionTree])

  /// The answers that can come out, each once.
  var answers: [Answer] {
    switch self {
    case .answer(let answer): return [answer]
    case .split(_, let branches):
      var answers: [Answer] = []
      for branch in branches { answers.add(branch.answers) }
      return answers
    }
  }

  /// The facts that can change the answer, each once.
  var facts: [Fact] {
    guard case .split(let fact, let branches) = self else { return [] }
    var facts = [fact]
    for branch in branches { facts.add(branch.facts) }
    return facts
  }

  /// The tree of what the answers come to.
  func map<Other: Hashable>(_ transform: (Answer) -> Other) -> DecisionTree<Other> {
    switch self {
    case .answer(let answer): .answer(transform(answer))
    case .split(let fact, let branches): .asking(fact, branches.map { $0.map(transform) })
    }
  }

  /// A question, left out if all its answers lead to the same.
  fileprivate static func asking(_ fact: Fact, _ branches: [DecisionTree]) -> DecisionTree {
    branches.allSatisfy { $0 == branches[0] } ? branches[0] : .split(fact, branches)
  }
}

extension DecisionTree where Answer == Int {
  /// The number of the row that answers.
  ///
  /// - Precondition: The last row always holds.
  init(_ rows: [(number: Int, rule: Rule)], _ facts: FactSheet, _ cuts: CutValues) {
    self = DecidingRows(rows, cuts).tree(facts)
  }
}

private struct DecidingRows {
  let rows: [(number: Int, rule: Rule)]
  let cuts: CutValues
  /// Every comparison of the rows.
  let leaves: [Condition]
  /// The facts they read, in the order in which they are asked.
  let facts: [Fact]

  init(_ rows: [(number: Int, rule: Rule)], _ cuts: CutValues) {
    self.rows = rows
    self.cuts = cuts
    leaves = rows.flatMap { $0.rule.condition.leaves }
    var facts: [Fact] = []
    facts.add(leaves.compactMap(\.fact))
    self.facts = facts
  }

  func tree(_ known: FactSheet) -> DecisionTree<Int> {
    var missing: [Fact] = []
    for (number, rule) in rows {
      switch rule.condition.truth(known, cuts) {
      case .no: continue
      case .unknown(let facts): missing.add(facts)
      case .yes:
        guard let fact = facts.first(where: missing.contains) else { return .answer(number) }
        return .asking(
          fact,
          cases(of: fact).map { value in
            var sheet = known
            sheet[fact] = StatedFact(value, from: "")
            return tree(sheet)
          })
      }
    }
    preconditionFailure("a table without a last row")
  }

  /// A value of each kind that the comparisons tell apart.
  private func cases(of fact: Fact) -> [FactValue] {
    let own = leaves.filter { $0.fact == fact }
    var (kinds, cases): ([[Bool]], [FactValue]) = ([], [])
    for value in values(of: fact, comparedBy: own) {
      var sheet = FactSheet()
      sheet[fact] = StatedFact(value, from: "")
      let kind = own.map { leaf in
        if case .yes = leaf.truth(sheet, cuts) { true } else { false }
      }
      guard !kinds.contains(kind) else { continue }
      kinds.append(kind)
      cases.append(value)
    }
    return cases
  }

  private func values(of fact: Fact, comparedBy leaves: [Condition]) -> [FactValue] {
    switch fact.values {
    case .boolean: return [.boolean(true), .boolean(false)]
    case .word(let words): return words.map { .word($0.name) }
    case .motions:
      return leaves.reduce(into: [[Motion]()]) { lists, leaf in
        guard case .has(_, let motion) = leaf else { return }
        lists += lists.map { $0 + [motion] }
      }.map { .motions($0) }
    case .count, .money, .share, .days, .hours:
      return leaves.flatMap { leaf -> [Double] in
        guard case .compares(_, _, let bound) = leaf else { return [] }
        let edge = cuts[bound]
        return fact.values == .count
          ? [edge.rounded(.up) - 1, edge.rounded(.down), edge.rounded(.down) + 1]
          : [edge.nextDown, edge, edge.nextUp]
      }.filter { $0 >= 0 }.map { .number($0) }
    }
  }
}
