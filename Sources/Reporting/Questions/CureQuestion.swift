import Advice
import Analysis
import Formats
import Model
import Ownership
import Units

/// Where does the CURE tree lead us?
///
/// - Reference: "CURE: who owns the customer"; drawn from its text, as the source's picture is not
///   in it.
enum CureQuestion: Question {
  static func answer(_ comparison: Comparison) -> Answer {
    let scenario = comparison.scenario
    let advisor = Advisor(scenario.facts)
    let paths = scenario.book.segments.enumerated().filter { $1.accounts > 0 }.map {
      CurePath(segment: $1, index: $0, advisor)
    }
    return Answer(
      id: "cure", question: "Where does the CURE tree lead?",
      sentence: "\(paths.map(\.sentence).listed()).",
      exhibit: Exhibit(
        legend: paths.map {
          .init(swatch: .area, tone: .series($0.index), text: "\(name: $0.segment.name)")
        },
        picture: .chart(CureTree(paths).chart),
        note: """
          Drawn from the text of "CURE: who owns the customer", not the source's own picture. Yes \
          leads to the right, no down. A segment's line is as thick as its ARR, and ends with a \
          question mark at the first question whose fact is missing. AM is the account manager; beside \
          a renewal manager growth stays open.
          """))
  }
}

/// A question of the CURE tree, with what its answers lead to.
struct CureNode: Sendable {
  enum Target: Hashable, Sendable {
    case node(Int)
    /// What the tree advises: a role or two.
    case leaf(String)
  }

  let letter: String
  let question: String
  /// In the grammar of the tables.
  let when: String
  let yes: Target
  let no: Target
  /// How far to the right it stands: 0, or 1 for what a yes leads to.
  let column: Double

  /// From the top. The conditions are those of the framework's rows, a step each.
  static let all: [CureNode] = [
    CureNode(
      letter: "R", question: "early stage?", when: "stage = early", yes: .node(1), no: .node(3),
      column: 0),
    CureNode(
      letter: "R", question: "sellers still close to customers?", when: "seller-relationships",
      yes: .leaf("new-logo-seller"), no: .node(2), column: 1),
    CureNode(
      letter: "R", question: "team lean?", when: "cs-stage = early", yes: .leaf("csm"),
      no: .node(3), column: 1),
    CureNode(
      letter: "E", question: "several stakeholders, visits?", when: "enterprise", yes: .node(4),
      no: .node(5), column: 0),
    CureNode(
      letter: "E", question: "at risk, or a new buyer?",
      when: "churn-risk or new-economic-buyer", yes: .leaf("new-logo-seller + AM"),
      no: .leaf("account-manager"), column: 1),
    CureNode(
      letter: "U", question: "suite of 3, or bespoke prices?", when: "rich-offer",
      yes: .leaf("account-manager"), no: .node(6), column: 0),
    CureNode(
      letter: "C, U", question: "under 20k, or one at usage price?", when: "transactional",
      yes: .leaf("renewal-manager"), no: .leaf("account-manager"), column: 0),
  ]
}

/// The way of a segment through the tree.
struct CurePath: Sendable {
  let segment: Segment
  let index: Int
  /// The nodes passed, and whether each said yes.
  let steps: [(node: Int, isYes: Bool)]
  /// The leaf; nil where a fact is missing.
  let leaf: String?
  /// The node at which the way ends for want of a fact.
  let stop: Int?
  /// The missing facts there.
  let missing: [Fact]

  init(segment: Segment, index: Int, _ advisor: Advisor) {
    self.segment = segment
    self.index = index
    var steps: [(node: Int, isYes: Bool)] = []
    var node = 0
    while true {
      let answer = advisor.holds(CureNode.all[node].when, in: segment.name)
      guard let holds = answer.holds else {
        (self.steps, leaf, stop, missing) = (steps, nil, node, answer.missing)
        return
      }
      steps.append((node, holds))
      switch holds ? CureNode.all[node].yes : CureNode.all[node].no {
      case .node(let next): node = next
      case .leaf(let leaf):
        (self.steps, self.leaf, stop, missing) = (steps, leaf, nil, [])
        return
      }
    }
  }

  var sentence: Sentence {
    if let leaf { return "\(name: segment.name) comes to \(leaf)" }
    let facts = missing.map { "\(name: $0.name)" as Sentence }.listed(" or ")
    return "\(name: segment.name) stops for want of \(facts)"
  }
}

/// The tree as a chart, with the ways of segments drawn on it.
struct CureTree {
  let paths: [CurePath]

  init(_ paths: [CurePath]) {
    self.paths = paths
  }

  var chart: Chart {
    Chart(
      title: "The CURE tree with the way of each segment",
      x: .categories([""]), y: .categories(CureNode.all.map { _ in "" }), height: 490,
      marks: edges + paths.flatMap(bands) + nodes)
  }

  /// Questions stand one below the other; what a yes leads to is indented.
  private func point(_ node: Int) -> Mark.Point {
    .init(-0.45 + 0.08 * CureNode.all[node].column, Double(node))
  }

  /// Where a leaf stands: right of a yes, below a no.
  private func leaf(of node: Int, isYes: Bool) -> Mark.Point {
    let at = point(node)
    return isYes ? .init(0.08, at.y) : .init(at.x, at.y + 0.42)
  }

  private func target(of node: Int, isYes: Bool) -> Mark.Point {
    switch isYes ? CureNode.all[node].yes : CureNode.all[node].no {
    case .node(let next): point(next)
    case .leaf: leaf(of: node, isYes: isYes)
    }
  }

  private var edges: [Mark] {
    CureNode.all.indices.flatMap { node in
      [true, false].map { isYes in
        Mark(.steps([point(node), target(of: node, isYes: isYes)]), .muted)
      }
    }
  }

  private var nodes: [Mark] {
    CureNode.all.indices.flatMap { index -> [Mark] in
      let (node, at) = (CureNode.all[index], point(index))
      var marks = [
        Mark(.dot(.init(at: at, shape: .diamond)), .muted),
        Mark(.label(.init(at.x + 0.02, at.y - 0.27), "\(node.letter): \(node.question)"), .muted),
      ]
      for (isYes, target) in [(true, node.yes), (false, node.no)] {
        if case .leaf(let text) = target {
          let at = leaf(of: index, isYes: isYes)
          marks.append(Mark(.label(.init(at.x + 0.02, at.y), text), .muted))
        }
      }
      return marks
    }
  }

  /// A segment's way, as thick as its ARR, beside those of the others.
  private func bands(of path: CurePath) -> [Mark] {
    let total = paths.reduce(0) { $0 + $1.segment.arr.amount }
    let thickness = 0.03 + 0.12 * path.segment.arr.amount / max(total, 1)
    let place = paths.firstIndex { $0.index == path.index } ?? 0
    let shift = (Double(place) - Double(paths.count - 1) / 2) * 0.05
    let tone = Tone.series(path.index)
    func moved(_ point: Mark.Point) -> Mark.Point { .init(point.x + shift / 5, point.y + shift) }
    func across(_ a: Mark.Point, _ b: Mark.Point) -> [Mark] {
      let half = thickness / 2
      var marks: [Mark] = []
      if a.x != b.x {
        marks.append(
          Mark(.bar(x: min(a.x, b.x)...max(a.x, b.x), y: a.y - half...a.y + half), tone))
      }
      if a.y != b.y {
        marks.append(
          Mark(
            .bar(x: b.x - half / 8...b.x + half / 8, y: min(a.y, b.y)...max(a.y, b.y)), tone))
      }
      return marks
    }
    var marks = path.steps.flatMap { step in
      across(moved(point(step.node)), moved(target(of: step.node, isYes: step.isYes)))
    }
    let end =
      path.stop.map(point) ?? path.steps.last.map { target(of: $0.node, isYes: $0.isYes) }
      ?? point(0)
    let at = moved(end)
    marks.append(
      Mark(
        .dot(.init(at: at, shape: PointShape(series: path.index))), tone,
        Readout(
          path.segment.name, value: path.segment.arr.amount,
          path.leaf
            ?? "stops for want of " + path.missing.map(\.name).joined(separator: " or "))))
    if path.stop != nil {
      marks.append(Mark(.label(.init(at.x + 0.02, at.y + 0.1), "?"), tone))
    }
    return marks
  }
}
