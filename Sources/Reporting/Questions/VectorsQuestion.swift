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
  private struct Placed {
    let index: Int
    let segment: Segment
    let newShare: Double?
    let newShareArising: Double?
    let cycle: Double?
    /// P10 to P90 over the accounts that state one.
    let cycles: ClosedRange<Double>?
    let owner: Recommendation
  }

  static func answer(_ comparison: Comparison) -> Answer {
    let scenario = comparison.scenario
    let placed = placed(scenario)
    return Answer(
      id: "vectors", question: "Long or short first sale, more of the same or new business?",
      sentence: sentence(placed), exhibit: exhibit(placed, scenario))
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
      return Placed(
        index: index, segment: segment, newShare: facts[.newShare]?.value.number,
        newShareArising: scenario.growth(of: index).newShareArising,
        cycle: facts[.salesCycle]?.value.number,
        cycles: cycles.isEmpty ? nil : at(0.1)...at(0.9),
        owner: advisor.recommendation(
          .named("two-vectors")!, motion: .bigUpsell, segment: segment.name))
    }
  }

  private static func sentence(_ placed: [Placed]) -> Sentence {
    let parts = placed.map { place -> Sentence in
      "\(name: place.segment.name) \(region(place))"
    }
    return "\(parts.listed())."
  }

  private static func region(_ place: Placed) -> Sentence {
    guard let cycle = place.cycle, let share = place.newShare else { return "cannot be placed" }
    let (long, new) = (cycle >= Self.cycleCut, share >= Self.shareCut)
    return switch (long, new) {
    case (true, true): "is for all sales"
    case (false, false): "is for all CSM"
    case (false, true): "is for the split"
    case (true, false): "is for the split, though its vectors pull apart"
    }
  }

  private static let cycleCut = Cut.named("long-cycle")!.value
  private static let shareCut = Cut.named("new-share-cut")!.value

  // MARK: - Picture

  /// Days, from 10 to 1,000, as their decimal logarithm.
  private static func height(_ days: Double) -> Double { log10(min(max(days, 10), 1000)) }

  private static func exhibit(_ placed: [Placed], _ scenario: Scenario) -> Exhibit {
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
          marks: regions + placed.flatMap { marks($0, of: scenario) })),
      note: """
        Lines: our cuts at \(NumberText.shortPercent(shareCut)) and \
        \(NumberText.short(cycleCut)) days, with the ranges in which they may as well lie. \
        Strokes: P10..P90 of the cycle over accounts, and from today's mix to that of everything \
        that arises. In a market of a few hundred buyers sales keeps its accounts for good, and \
        where nobody sells no owner is named, wherever a segment stands. A segment that lacks a fact \
        is left out of the chart.
        """)
  }

  /// The bands of both cuts, the cuts, and the names of the four regions.
  private static var regions: [Mark] {
    let cycles = Cut.named("long-cycle")!.range!
    let shares = Cut.named("new-share-cut")!.range!
    func area(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> Mark {
      Mark(
        .area(
          low: [.init(x.lowerBound, y.lowerBound), .init(x.upperBound, y.lowerBound)],
          high: [.init(x.lowerBound, y.upperBound), .init(x.upperBound, y.upperBound)]), .muted)
    }
    func name(_ x: Double, _ y: Double, _ text: String) -> Mark {
      Mark(.label(.init(x, y), text), .muted)
    }
    return [
      area(0...1, height(cycles.lowerBound)...height(cycles.upperBound)), area(shares, 1...3),
      Mark(.rule(height(cycleCut), .horizontal, label: nil), .muted),
      Mark(.rule(shareCut, .vertical, label: nil), .muted),
      name(0.02, 1.08, "all CSM"), name(0.72, 1.08, "split"),
      name(0.02, 2.92, "split, pull apart"), name(0.72, 2.92, "all sales"),
    ]
  }

  private static func marks(_ place: Placed, of scenario: Scenario) -> [Mark] {
    guard let share = place.newShare, let cycle = place.cycle else { return [] }
    let tone = Tone.series(place.index)
    let at = Mark.Point(share, height(cycle))
    var marks: [Mark] = []
    if let arising = place.newShareArising {
      marks.append(Mark(.line([at, .init(arising, at.y)]), tone))
    }
    marks.append(
      Mark(
        .dot(
          .init(
            at: at, shape: PointShape(series: place.index), direction: .vertical,
            range: place.cycles.map { height($0.lowerBound)...height($0.upperBound) },
            label: place.segment.name)), tone,
        Readout(
          place.segment.name, value: share,
          "\(NumberText.percent(share)) of growth is new"
            + (place.newShareArising.map { ", \(NumberText.percent($0)) of what arises" } ?? "")
            + "; first sale \(NumberText.short((cycle * 10).rounded() / 10)) days")))
    return marks
  }
}
