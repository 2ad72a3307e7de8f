import Foundation
import Testing

@testable import Formats

@Suite struct ChartTests {
  static func chart(marks: [Mark], rows: [String] = ["first", "second"]) -> Chart {
    Chart(
      title: "a title",
      x: .numbers(0...10, .plain, title: "x"),
      panes: [
        Pane(
          y: .categories(rows), height: 60, marks: marks, rowEnds: ["10%", "20%"],
          rowEndTitle: "share")
      ])
  }

  static func svg(_ marks: [Mark], width: Double = 400) -> String {
    chart(marks: marks).svg(width: width, className: "wide").html
  }

  @Test func drawsBarsAtTheirNumbers() {
    let svg = Self.svg([Mark(.bar(x: 0...5, y: -0.25...0.25), .gain)])
    // Left of the plot are six letters of 7.1 pixels, and a gap.
    let left = 6 * 7.1 + 13
    let right = 400 - (5 * 7.1 + 16)
    #expect(
      svg.contains(
        "<rect class=\"fill\" x=\"\(Coordinate.text(left))\" y=\"34.5\" "
          + "width=\"\(Coordinate.text((right - left) / 2))\" height=\"15\">"))
  }

  @Test func stacksAddUpOnBothSidesOfZero() {
    let parts: [(value: Double, tone: Tone, readout: Readout?)] = [
      (3, .series(0), nil), (-1, .series(1), nil), (0, .series(2), nil), (2, .series(3), nil),
      (-4, .series(4), nil),
    ]
    let extents = Mark.stack(parts, across: 0...1, .horizontal).map { mark -> ClosedRange<Double> in
      guard case .bar(let x, 0...1) = mark.form else { return 9...9 }
      return x
    }
    #expect(extents == [0...3, -1...0, 3...5, -5 ... -1])
    let columns = Mark.stack(parts, across: 0...1, .vertical).map(\.form)
    #expect(columns[0] == .bar(x: 0...1, y: 0...3))
  }

  @Test func tabReachesOneMarkAndArrowsAll() {
    let marks = (0..<3).map { place in
      Mark(
        .dot(.init(at: .init(Double(place), 0), range: 0...9)), .accent,
        Readout("n\(place)", value: Double(place), "v"))
    }
    let svg = Self.svg([Mark(.line([.init(0, 0), .init(1, 1)]), .muted)] + marks)
    #expect(svg.components(separatedBy: "tabindex=\"0\"").count == 2)
    #expect(svg.components(separatedBy: "tabindex=\"-1\"").count == 3)
    for place in 0..<3 { #expect(svg.contains("<title>n\(place): v</title>")) }
    #expect(svg.contains("data-value=\"2\""))
  }

  @Test func stepsGoAcrossFirst() {
    let svg = Self.svg([Mark(.steps([.init(0, 0), .init(10, 1)]), .muted)])
    let path = svg.firstMatch(of: /class="line" d="M([^"]*)"/)?.1
    let points = (path ?? "").split(separator: "L").map { $0.split(separator: " ") }
    #expect(points.count == 3)
    #expect(points[0][1] == points[1][1] && points[1][0] == points[2][0])
  }

  @Test func areasReturnAlongTheirLowerLine() {
    let svg = Self.svg([
      Mark(.area(low: [.init(0, 1), .init(10, 1)], high: [.init(0, 0), .init(10, 0)]), .accent)
    ])
    let path = svg.firstMatch(of: /class="area" d="M([^"]*)Z"/)?.1
    #expect(path?.split(separator: "L").count == 4)
  }

  @Test func cutsLongNamesAndKeepsThemInATooltip() {
    let name = String(repeating: "long name ", count: 30)
    let svg = Self.chart(marks: [], rows: [name, "<b>"]).svg(width: 340, className: "narrow").html
    #expect(svg.contains("<title>\(name)</title>long name"))
    #expect(svg.contains("…</text>"))
    #expect(svg.contains("&lt;b&gt;") && !svg.contains("<b>"))
    #expect(Lettering.cut("日本語の名前", to: 40) == "日本…")
    #expect(Lettering.cut("short", to: 40) == "short")
  }

  @Test func everyPointShapeDiffers() {
    let paths = PointShape.allCases.map { $0.path(x: 0, y: 0, radius: 5) }
    #expect(Set(paths).count == PointShape.allCases.count)
    let pairs = (0..<42).map { [Tone.series($0).name, "\(PointShape(series: $0))"] }
    #expect(Set(pairs).count == 42)
  }

  @Test func labelsDoNotCoverPointsOrEachOther() {
    let points = [(x: 50.0, y: 50.0), (x: 62.0, y: 50.0), (x: 95.0, y: 50.0)]
    var placement = LabelPlacement(
      frame: .init(left: 0, top: 0, right: 100, bottom: 100), points: points, radius: 5)
    let boxes = points.compactMap {
      placement.place(width: 30, height: 12, x: $0.x, y: $0.y, gap: 8)
    }
    #expect(boxes.count == 3)
    // The first has no room on its right, so its label goes on its left.
    #expect(boxes[0] == .init(left: 12, top: 44, right: 42, bottom: 56))
    #expect(boxes[0].anchor(beside: 50) == (42, "end"))
    #expect(boxes[0].anchor(beside: 10) == (12, "start"))
    #expect(boxes[0].anchor(beside: 30) == (27, "middle"))
    for (place, box) in boxes.enumerated() {
      #expect(box.left >= 0 && box.right <= 100 && box.top >= 0 && box.bottom <= 100)
      for point in points {
        #expect(
          !(box.left < point.x && point.x < box.right && box.top < point.y && point.y < box.bottom))
      }
      for other in boxes[(place + 1)...] { #expect(!box.overlaps(other)) }
    }
    var full = LabelPlacement(
      frame: .init(left: 0, top: 0, right: 40, bottom: 20), points: [(x: 20, y: 10)], radius: 5)
    #expect(full.place(width: 60, height: 12, x: 20, y: 10, gap: 8) == nil)
  }

  /// Steps leave a point to the right and reach the next from below; a baseline lies on 0.
  @Test func labelsDoNotCoverLines() throws {
    let points: [Mark.Point] = [.init(2, 0), .init(6, 2), .init(8, 4)]
    let dots = points.enumerated().map { place, point in
      Mark(.dot(.init(at: point, label: "model \(place)")), .accent)
    }
    let y = Axis.numbers(-1...5, .plain)
    let svg = Chart(
      title: "t", x: .numbers(0...10, .plain), y: y, height: 120,
      marks: [Mark(.steps(points), .muted)] + dots
    ).svg(width: 600, className: "wide").html
    let path = try #require(svg.firstMatch(of: /class="line" d="M([^"]*)"/)?.1)
    let corners = path.split(separator: "L").map { corner in
      corner.split(separator: " ").map { Double($0)! }
    }
    #expect(corners.count == 5)
    let zero = try #require(svg.firstMatch(of: /class="zero" d="M([^ ]*) ([^L]*)L([^ ]*) \2"/))
    let labels = svg.matches(
      of: /class="label" x="([^"]*)" y="([^"]*)"(?: text-anchor="([a-z]+)")?/)
    #expect(labels.count == 3)
    for label in labels {
      let (x, baseline) = (Double(label.1)!, Double(label.2)!)
      let width = Lettering.width("model 0")
      let left = label.3 == "end" ? x - width : label.3 == "middle" ? x - width / 2 : x
      let (top, bottom) = (baseline - 8, baseline)
      #expect(!(top...bottom).contains(Double(zero.2)!))
      for (a, b) in zip(corners, corners.dropFirst()) {
        let isBeside = max(a[0], b[0]) < left || min(a[0], b[0]) > left + width
        #expect(isBeside || max(a[1], b[1]) < top || min(a[1], b[1]) > bottom)
      }
    }
  }

  @Test(arguments: [(0.1 + 0.2, "0.3"), (-0.001, "0"), (12.345, "12.35"), (7, "7")])
  func coordinatesAreShort(value: Double, text: String) {
    #expect(Coordinate.text(value) == text)
  }
}
