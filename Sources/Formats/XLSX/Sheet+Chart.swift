import CXLSXWriter

extension Sheet {
  /// Draws a chart with its corner in a cell.
  ///
  /// - Parameters:
  ///   - width: In pixels.
  ///   - height: In pixels.
  ///   - offset: Pixels to the right of the cell.
  package func draw(
    _ drawing: ChartDrawing, at cell: Cell, width: Int = 640, height: Int = 360,
    offset: Int = 0
  ) throws(WorkbookError) {
    let chart = try file.chart(drawing.kind.library)
    chart_title_set_name(chart, CellText.line(drawing.title, atMost: 250))
    var font = lxw_chart_font()
    font.size = 12
    font.bold = 1
    chart_title_set_name_font(chart, &font)
    for series in drawing.series { try add(series, to: chart, of: drawing.kind) }
    set(drawing.x, of: chart, LXW_CHART_AXIS_TYPE_X)
    set(drawing.y, of: chart, LXW_CHART_AXIS_TYPE_Y)
    if drawing.y.isReversed {
      // The other axis stays below.
      chart_axis_set_crossing_max(chart_axis_get(chart, LXW_CHART_AXIS_TYPE_Y))
      chart_axis_set_label_position(
        chart_axis_get(chart, LXW_CHART_AXIS_TYPE_X),
        UInt8(LXW_CHART_AXIS_LABEL_POSITION_NEXT_TO.rawValue))
    }
    if drawing.kind == .columns || drawing.kind == .stackedColumns {
      chart_set_series_gap(chart, UInt16(drawing.gap))
    }
    try setLegend(of: drawing, chart, cell)
    // A filter beside it hides rows, but not in the chart.
    chart_show_hidden_data(chart)
    var frame = lxw_chart_line()
    frame.color = Colour.line.rgb
    chart_chartarea_set_line(chart, &frame)
    try insert(chart, drawing, at: cell, width: width, height: height, offset: offset)
  }

  private func insert(
    _ chart: UnsafeMutablePointer<lxw_chart>, _ drawing: ChartDrawing, at cell: Cell,
    width: Int, height: Int, offset: Int
  ) throws(WorkbookError) {
    var options = lxw_chart_options()
    // The library draws 480 by 288 pixels.
    options.x_scale = Double(width) / 480
    options.y_scale = Double(height) / 288
    options.x_offset = Int32(offset)
    // Moves with its cells and keeps its size when columns are made wider.
    options.object_position = UInt8(LXW_OBJECT_MOVE_DONT_SIZE.rawValue)
    let error = CellText.line(drawing.description, atMost: 1000).withCString {
      options.description = UnsafeMutablePointer(mutating: $0)
      return worksheet_insert_chart_opt(handle, row(cell), column(cell), chart, &options)
    }
    try check(error, cell)
  }

  private func setLegend(
    of drawing: ChartDrawing, _ chart: UnsafeMutablePointer<lxw_chart>, _ cell: Cell
  ) throws(WorkbookError) {
    guard drawing.showsLegend else {
      chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
      return
    }
    chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    var hidden = drawing.series.indices.filter {
      drawing.series[$0].isInvisible || !drawing.series[$0].isListed
    }.map { Int16($0) }
    guard !hidden.isEmpty else { return }
    hidden.append(-1)
    try check(chart_legend_delete_series(chart, &hidden), cell)
  }

  // MARK: - Axes

  private func set(
    _ axis: ChartDrawing.Axis, of chart: UnsafeMutablePointer<lxw_chart>,
    _ type: lxw_chart_axis_type
  ) {
    let handle = chart_axis_get(chart, type)
    chart_axis_set_name(handle, CellText.line(axis.title, atMost: 250))
    var font = lxw_chart_font()
    font.size = 9
    chart_axis_set_name_font(handle, &font)
    if let numbers = axis.numbers { chart_axis_set_num_format(handle, numbers) }
    if let least = axis.least { chart_axis_set_min(handle, least) }
    if let most = axis.most { chart_axis_set_max(handle, most) }
    if let step = axis.step { chart_axis_set_major_unit(handle, step) }
    if axis.isReversed { chart_axis_set_reverse(handle) }
    chart_axis_set_label_position(
      handle,
      UInt8(
        (axis.showsLabels
          ? LXW_CHART_AXIS_LABEL_POSITION_LOW : LXW_CHART_AXIS_LABEL_POSITION_NONE).rawValue))
    chart_axis_major_gridlines_set_visible(handle, axis.hasGridlines ? 1 : 0)
    guard axis.hasGridlines else { return }
    var line = lxw_chart_line()
    line.color = Colour.line.rgb
    line.width = 0.5
    chart_axis_major_gridlines_set_line(handle, &line)
  }

  // MARK: - Series

  private func add(
    _ series: ChartDrawing.Series, to chart: UnsafeMutablePointer<lxw_chart>,
    of kind: ChartDrawing.Kind
  ) throws(WorkbookError) {
    guard let handle = chart_add_series(chart, nil, nil) else {
      throw WorkbookError(location: "chart on \(name)", reason: "out of memory")
    }
    let (label, values) = (series.name, series.values)
    chart_series_set_name_range(handle, label.sheet, row(label.first), column(label.first))
    if let range = series.categories {
      chart_series_set_categories(
        handle, range.sheet, row(range.first), column(range.first), row(range.last),
        column(range.last))
      try keep(range, in: handle.pointee.categories)
    }
    chart_series_set_values(
      handle, values.sheet, row(values.first), column(values.first), row(values.last),
      column(values.last))
    try keep(values, in: handle.pointee.values)
    if kind == .columns || kind == .stackedColumns {
      var fill = lxw_chart_fill()
      fill.color = series.colour.rgb
      fill.none = series.isInvisible ? 1 : 0
      chart_series_set_fill(handle, &fill)
    } else {
      setLine(of: series, handle)
      setMarker(of: series, handle)
    }
    setErrors(of: series, handle)
    if !series.label.isEmpty { try setLabel(of: series, handle) }
  }

  /// The name as the label of the only point, as text: with names of series or of cells, some
  /// programs show the value too.
  private func setLabel(
    of series: ChartDrawing.Series, _ handle: UnsafeMutablePointer<lxw_chart_series>
  ) throws(WorkbookError) {
    chart_series_set_labels(handle)
    chart_series_set_labels_position(handle, UInt8(LXW_CHART_LABEL_POSITION_ABOVE.rawValue))
    // Behind a space no text is taken for a formula.
    let error = " \(CellText.line(series.label, atMost: 60))".withCString { name in
      var label = lxw_chart_data_label()
      label.value = UnsafeMutablePointer(mutating: name)
      return withUnsafeMutablePointer(to: &label) { label in
        var labels: [UnsafeMutablePointer<lxw_chart_data_label>?] = [label, nil]
        return chart_series_set_labels_custom(handle, &labels)
      }
    }
    try file.check(error, "label on \(name)")
  }

  /// Has the chart keep the results of formulas, for programs that do not calculate; the formulas
  /// must have been written already. What the library keeps of other cells is right.
  private func keep(
    _ range: CellRange, in kept: UnsafeMutablePointer<lxw_series_range>?
  ) throws(WorkbookError) {
    guard let sheet = file.sheets.first(where: { $0.name == range.sheet }), let kept,
      range.cells.contains(where: { sheet.calculated[$0] != nil })
    else { return }
    for cell in range.cells {
      let shown = sheet.calculated[cell] ?? sheet.numbers[cell]
      let isFinite = shown?.isFinite ?? false
      try check(quotient_keep_point(kept, isFinite ? shown! : 0, isFinite ? 1 : 0), cell)
    }
  }

  private func setLine(
    of series: ChartDrawing.Series, _ handle: UnsafeMutablePointer<lxw_chart_series>
  ) {
    var line = lxw_chart_line()
    line.color = series.colour.rgb
    line.none = series.lineWidth == nil ? 1 : 0
    line.width = Float(series.lineWidth ?? 0)
    if series.isDashed { line.dash_type = UInt8(LXW_CHART_LINE_DASH_DASH.rawValue) }
    chart_series_set_line(handle, &line)
  }

  private func setMarker(
    of series: ChartDrawing.Series, _ handle: UnsafeMutablePointer<lxw_chart_series>
  ) {
    let (type, size) =
      switch series.marker {
      case .none: (LXW_CHART_MARKER_NONE, 0)
      case .circle(let size): (LXW_CHART_MARKER_CIRCLE, size)
      case .diamond(let size): (LXW_CHART_MARKER_DIAMOND, size)
      }
    chart_series_set_marker_type(handle, UInt8(type.rawValue))
    guard size > 0 else { return }
    chart_series_set_marker_size(handle, UInt8(size))
    var fill = lxw_chart_fill()
    fill.color = series.colour.rgb
    chart_series_set_marker_fill(handle, &fill)
    var line = lxw_chart_line()
    line.color = series.colour.rgb
    chart_series_set_marker_line(handle, &line)
  }

  private func setErrors(
    of series: ChartDrawing.Series, _ handle: UnsafeMutablePointer<lxw_chart_series>
  ) {
    let bars = [
      (series.xError, handle.pointee.x_error_bars), (series.yError, handle.pointee.y_error_bars),
    ]
    for case (let error?, let bars?) in bars where error.isFinite && error > 0 {
      chart_series_set_error_bars(bars, UInt8(LXW_CHART_ERROR_BAR_TYPE_FIXED.rawValue), error)
      var line = lxw_chart_line()
      line.color = series.colour.rgb
      line.width = 1.25
      chart_series_set_error_bars_line(bars, &line)
    }
  }
}

extension ChartDrawing.Kind {
  fileprivate var library: lxw_chart_type {
    switch self {
    case .line: LXW_CHART_LINE
    case .columns: LXW_CHART_COLUMN
    case .stackedColumns: LXW_CHART_COLUMN_STACKED
    case .points: LXW_CHART_SCATTER_STRAIGHT_WITH_MARKERS
    }
  }
}
