import Formats

/// Parents whose amount is that of their children together, so that it would count twice.
struct ParentSums {
  /// The rows of parents with the sum of at least two children.
  private(set) var totals: [Int] = []
  /// How many parents have at least two children in the book.
  private(set) var parents = 0

  /// - Parameters:
  ///   - name: Of the column by whose text a parent may be named too.
  ///   - amount: Of a row; nil where it cannot be read.
  init(
    _ table: DataTable, _ rows: [Int], account: Int, parent: Int, name: Int?,
    amount: (Int) -> Double?
  ) {
    var row: [String: Int] = [:]
    for candidate in rows.reversed() {
      if let name { row[table.text(candidate, name).trimmed] = candidate }
    }
    for candidate in rows.reversed() { row[table.text(candidate, account).trimmed] = candidate }
    var sums: [Int: (sum: Double, children: Int)] = [:]
    for child in rows {
      let text = table.text(child, parent).trimmed
      guard !text.isEmpty, let own = row[text], own != child else { continue }
      sums[own, default: (0, 0)].sum += amount(child) ?? 0
      sums[own, default: (0, 0)].children += 1
    }
    let several = sums.filter { $0.value.children > 1 }
    parents = several.count
    totals = several.filter { own in
      guard let value = amount(own.key), value > 0 else { return false }
      return abs(value - own.value.sum) <= max(0.005 * Double(own.value.children), 1e-9 * value)
    }.keys.sorted()
  }

  /// Whether that is so of most, and no coincidence.
  var areTotals: Bool { !totals.isEmpty && totals.count * 2 >= parents }
}
