extension Chart {
  /// The picture as an SVG element.
  ///
  /// - Parameters:
  ///   - width: In pixels, at which its letters have their natural size.
  ///   - className: The style sheet's class for the screens it is drawn for.
  package func svg(width: Double, className: String) -> Markup {
    let (parts, height) = drawn(width: width)
    return .tag(
      "svg",
      [
        "class": className,
        "viewBox": "0 0 \(Coordinate.text(width)) \(Coordinate.text(height))",
        "role": "graphics-document document", "aria-label": PlainText.of(title),
      ], parts)
  }

  /// What the picture consists of, and its height.
  func drawn(width: Double) -> (parts: [Markup], height: Double) {
    let left = leftMargin(width: width)
    let right = width - rightMargin
    var parts: [Markup] = []
    var top = 0.0
    var hasFirst = false
    for (index, pane) in panes.enumerated() {
      top += pane.headroom
      let plot = Plot(x: x, y: pane.y, left: left, right: right, top: top, height: pane.height)
      parts.append(.tag("g", ["class": "axes", "aria-hidden": "true"], axes(pane, plot)))
      for mark in pane.marks {
        let isFirst = mark.readout != nil && !hasFirst
        if isFirst { hasFirst = true }
        parts.append(mark.drawn(in: plot, isFirst: isFirst))
      }
      parts += dotLabels(of: pane, in: plot)
      top += pane.height + (index + 1 < panes.count ? Chart.paneGap : 0)
      if index + 1 == panes.count {
        parts.append(.tag("g", ["class": "axes", "aria-hidden": "true"], xLabels(plot)))
      }
    }
    return (parts, top + Chart.tickRoom + (x.title == nil ? 0 : Lettering.lineHeight + 2))
  }

  private static let paneGap = 10.0
  private static let tickRoom = 24.0
  private static let labelGap = 8.0

  // MARK: - Margins

  /// As much as the widest label of the vertical axes needs, at most half of the width.
  private func leftMargin(width: Double) -> Double {
    let labels = panes.flatMap { pane in
      pane.y.ticks(count: pane.tickCount).map { Lettering.width($0.label) }
    }
    return min((labels.max() ?? 0) + Chart.labelGap + 5, width * 0.45)
  }

  private var rightMargin: Double {
    let ends = panes.flatMap { $0.rowEnds + [$0.rowEndTitle] }.map(Lettering.width).max() ?? 0
    return ends > 0 ? ends + 2 * Chart.labelGap : 14
  }

  // MARK: - Axes

  private func axes(_ pane: Pane, _ plot: Plot) -> [Markup] {
    var parts: [Markup] = []
    if x.isOfNumbers {
      for tick in xTicks(plot) {
        let position = plot.x(tick.value)
        parts.append(
          .line(
            tick.value == 0 ? "zero" : "grid", from: (position, plot.top),
            to: (position, plot.bottom))
        )
      }
    }
    for tick in pane.y.ticks(count: pane.tickCount) {
      let position = plot.y(tick.value)
      if pane.y.isOfNumbers {
        parts.append(
          .line(
            tick.value == 0 ? "zero" : "grid", from: (plot.left, position),
            to: (plot.right, position))
        )
      }
      parts.append(
        .lettering(
          pane.y.isOfNumbers ? "tick" : "row", tick.label, x: plot.left - Chart.labelGap,
          y: position,
          anchor: "end", room: plot.left - Chart.labelGap))
    }
    for (row, text) in pane.rowEnds.enumerated() {
      parts.append(
        .lettering("row-end", text, x: plot.right + Chart.labelGap, y: plot.y(Double(row))))
    }
    let titleY = plot.top - Lettering.lineHeight
    if let title = pane.y.title {
      parts.append(.lettering("axis-title", title, x: 0, y: titleY))
    }
    if !pane.rowEndTitle.isEmpty {
      parts.append(
        .lettering("axis-title", pane.rowEndTitle, x: plot.right + Chart.labelGap, y: titleY))
    }
    return parts
  }

  private func xTicks(_ plot: Plot) -> [(value: Double, label: String)] {
    x.ticks(count: max(2, Int((plot.right - plot.left) / 85)))
  }

  private func xLabels(_ plot: Plot) -> [Markup] {
    var parts = xTicks(plot).map { tick in
      Markup.lettering(
        "tick", tick.label, x: plot.x(tick.value), y: plot.bottom + Chart.tickRoom / 2,
        anchor: "middle")
    }
    if let title = x.title {
      parts.append(
        .lettering(
          "axis-title", title, x: plot.right,
          y: plot.bottom + Chart.tickRoom + Lettering.lineHeight / 2, anchor: "end"))
    }
    return parts
  }

  /// Names beside points, where there is room.
  private func dotLabels(of pane: Pane, in plot: Plot) -> [Markup] {
    let dots = pane.marks.compactMap { mark -> Mark.Dot? in
      if case .dot(let dot) = mark.form { dot } else { nil }
    }
    var placement = LabelPlacement(
      frame: .init(left: plot.left, top: plot.top, right: plot.right, bottom: plot.bottom),
      points: dots.map { plot($0.at) }, radius: Mark.Dot.radius,
      paths: pane.marks.compactMap { $0.corners(in: plot) } + zeroLines(of: pane, in: plot))
    return dots.compactMap { dot in
      guard let label = dot.label else { return nil }
      let (x, y) = plot(dot.at)
      return placement.place(
        width: Lettering.width(label), height: Lettering.lineHeight, x: x, y: y,
        gap: Mark.Dot.radius + 3
      ).map { box in
        let anchor = box.anchor(beside: x)
        return .lettering(
          "label", label, x: anchor.x, y: (box.top + box.bottom) / 2, anchor: anchor.part)
      }
    }
  }
}

extension Chart {
  /// Where an axis of numbers crosses 0 within the pane.
  private func zeroLines(of pane: Pane, in plot: Plot) -> [[(x: Double, y: Double)]] {
    var lines: [[(x: Double, y: Double)]] = []
    if pane.y.isOfNumbers, pane.y.domain.contains(0) {
      lines.append([(plot.left, plot.y(0)), (plot.right, plot.y(0))])
    }
    if x.isOfNumbers, x.domain.contains(0) {
      lines.append([(plot.x(0), plot.top), (plot.x(0), plot.bottom)])
    }
    return lines
  }
}

extension Pane {
  /// How many round numbers its axis has room for.
  fileprivate var tickCount: Int { max(2, Int(height / 45)) }

  /// Room above for the title of its axis.
  fileprivate var headroom: Double {
    y.title == nil && rowEndTitle.isEmpty ? 8 : Lettering.lineHeight + 12
  }
}
