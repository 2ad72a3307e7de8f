import Formats

/// Which account an account belongs to, where children join their parents.
struct ParentAccounts {
  private var parents: [String: String] = [:]

  /// - Parameter rows: Those that are part of the book.
  init?(_ columns: BookColumns, _ rows: [Int]) {
    guard let account = columns["account"], let parent = columns["parent"] else { return nil }
    let table = columns.table
    // A parent may be named by its id or by its name.
    var ids: [String: String] = [:]
    for row in rows {
      let id = table.text(row, account.index).trimmed
      ids[id] = id
      if let name = columns["name"] { ids[table.text(row, name.index).trimmed] = id }
    }
    for row in rows {
      let text = table.text(row, parent.index).trimmed
      let id = table.text(row, account.index).trimmed
      if !text.isEmpty, ids[text] != id { parents[id] = ids[text] ?? text }
    }
  }

  /// The account at the top; of a circle, the one that comes first in the alphabet.
  func root(of id: String) -> String {
    var seen = [id]
    while let parent = parents[seen[seen.count - 1]] {
      if let first = seen.firstIndex(of: parent) { return seen[first...].min() ?? id }
      seen.append(parent)
    }
    return seen[seen.count - 1]
  }
}
