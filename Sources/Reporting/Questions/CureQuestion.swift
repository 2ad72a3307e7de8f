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
          leads to the right, no down. A segment's line is as thick as its ARR; one that lacks a fact \
          ends with a question mark left of the question that wants it. Beside a renewal manager \
          growth stays open. "Back in": the new-logo sellers, beside the account manager.
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
      when: "churn-risk or new-economic-buyer",
      yes: .leaf("account-manager, new-logo-seller back in"),
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
  /// Who renews by the framework's table, which may be certain where the way is not.
  let renewer: Role?

  init(segment: Segment, index: Int, _ advisor: Advisor) {
    self.segment = segment
    self.index = index
    renewer =
      advisor.recommendation(
        .named("cure")!, motion: .renewal, segment: segment.name
      ).role
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
    let either: Sentence = renewer.map { ", but renews with \(name: $0.rawValue) either way" } ?? ""
    return "\(name: segment.name) stops for want of \(facts)\(either)"
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

  /// Questions stand one below the other; what a yes leads to is indented. Left of them is room for
  /// the segments that stop there.
  private func point(_ node: Int) -> Mark.Point {
    .init(-0.37 + 0.08 * CureNode.all[node].column, Double(node))
  }

  /// The way from a question to where an answer leads: a yes first to the right, a no first down.
  private func way(from node: Int, isYes: Bool) -> [Mark.Point] {
    let from = point(node)
    switch isYes ? CureNode.all[node].yes : CureNode.all[node].no {
    case .leaf: return [from, isYes ? .init(0.14, from.y) : .init(from.x, from.y + 0.42)]
    case .node(let next):
      let to = point(next)
      if from.x == to.x { return [from, to] }
      return isYes
        ? [from, .init(to.x, from.y), to]
        : [from, .init(from.x, from.y + 0.5), .init(to.x, from.y + 0.5), to]
    }
  }

  private var edges: [Mark] {
    CureNode.all.indices.flatMap { node in
      [true, false].map { Mark(.line(way(from: node, isYes: $0)), .muted) }
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
          let at = way(from: index, isYes: isYes).last!
          marks.append(Mark(.label(.init(at.x + 0.02, at.y), text), .muted))
        }
      }
      return marks
    }
  }

  /// A segment's way, as thick as its ARR, beside those of the others.
  private func bands(of path: CurePath) -> [Mark] {
    let (thickness, shift) = (thickness(of: path), shift(of: path))
    let tone = Tone.series(path.index)
    // As wide as high on a wide page, whose rows are a tenth as high as it is wide.
    func moved(_ point: Mark.Point) -> Mark.Point { .init(point.x + shift / 10, point.y + shift) }
    func across(_ a: Mark.Point, _ b: Mark.Point) -> Mark {
      let half = thickness / 2
      return a.x != b.x
        ? Mark(.bar(x: min(a.x, b.x)...max(a.x, b.x), y: a.y - half...a.y + half), tone)
        : Mark(
          .bar(x: b.x - half / 10...b.x + half / 10, y: min(a.y, b.y)...max(a.y, b.y)), tone)
    }
    let ways = path.steps.map { way(from: $0.node, isYes: $0.isYes) }
    var marks = ways.flatMap { way in
      zip(way, way.dropFirst()).map { across(moved($0), moved($1)) }
    }
    let at = path.stop.map { stopped(path, at: $0) } ?? moved(ways.last?.last ?? point(0))
    marks.append(
      Mark(
        .dot(.init(at: at, shape: PointShape(series: path.index))), tone,
        Readout(
          path.segment.name, value: path.segment.arr.amount,
          path.leaf
            ?? "stops for want of " + path.missing.map(\.name).joined(separator: " or "))))
    if path.stop != nil { marks.append(Mark(.label(.init(at.x + 0.025, at.y), "?"), tone)) }
    return marks
  }

  /// Beside the question, one below the other.
  private func stopped(_ path: CurePath, at node: Int) -> Mark.Point {
    let all = paths.filter { $0.stop == node }
    let place = Double(all.firstIndex { $0.index == path.index }!)
    let gap = min(0.24, 0.9 / Double(all.count))
    let at = point(node)
    return .init(at.x - 0.08, at.y + (place - Double(all.count - 1) / 2) * gap)
  }

  /// In rows: all segments together a fifth of one.
  private func thickness(of path: CurePath) -> Double {
    let total = paths.reduce(0) { $0 + $1.segment.arr.amount }
    return max(0.02, 0.2 * path.segment.arr.amount / max(total, 1))
  }

  /// From the middle of all ways to that of one.
  private func shift(of path: CurePath) -> Double {
    let before = paths.prefix { $0.index != path.index }.reduce(0) { $0 + thickness(of: $1) }
    let all = paths.reduce(0) { $0 + thickness(of: $1) }
    return before + thickness(of: path) / 2 - all / 2
  }
}
