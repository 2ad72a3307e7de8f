import Formats

/// Which rows of an export are customers, by a column that says what each is.
struct RowStatus {
  /// The heading, and the values that are part of the book, as the file writes them.
  let heading: String
  let index: Int
  let kept: [String]
  /// The other values, with their rows.
  let others: [(value: String, rows: Int)]

  /// As a condition of the book.
  var condition: String { "\(heading) = \(kept.joined(separator: " | "))" }

  /// Every column that tells customers from others.
  static func all(in table: DataTable) -> [RowStatus] {
    let headings = Headings(table.headings)
    return table.headings.indices.compactMap { index in
      guard words.contains(where: { headings.has(index, [$0]) }) else { return nil }
      return RowStatus(table, index)
    }
  }

  private static let words = [
    "type", "status", "stage", "state", "lifecycle", "active", "phase", "kundenstatus",
    "vertragsstatus",
    "statut", "estado", "stato", "typ", "kundentyp",
  ]

  private init?(_ table: DataTable, _ index: Int) {
    var counts: [String: Int] = [:]
    for row in 0..<table.rowCount {
      counts[table.text(row, index).trimmed, default: 0] += 1
      if counts.count > 30 { return nil }
    }
    let isActive = Headings(table.headings).has(index, ["active"])
    let kept = counts.keys.filter { Self.isCustomer($0, isActive: isActive) }.sorted()
    guard !kept.isEmpty, kept.count < counts.count else { return nil }
    heading = table.headings[index]
    self.index = index
    self.kept = kept
    others = counts.filter { !kept.contains($0.key) }.map { ($0.key, $0.value) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }

  /// Whether a value means a customer who pays; `past_due` is late, but has a contract.
  private static func isCustomer(_ value: String, isActive: Bool) -> Bool {
    let text = value.lowercased().replacing("_", with: " ").replacing("-", with: " ")
    return customers.contains(text) || leavers.contains(text)
      || isActive && ["true", "yes", "y", "1", "ja"].contains(text)
  }

  /// The values of a column of states that mean a customer who has given notice.
  static func leavers(in table: DataTable, _ index: Int) -> Set<String> {
    let headings = Headings(table.headings)
    guard words.contains(where: { headings.has(index, [$0]) }) else { return [] }
    var values: Set<String> = []
    for row in 0..<table.rowCount {
      values.insert(table.text(row, index))
      if values.count > 30 { return [] }
    }
    return values.filter {
      leavers.contains(
        $0.trimmed.lowercased().replacing("_", with: " ").replacing("-", with: " "))
    }
  }

  private static let leavers: Set<String> = [
    "non renewing", "not renewing", "cancelling", "canceling", "pending cancellation",
    "cancellation pending", "pending cancel", "notice given", "cancels at period end",
    "active until end", "gekündigt", "in kündigung", "résilié", "résiliation demandée",
  ]

  private static let customers: Set<String> = [
    "customer", "customers", "client", "active", "active customer", "live", "closed won", "won",
    "past due", "current", "current customer", "existing customer", "paying", "subscribed",
    "in force",
    "kunde", "aktiv", "bestandskunde", "aktiver kunde", "gewonnen", "actif", "client actif",
    "gagné",
    "activo", "cliente", "attivo", "actief", "klant", "customer direct", "renewed",
  ]
}
