import CXLSXWriter

extension Sheet {
  /// Keeps rows and columns in sight: those above and left of a cell.
  package func freeze(above cell: Cell) {
    worksheet_freeze_panes(handle, row(cell), column(cell))
  }

  /// Lets a list be filtered by what stands in its columns, headings included in the range.
  package func filter(_ range: CellRange) throws(WorkbookError) {
    try check(
      worksheet_autofilter(
        handle, row(range.first), column(range.first), row(range.last), column(range.last)),
      range.first)
  }

  package func hideGridlines() {
    worksheet_gridlines(handle, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
  }

  /// Opens the workbook with this sheet.
  package func showFirst() { worksheet_activate(handle) }

  package func colourTab(_ colour: Colour) { worksheet_set_tab_color(handle, colour.rgb) }

  package func setHeight(ofRow row: Int, _ points: Double) throws(WorkbookError) {
    try check(worksheet_set_row(handle, lxw_row_t(row), points, nil), Cell(row, 0))
  }

  /// Prints up to a cell, as wide as a page, with the footer on each.
  ///
  /// - Parameters:
  ///   - pages: How many pages high; nil for as many as it takes.
  ///   - heading: The row that each page repeats.
  ///   - isTall: Whether the page is in portrait format.
  package func print(
    upTo last: Cell, pages: Int? = nil, heading: Int? = nil, isTall: Bool = false,
    footer: String
  ) throws(WorkbookError) {
    if isTall { worksheet_set_portrait(handle) } else { worksheet_set_landscape(handle) }
    worksheet_set_margins(handle, 0.4, 0.4, 0.5, 0.6)
    worksheet_set_paper(handle, 9)
    worksheet_fit_to_pages(handle, 1, UInt16(pages ?? 0))
    try check(worksheet_print_area(handle, 0, 0, row(last), column(last)), last)
    if let heading {
      try check(
        worksheet_repeat_rows(handle, lxw_row_t(heading), lxw_row_t(heading)),
        Cell(heading, 0))
    }
    // An ampersand begins a code, and the library breaks on one for a picture, doubled or not.
    let safe = CellText.line(footer, atMost: 100).replacing("&", with: "\u{FF06}")
    try check(
      worksheet_set_footer(handle, "&L&8 \(safe)&C&8&A&R&8Page &P of &N"), last)
  }

  // MARK: - Colours by value

  /// A bar in each cell: empty at 0, the whole cell at 1.
  package func showBars(_ range: CellRange, _ colour: Colour) throws(WorkbookError) {
    var format = lxw_conditional_format()
    format.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
    format.bar_color = colour.rgb
    format.bar_solid = 1
    format.data_bar_2010 = 1
    format.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    format.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    format.min_value = 0
    format.max_value = 1
    try apply(&format, range)
  }

  /// Colours from the least number of a range to the greatest.
  package func showHeat(
    _ range: CellRange, _ least: Colour, _ greatest: Colour
  ) throws(WorkbookError) {
    var format = lxw_conditional_format()
    format.type = UInt8(LXW_CONDITIONAL_2_COLOR_SCALE.rawValue)
    format.min_color = least.rgb
    format.max_color = greatest.rgb
    try apply(&format, range)
  }

  /// A style for the cells where a formula holds, written for the range's first cell.
  package func show(
    _ range: CellRange, as style: CellStyle, where formula: String
  ) throws(WorkbookError) {
    var format = lxw_conditional_format()
    format.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
    format.format = try file.format(style).handle
    var error = LXW_NO_ERROR
    formula.withCString {
      format.value_string = UnsafeMutablePointer(mutating: $0)
      error = conditional(&format, range)
    }
    try check(error, range.first)
  }

  private func apply(
    _ format: inout lxw_conditional_format, _ range: CellRange
  ) throws(WorkbookError) {
    try check(conditional(&format, range), range.first)
  }

  private func conditional(
    _ format: inout lxw_conditional_format, _ range: CellRange
  ) -> lxw_error {
    worksheet_conditional_format_range(
      handle, row(range.first), column(range.first), row(range.last), column(range.last), &format)
  }

  // MARK: - What may be typed

  /// Lets one of the texts of a range be chosen.
  package func offer(_ choices: CellRange, at cell: Cell) throws(WorkbookError) {
    var validation = lxw_data_validation()
    validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
    try validate(&validation, formula: "=\(choices.fullName)", at: cell)
  }

  /// Lets only numbers of at least 0 be typed.
  package func acceptAmount(at cell: Cell) throws(WorkbookError) {
    var validation = lxw_data_validation()
    validation.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
    validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO.rawValue)
    validation.value_number = 0
    try check(worksheet_data_validation_cell(handle, row(cell), column(cell), &validation), cell)
  }

  /// Lets only whole numbers from 1 to `last` be typed.
  package func acceptWhole(upTo last: Int, at cell: Cell) throws(WorkbookError) {
    var validation = lxw_data_validation()
    validation.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
    validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
    validation.minimum_number = 1
    validation.maximum_number = Double(last)
    try check(worksheet_data_validation_cell(handle, row(cell), column(cell), &validation), cell)
  }

  private func validate(
    _ validation: inout lxw_data_validation, formula: String, at cell: Cell
  ) throws(WorkbookError) {
    var error = LXW_NO_ERROR
    formula.withCString {
      validation.value_formula = UnsafeMutablePointer(mutating: $0)
      error = worksheet_data_validation_cell(handle, row(cell), column(cell), &validation)
    }
    try check(error, cell)
  }
}
