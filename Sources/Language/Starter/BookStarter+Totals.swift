import Formats
import Units

/// Rows that are no accounts, but the sums of others.
extension BookStarter {
  /// Leaves out totals that do not stand in the first column, or have no name, by the evidence of their
  /// sums; those that a file's format tells are left out already.
  mutating func chooseTotals() {
    guard let account = index("account"), amountColumn != nil else { return }
    let labels = totalLabels(account)
    if !labels.isEmpty { leaveOutTotals(labels, account) }
    leaveOutWhole()
  }

  /// Rows without an id, or with a word for totals in one of their first columns; by row, the column.
  private func totalLabels(_ account: Int) -> [Int: Int] {
    let first = Array(table.headings.indices.prefix(4))
    let columns =
      first + [account, index("name")].compactMap(\.self).filter { !first.contains($0) }
    var labels: [Int: Int] = [:]
    for row in kept {
      if table.isEmpty(row, account) { labels[row] = account }
      for column in columns where !table.isTyped(row, column) {
        let text = table.text(row, column)
        if TotalWord.begins(text) || TotalWord.ends(text) { labels[row] = column }
      }
    }
    return labels
  }

  private mutating func leaveOutTotals(_ labels: [Int: Int], _ account: Int) {
    let filled = (0..<min(table.rowCount, 400)).map { table.filled($0) }.sorted()
    let typical = filled[filled.count * 3 / 4]
    var sums = RunningSums()
    var totals: [Int] = []
    for row in 0..<table.rowCount {
      guard let value = amount(row) else { continue }
      guard let column = labels[row] else {
        sums.add(value)
        continue
      }
      let text = table.text(row, column)
      let isSparse = table.filled(row) * 2 <= typical || table.isEmpty(row, account)
      let rows = sums.explains(value) ?? 0
      if !text.isEmpty && TotalWord.isUnmistakable(text) || rows > 1 || rows == 1 && isSparse {
        totals.append(row)
        sums.endGroup()
      } else {
        sums.add(value)
      }
    }
    guard !totals.isEmpty else { return }
    let unnamed = labels.filter { $0.value == account && table.isEmpty($0.key, account) }
    for (column, rows) in Dictionary(grouping: totals, by: { labels[$0] ?? account }).sorted(by: {
      $0.key < $1.key
    }) {
      let heading = table.headings[column]
      let texts = rows.map { table.text($0, column).trimmed }
      let shown = rows.prefix(4).map { row in
        let text = table.text(row, column).trimmed
        return "line \(table.line(row))" + (text.isEmpty ? "" : ", \(text),")
          + " \(NumberText.grouped(amount(row) ?? 0))"
      }
      let more = rows.count > 4 ? " and \(rows.count - 4) more" : ""
      let ground =
        "\(Counted(rows.count, "row")) with the sum of others \(rows.count == 1 ? "is" : "are") left out:"
        + " \(shown.joined(separator: ", "))\(more)"
      if texts.allSatisfy(\.isEmpty) {
        guard rows.count == unnamed.count else { continue }
        conditions.append("\(heading) is not blank")
        notes.append("where \(heading) is not blank: \(ground)")
      } else {
        let names = Set(texts).sorted().joined(separator: " | ")
        conditions.append("\(heading) != \(names)")
        notes.append("where \(heading) != \(names): \(ground)")
      }
      let gone = Set(rows)
      kept.removeAll { gone.contains($0) }
    }
  }

  /// Leaves out a row that is as much as all others together, whatever it is called.
  private mutating func leaveOutWhole() {
    let amounts = kept.map { amount($0) ?? 0 }
    let sum = amounts.reduce(0, +)
    guard kept.count > 2, sum > 0 else { return }
    for (index, row) in kept.enumerated() where abs(2 * amounts[index] - sum) <= 1e-9 * sum {
      let first = table.headings.indices.first { !table.isEmpty(row, $0) } ?? 0
      let label = table.text(row, first).trimmed
      guard kept.count > 10 || TotalWord.begins(label) || self.index("account") != first else {
        continue
      }
      alsoLeftOut.append(RowLabel(label))
      notes.append(
        "leave-out \(Excerpt.of(label)): line \(table.line(row)) has \(NumberText.grouped(amounts[index])),"
          + " as much as all others together, and is taken for their total")
      kept.remove(at: index)
      return
    }
  }
}
