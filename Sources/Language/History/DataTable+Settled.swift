import Formats
import Units

extension DataTable {
  /// The table read in the only way that its columns allow, where nothing else was said; a column with
  /// two readings is reported.
  func settled(amounts: [Int], dates: [Int], _ diagnostics: Diagnostics) -> DataTable {
    var table = self
    func ask(_ row: Int, _ column: Int, _ text: String, _ options: String) {
      diagnostics.report(
        Diagnostic(
          at: location(row, column), subject: headings[column], .statement(text),
          hint: "say \(options)"))
    }
    if format.decimal == nil {
      for column in amounts.sorted() {
        switch decimalReading(column) {
        case .plain: continue
        case .only(let mark): table = table.reading(decimal: mark, dates: table.format.dates)
        case .open(let row, let point, let comma):
          ask(
            row, column,
            "\(Excerpt.of(text(row, column))) has two readings: \(NumberText.grouped(comma.sum)) or"
              + " \(NumberText.grouped(point.sum, decimals: 2)) in all",
            "--decimal , or --decimal .")
          table = table.reading(decimal: .point, dates: table.format.dates)
        }
        break
      }
    }
    if format.dates == nil {
      for column in dates.sorted() {
        switch dateReading(column) {
        case .plain: continue
        case .only(let order, _): table = table.reading(decimal: table.format.decimal, dates: order)
        case .open(let row):
          ask(
            row, column, "\(text(row, column)) has two readings, and no date of the column tells",
            "--dates d/m/y or --dates m/d/y")
          // Read in one of the ways, so that each field is not asked about again.
          table = table.reading(decimal: table.format.decimal, dates: .dayFirst)
        case .mixed(let day, let month):
          ask(
            max(day, month), column,
            "\(text(day, column)) at line \(line(day)) has the day first, \(text(month, column)) at line"
              + " \(line(month)) the month", "--dates d/m/y or --dates m/d/y")
        }
        break
      }
    }
    return table
  }
}
