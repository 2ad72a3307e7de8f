/// A chart as a picture of its own, with its legend, which any program takes as it is.
///
/// Office programs know neither style sheets with variables nor the page's; so colours and letters
/// stand at each element.
package struct ChartFile: Sendable {
  /// What a colour or a shape means.
  package struct Key: Sendable {
    let swatch: Markup
    let tone: Tone
    let text: String

    /// - Parameter swatch: Drawn within 16 by 16 pixels.
    package init(swatch: Markup, tone: Tone, text: String) {
      self.swatch = swatch
      self.tone = tone
      self.text = text
    }
  }

  let chart: Chart
  let keys: [Key]

  package init(_ chart: Chart, keys: [Key]) {
    self.chart = chart
    self.keys = keys
  }

  /// The file's text.
  package func text(width: Double = 840) -> String {
    let (picture, size) = chart.drawn(width: width)
    let (legend, top) = self.legend(width: width)
    let margin = 12.0
    let (whole, height) = (width + 2 * margin, size + top + 2 * margin)
    let body: [Markup] = [
      .tag("title", text: PlainText.of(chart.title)),
      .tag(
        "rect",
        [
          "width": Coordinate.text(whole), "height": Coordinate.text(height), "fill": "#ffffff",
        ]),
      .tag(
        "g", ["transform": "translate(\(Coordinate.text(margin)),\(Coordinate.text(margin)))"],
        legend),
      .tag(
        "g",
        ["transform": "translate(\(Coordinate.text(margin)),\(Coordinate.text(margin + top)))"],
        picture),
    ]
    let svg = Markup.tag(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": Coordinate.text(whole),
        "height": Coordinate.text(height),
        "viewBox": "0 0 \(Coordinate.text(whole)) \(Coordinate.text(height))",
        "font-family": "Segoe UI, Helvetica Neue, Arial, sans-serif",
      ], body)
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + Look.applied(to: svg, nil).html + "\n"
  }

  /// In as many rows as it takes.
  private func legend(width: Double) -> ([Markup], height: Double) {
    guard !keys.isEmpty else { return ([], 0) }
    var (parts, x, y): ([Markup], Double, Double) = ([], 0, 0)
    for key in keys {
      let text = Lettering.cut(key.text, to: width - 24)
      let room = 22 + Lettering.width(text) + 16
      if x > 0, x + room > width { (x, y) = (0, y + 20) }
      parts.append(
        .tag(
          "g",
          [
            "class": key.tone.name,
            "transform": "translate(\(Coordinate.text(x)),\(Coordinate.text(y)))",
          ], [key.swatch, .lettering("label", text, x: 22, y: 8)]))
      x += room
    }
    return (parts, y + 28)
  }
}

/// How elements look without a style sheet; the colours are those of the page on white.
private enum Look {
  static func applied(to markup: Markup, _ tone: String?) -> Markup {
    guard case .element(let name, let attributes, let children) = markup else { return markup }
    let classes = attributes.first { $0.name == "class" }?.value.split(separator: " ") ?? []
    let own = classes.lazy.map(String.init).first { colour(of: $0) != nil } ?? tone
    // What only serves pointing and reading aloud.
    if classes.contains("reach") { return .element("g", [], []) }
    let dropped = ["class", "role", "aria-label", "aria-hidden", "tabindex"]
    let kept = attributes.filter { !dropped.contains($0.name) }
    let looks = classes.flatMap { look(of: String($0), own) }
    let plain = name == "text" ? [("font-size", "12"), ("fill", ink)] : []
    let added = plain.filter { entry in !looks.contains { $0.0 == entry.0 } } + looks
    return .element(
      name, kept + added.map { Markup.Attribute(name: $0.0, value: $0.1) },
      children.map { applied(to: $0, own) })
  }

  private static let (ink, faint, ground) = ("#1a1f26", "#59636e", "#ffffff")

  private static func look(of name: String, _ tone: String?) -> [(String, String)] {
    let colour = tone.flatMap(colour) ?? ink
    let muted = tone == "muted" ? ink : colour
    return switch name {
    case "grid": [("fill", "none"), ("stroke", "#e6eaee")]
    case "zero": [("fill", "none"), ("stroke", "#6b7580")]
    case "tick", "axis-title", "rule-label": [("font-size", "11"), ("fill", faint)]
    case "point": [("fill", colour), ("stroke", ground), ("stroke-width", "1")]
    case "fill": [("fill", colour), ("stroke", ground), ("stroke-width", "0.75")]
    case "area": [("fill", colour), ("fill-opacity", "0.17"), ("stroke", "none")]
    case "line":
      [("fill", "none"), ("stroke", colour), ("stroke-width", "2"), ("stroke-linejoin", "round")]
    case "interval":
      [("fill", "none"), ("stroke", colour), ("stroke-width", "5"), ("stroke-opacity", "0.55")]
    case "whisker": [("fill", "none"), ("stroke", muted), ("stroke-width", "1.5")]
    case "rule":
      [
        ("fill", "none"), ("stroke", muted), ("stroke-width", "1.25"), ("stroke-dasharray", "5 4"),
      ]
    case "tick-mark": [("fill", "none"), ("stroke", muted), ("stroke-width", "2.5")]
    default: []
    }
  }

  private static let series = [
    0x0072b2, 0xd55e00, 0x009e73, 0xb4588c, 0xe69f00, 0x56b4e9, 0x5b6470,
  ]

  private static func colour(of name: String) -> String? {
    switch name {
    case "accent": return hex(0x0072b2)
    case "muted": return hex(0x6b7580)
    case "gain": return hex(0x00805d)
    case "loss": return hex(0xc44e00)
    default: break
    }
    guard name.first == "s", let number = Int(name.dropFirst()), (1...Tone.seriesCount) ~= number
    else { return nil }
    let base = series[(number - 1) % series.count]
    return switch (number - 1) / series.count {
    case 0: hex(base)
    case 1: hex(mixed(base, 0xffffff, 0.55))
    default: hex(mixed(base, 0x1a1f26, 0.6))
    }
  }

  private static func mixed(_ a: Int, _ b: Int, _ share: Double) -> Int {
    [16, 8, 0].reduce(0) { whole, shift in
      let (x, y) = (Double(a >> shift & 0xff), Double(b >> shift & 0xff))
      return whole | Int((x * share + y * (1 - share)).rounded()) << shift
    }
  }

  private static func hex(_ colour: Int) -> String {
    let digits = String(colour, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
