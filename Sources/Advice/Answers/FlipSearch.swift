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

  /// Every change of one fact that changes the owner: numbers by their distance, then the rest.
  func flips(from owner: Recommendation.Owner) -> [Flip] {
    var flips: [Flip] = []
    for leaf in leaves { flips.add(changes(of: leaf).compactMap { flip($0, from: owner) }) }
    return flips.enumerated().sorted {
      let (a, b) = ($0.element.relativeDistance, $1.element.relativeDistance)
      return (a ?? .infinity, $0.offset) < (b ?? .infinity, $1.offset)
    }.map(\.element)
  }

  private struct Change {
    let fact: Fact
    let value: FactValue
    let text: String
    var distance: Double?
    var relative: Double?
    var cut: Cut?
  }

  private func flip(_ change: Change, from owner: Recommendation.Owner) -> Flip? {
    var facts = facts
    facts[change.fact] = StatedFact(change.value, from: "")
    let changed = TableReading(framework, motion, facts, cuts).owner
    guard changed != owner else { return nil }
    return Flip(
      fact: change.fact, change: change.text, owner: changed, distance: change.distance,
      relativeDistance: change.relative, cut: change.cut)
  }

  /// The changes of a comparison's fact that are tried.
  private func changes(of leaf: Condition) -> [Change] {
    guard let fact = leaf.fact else { return [] }
    let value = facts[fact]?.value
    switch (leaf, value) {
    case (.compares(_, let comparison, let bound), .number(let number)?):
      return [across(fact, number, comparison, bound)]
    case (.isOne, .word(let word)?):
      guard case .word(let words) = fact.values else { return [] }
      return words.filter { $0.name != word }.map {
        Change(fact: fact, value: .word($0.name), text: $0.name)
      }
    case (.holds, .boolean(let holds)?):
      return [Change(fact: fact, value: .boolean(!holds), text: holds ? "false" : "true")]
    case (.holds, nil) where fact.kind == .choice:
      return [Change(fact: fact, value: .boolean(true), text: "true")]
    case (.has(_, let motion), .motions(let motions)?):
      let isThere = motions.contains(motion)
      let others = isThere ? motions.filter { $0 != motion } : motions + [motion]
      return [
        Change(
          fact: fact, value: .motions(others), text: (isThere ? "-" : "+") + motion.rawValue)
      ]
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
      number < edge || (number == edge && comparison == .atMost)
      || (number == edge && comparison == .more)
    let isWhole = fact.values == .count
    let beyond =
      isWhole
      ? (isUpward ? edge.rounded(.down) + 1 : edge.rounded(.up) - 1)
      : (isUpward ? edge.nextUp : edge.nextDown)
    let target = isEdgeAcross ? edge : beyond
    let distance = abs((isWhole ? target : edge) - number)
    var change = Change(fact: fact, value: .number(target), text: Self.plain(edge))
    change.distance = distance
    change.relative = distance == 0 ? 0 : distance / abs(number)
    if case .cut(let cut) = bound { change.cut = cut }
    return change
  }

  /// A number in plain digits: `200000000`, `0.5`.
  private static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
  }
}
