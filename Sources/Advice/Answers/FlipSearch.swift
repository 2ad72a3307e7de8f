import Model
import Ownership

/// Changes one fact or cut at a time and looks who would own a motion then.
struct FlipSearch {
  let framework: Framework
  let motion: Motion
  let facts: FactSheet
  let cuts: CutValues

  /// The comparisons of the rows that name the motion, named conditions unfolded.
  private var leaves: [Condition] {
    framework.rules(of: motion).flatMap { $0.rule.condition.leaves }
  }

  /// The cuts of the motion's rows at which, within their range, the owner is another.
  func cutsThatDecide(_ owner: Recommendation.Owner) -> [Cut] {
    var found: [Cut] = []
    for case .compares(_, _, .cut(let cut)) in leaves where !found.contains(cut) {
      guard let range = cut.range else { continue }
      let isDecisive = [range.lowerBound, range.upperBound].contains { end in
        TableReading(framework, motion, facts, cuts.moving(cut, to: end)).owner != owner
      }
      if isDecisive { found.append(cut) }
    }
    return found
  }

  /// Every change of one fact that changes the owner, the nearest first.
  func flips(from owner: Recommendation.Owner) -> [Flip] {
    var changes: [Change] = []
    for leaf in leaves { changes.add(self.changes(of: leaf)) }
    return changes.enumerated().sorted { a, b in
      (a.element.rank, a.element.relative ?? 0, a.offset)
        < (b.element.rank, b.element.relative ?? 0, b.offset)
    }.compactMap { flip($0.element, from: owner) }
  }

  private struct Change: Equatable {
    let fact: Fact
    let value: FactValue
    let target: Flip.Target
    let text: String
    var distance: Double?
    var relative: Double?
    var cut: Cut?
    /// A number that need not double or halve comes first, then a switch of anything else, then a
    /// number that is farther.
    var rank = 1

    /// Another word, truth or list.
    init(_ fact: Fact, _ value: FactValue, _ text: String) {
      (self.fact, self.value, self.text) = (fact, value, text)
      target = .value(value)
    }

    /// Another number.
    init(_ fact: Fact, _ number: Double, to value: Double, _ target: Flip.Target, edge: Double) {
      (self.fact, self.value, self.target) = (fact, .number(value), target)
      text = FlipSearch.plain(edge)
      let distance = abs((fact.values == .count ? value : edge) - number)
      self.distance = distance
      relative = distance == 0 ? 0 : distance / abs(number)
      rank = 2 * min(number, value) >= max(number, value) ? 0 : 2
    }
  }

  private func flip(_ change: Change, from owner: Recommendation.Owner) -> Flip? {
    var facts = facts
    facts[change.fact] = StatedFact(change.value, from: "")
    let changed = TableReading(framework, motion, facts, cuts).owner
    guard changed != owner else { return nil }
    return Flip(
      fact: change.fact, target: change.target, value: change.value, change: change.text,
      owner: changed, distance: change.distance, relativeDistance: change.relative,
      cut: change.cut)
  }

  /// The changes of a comparison's fact that are tried.
  private func changes(of leaf: Condition) -> [Change] {
    guard let fact = leaf.fact else { return [] }
    let value = facts[fact]?.value
    guard value != nil || fact.kind == .choice else { return [] }
    switch leaf {
    case .compares(_, let comparison, let bound):
      return (value?.number).map { [across(fact, $0, comparison, bound)] } ?? []
    case .isOne:
      guard case .word(let words) = fact.values else { return [] }
      return words.filter { $0.name != value?.word }.map {
        Change(fact, .word($0.name), $0.name)
      }
    case .holds:
      // A choice that is not stated is not so.
      let holds = value?.boolean ?? false
      return [Change(fact, .boolean(!holds), holds ? "false" : "true")]
    case .has(_, let motion):
      let motions = value?.motions ?? []
      let isThere = motions.contains(motion)
      let others = isThere ? motions.filter { $0 != motion } : motions + [motion]
      return [Change(fact, .motions(others), (isThere ? "-" : "+") + motion.rawValue)]
    default: return []
    }
  }

  /// The number put just across what it is compared with.
  private func across(
    _ fact: Fact, _ number: Double, _ comparison: Condition.Comparison, _ bound: Condition.Bound
  ) -> Change {
    let edge = cuts[bound]
    let holds = comparison.holds(number, edge)
    // The edge itself is on one side of the cut; of the other side it is the nearest number.
    let isEdgeAcross = comparison.holds(edge, edge) != holds
    let isUpward =
      number < edge || (number == edge && (comparison == .atMost || comparison == .more))
    let isWhole = fact.values == .count
    let beyond =
      isWhole
      ? (isUpward ? edge.rounded(.down) + 1 : edge.rounded(.up) - 1)
      : (isUpward ? edge.nextUp : edge.nextDown)
    let value = isEdgeAcross ? edge : beyond
    let target: Flip.Target =
      switch (isWhole, isUpward, isEdgeAcross) {
      case (true, _, _): .value(.number(value))
      case (_, true, true): .atLeast(edge)
      case (_, true, false): .over(edge)
      case (_, false, true): .atMost(edge)
      case (_, false, false): .under(edge)
      }
    var change = Change(fact, number, to: value, target, edge: edge)
    if case .cut(let cut) = bound { change.cut = cut }
    return change
  }

  /// A number in plain digits: `200000000`, `0.5`.
  fileprivate static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
  }
}
