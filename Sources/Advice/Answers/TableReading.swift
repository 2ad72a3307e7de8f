import Model
import Ownership

/// What a framework's table says of one motion, given the facts.
struct TableReading {
  let owner: Recommendation.Owner
  let source: Role?
  let asks: [Fact]
  let notes: [Note]
  /// The facts that decide between the rows, as far as they are known.
  let read: [Fact]
  /// The unknown rows before the first that holds, and that.
  let candidates: [(number: Int, rule: Rule)]

  init(_ framework: Framework, _ motion: Motion, _ facts: FactSheet, _ cuts: CutValues) {
    var candidates: [(number: Int, rule: Rule)] = []
    var missing: [[Fact]] = []
    var read: [Fact] = []
    rows: for (number, rule) in framework.rules(of: motion) {
      switch rule.condition.truth(facts, cuts) {
      case .no(let ground): read.add(ground)
      case .unknown(let facts):
        candidates.append((number, rule))
        missing.append(facts)
        read.add(rule.condition.leaves.compactMap(\.fact))
      case .yes(let ground):
        candidates.append((number, rule))
        missing.append([])
        read.add(ground)
        break rows
      }
    }
    let last = candidates[candidates.count - 1].rule
    precondition(missing.last == [], "\(framework.name) has no last row for \(motion.rawValue)")
    self.candidates = candidates
    self.read = read.filter { facts[$0] != nil }

    /// The missing facts of the candidates up to the last that differs from the sure one.
    func asks(_ differs: (Rule) -> Bool) -> [Fact] {
      guard let end = candidates.lastIndex(where: { differs($0.rule) }) else { return [] }
      var asks: [Fact] = []
      for facts in missing[...end] { asks.add(facts) }
      return asks
    }
    var open = asks { $0.owner != last.owner }
    var source: Role?
    if open.isEmpty {
      owner = last.owner.map { .role($0) } ?? .silent
      let sources = candidates.map { $0.rule.found(facts, cuts) }
      open = asks { $0.source != last.source || $0.unless != last.unless }
      for found in sources { open.add(found.missing) }
      if open.isEmpty { source = sources[sources.count - 1].source }
    } else {
      owner = .open
    }
    self.source = source
    self.asks = open
    notes =
      last.notes.filter { note in candidates.allSatisfy { $0.rule.notes.contains(note) } }
      + framework.notes.filter {
        guard $0.motions.contains(motion), case .yes = $0.condition.truth(facts, cuts) else {
          return false
        }
        return true
      }.map(\.note)
  }
}

extension Rule {
  /// Who finds the opportunities, or what decides it.
  fileprivate func found(
    _ facts: FactSheet, _ cuts: CutValues
  ) -> (source: Role?, missing: [Fact]) {
    switch unsourced?.truth(facts, cuts) {
    case .yes?: (nil, [])
    case .unknown(let missing)?: (nil, missing)
    case .no?, nil: (source, [])
    }
  }
}
