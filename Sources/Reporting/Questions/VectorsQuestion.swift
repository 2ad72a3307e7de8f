import Advice
import Analysis
import Formats
import Foundation
import Model
import Ownership

/// Where do our segments stand on the two vectors?
///
/// - Reference: "Sales or CSM: two vectors", both vectors; its own chart is not in the text.
enum VectorsQuestion: Question {
  /// A segment on the chart.
  fileprivate struct Placed {
    let index: Int
    let segment: Segment
    let newShare: Double?
    let newShareArising: Double?
    let cycle: Double?
    /// Of winning a customer, in dollars; nil where the cycle is known.
    let cost: Double?
    /// P10 to P90 over the accounts that state one.
    let cycles: ClosedRange<Double>?
    let renewal: Recommendation
    let upsell: Recommendation

    /// Where it stands: the share of new business, and the length of the first sale in days. A cost
    /// stands as far from its cut as a length would.
    var at: Mark.Point? {
      guard let newShare, let length = cycle ?? cost.map({ $0 / costCut * cycleCut }) else {
        return nil
      }
      return .init(newShare, height(length))
    }
  }

  static func answer(_ comparison: Comparison) -> Answer {
    let scenario = comparison.scenario
    let placed = placed(scenario)
    return Answer(
      id: "vectors", question: "Long or short first sale, more of the same or new business?",
      sentence: sentence(placed), exhibit: exhibit(placed))
  }

  private static func placed(_ scenario: Scenario) -> [Placed] {
    let advisor = Advisor(scenario.facts)
    let book = scenario.book
    return book.segments.indices.filter { book.segments[$0].accounts > 0 }.map { index in
      let segment = book.segments[index]
      let facts = advisor.facts(of: segment.name)
      let cycles = book.segment.indices.filter { book.segment[$0] == index }
        .compactMap { book.salesCycle[$0] }.sorted()
      func at(_ share: Double) -> Double { cycles[Int(Double(cycles.count - 1) * share)] }
      let cycle = facts[.salesCycle]?.value.number
      func advice(_ motion: Motion) -> Recommendation {
        advisor.recommendation(.named("two-vectors")!, motion: motion, segment: segment.name)
      }
      return Placed(
        index: index, segment: segment, newShare: facts[.newShare]?.value.number,
        newShareArising: scenario.growth(of: index).newShareArising, cycle: cycle,
        cost: cycle == nil
          ? facts[.cac]?.value.number.map { $0 / (advisor.company.perUSD ?? 1) } : nil,
        cycles: cycles.isEmpty ? nil : at(0.1)...at(0.9), renewal: advice(.renewal),
        upsell: advice(.bigUpsell))
    }
  }

  private static func sentence(_ placed: [Placed]) -> Sentence {
    let parts = placed.map { place -> Sentence in
      "\(name: place.segment.name) \(region(place))"
    }
    return "\(parts.listed())."
  }

  /// What the framework's rows say, market and upside included, not where the segment stands alone.
  private static func region(_ place: Placed) -> Sentence {
    var missing: [Fact] = []
    for fact in place.renewal.asks + place.upsell.asks where !missing.contains(fact) {
      missing.append(fact)
    }
    guard missing.isEmpty else {
      return "hangs on \(missing.map { "\(name: $0.name)" as Sentence }.listed())"
    }
    guard let option = place.upsell.option else {
      return place.upsell.role == .digital
        ? "has nobody who sells" : "has too little growth for an option"
    }
    return switch option {
    case .allSales where place.upsell.notes.contains(.remark(.forGood)):
      "is for all sales, in a market of few buyers"
    case .allSales: "is for all sales"
    case .allCSM: "is for all CSM"
    case _ where place.upsell.notes.contains(.remark(.pullsApart)):
      "is for the split, though its vectors pull apart"
    default: "is for the split"
    }
  }

  private static let cycleCut = Cut.named("long-cycle")!.value
  private static let costCut = Cut.named("high-cac")!.value
  private static let shareCut = Cut.named("new-share-cut")!.value

  // MARK: - Picture

  /// Days, from 10 to 1,000, as their decimal logarithm.
  fileprivate static func height(_ days: Double) -> Double { log10(min(max(days, 10), 1000)) }

  private static func exhibit(_ placed: [Placed]) -> Exhibit {
    Exhibit(
      legend: placed.map {
        .init(
          swatch: .point(PointShape(series: $0.index)), tone: .series($0.index),
          text: "\(name: $0.segment.name)")
      },
      picture: .chart(
        Chart(
          title: "Segments by length of the first sale and newness of growth",
          x: .numbers(
            0...1, .percent(decimals: 0),
            title: "of growth, new products, buyers and divisions: more of the same to new"),
          y: .decades(1...3, .count, title: "first sale, days: short to long"), height: 320,
          marks: cuts + regions(beside: placed) + placed.flatMap { marks($0, among: placed) })),
      note: """
        Lines: our cuts at \(NumberText.shortPercent(shareCut)) and \
        \(NumberText.short(cycleCut)) days, with the ranges in which they may as well lie. \
        Strokes: P10..P90 of the cycle over accounts, and from today's mix to that of everything \
        that arises. Where only the cost of a first sale is known, it stands as far from the line as \
        the cost does from \(NumberText.grouped(costCut)) dollars. In a market of a few hundred buyers \
        sales keeps its accounts for good, and where nobody sells no owner is named, wherever a \
        segment stands. A segment that lacks a fact is left out of the chart.
        """)
  }

  /// The bands of both cuts, and the cuts.
  private static var cuts: [Mark] {
    let cycles = Cut.named("long-cycle")!.range!
    let shares = Cut.named("new-share-cut")!.range!
    func area(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> Mark {
      Mark(
        .area(
          low: [.init(x.lowerBound, y.lowerBound), .init(x.upperBound, y.lowerBound)],
          high: [.init(x.lowerBound, y.upperBound), .init(x.upperBound, y.upperBound)]), .muted)
    }
    return [
      area(0...1, height(cycles.lowerBound)...height(cycles.upperBound)), area(shares, 1...3),
      Mark(.rule(height(cycleCut), .horizontal, label: nil), .muted),
      Mark(.rule(shareCut, .vertical, label: nil), .muted),
    ]
  }

  /// The names of the four regions, each in the first place where no segment's strokes cross it.
  private static func regions(beside placed: [Placed]) -> [Mark] {
    func name(_ left: Double, _ y: Double, _ text: String) -> Mark {
      let places = [0.02, 0.14, 0.3].map { Mark.Point(left + $0, y) }
      let clear = places.first { place in !placed.contains { $0.crosses(place) } }
      return Mark(.label(clear ?? places[0], text), .muted)
    }
    return [
      name(0, 1.08, "all CSM"), name(0.5, 1.08, "split"), name(0, 2.92, "split, pull apart"),
      name(0.5, 2.92, "all sales"),
    ]
  }

  private static func marks(_ place: Placed, among placed: [Placed]) -> [Mark] {
    guard let share = place.newShare, let at = place.at else { return [] }
    let tone = Tone.series(place.index)
    let end = place.newShareArising.map { Mark.Point($0, at.y) } ?? at
    let first =
      place.cycle.map { "\(NumberText.short(($0 * 10).rounded() / 10)) days" }
      ?? "for \(MoneyScale.text(place.cost ?? 0)) dollars"
    var marks = [Mark(.line([at, end]), tone)]
    // Behind the stroke, which would strike it through; where another's would, the legend has it.
    let name = Mark.Point(max(at.x, end.x) + 0.012, at.y)
    let others = placed.filter { $0.index != place.index }
    let isClear = others.allSatisfy { other in
      !other.crosses(name) && abs((other.at?.y ?? 0) - name.y) > 0.1
    }
    if name.x < 0.9, isClear { marks.append(Mark(.label(name, place.segment.name), tone)) }
    marks.append(
      Mark(
        .dot(
          .init(
            at: at, shape: PointShape(series: place.index), direction: .vertical,
            range: place.cycles.map { height($0.lowerBound)...height($0.upperBound) })), tone,
        Readout(
          place.segment.name, value: share,
          "\(NumberText.percent(share)) of growth is new"
            + (place.newShareArising.map { ", \(NumberText.percent($0)) of what arises" } ?? "")
            + "; first sale \(first)")))
    return marks
  }
}

extension VectorsQuestion.Placed {
  /// Whether its strokes cross a short text that begins at a point.
  fileprivate func crosses(_ text: Mark.Point) -> Bool {
    guard let at else { return false }
    let (width, half) = (0.13, 0.07)
    let (x, y) = (text.x - 0.01...text.x + width, text.y - half...text.y + half)
    let cycles = cycles.map {
      VectorsQuestion.height($0.lowerBound)...VectorsQuestion.height($0.upperBound)
    }
    let ends = [at.x, newShareArising ?? at.x]
    return x.contains(at.x) && y.overlaps(cycles ?? at.y...at.y)
      || y.contains(at.y) && x.overlaps(ends.min()!...ends.max()!)
  }
}
