import Formats
import Model
import Ownership

/// Reads who owns which motion in which segment.
struct OwnersReader {
  /// The cursor of `owners`.
  let cursor: Cursor
  let segments: [Segment]
  let roles: [String]

  func table() -> OwnerTable {
    var rows: [SegmentSelector: OwnerTable.Row] = [:]
    if cursor.alone(NamedMap.wildcard).exists {
      rows[.all] = row(cursor.alone(NamedMap.wildcard))
    }
    for name in cursor.names {
      let row = cursor.alone(name)
      cursor.checkSegment(name, row, among: segments)
      rows[.named(name)] = self.row(row)
    }
    return OwnerTable(rows)
  }

  private func row(_ cursor: Cursor) -> OwnerTable.Row {
    var row: OwnerTable.Row = [:]
    if let rest = assignment(cursor.alone(NamedMap.wildcard)) { row[.all] = rest }
    // Covers both sizes, unless one is named separately.
    if let upsell = assignment(cursor.alone(bothSizes)) {
      row[.motion(.smallUpsell)] = upsell
      row[.motion(.bigUpsell)] = upsell
    }
    for motion in Motion.allCases {
      if let own = assignment(cursor.alone(motion.rawValue)) { row[.motion(motion)] = own }
    }
    return row
  }

  private var bothSizes: String { "upsell" }

  /// A role's name, or owner, source and credit.
  private func assignment(_ cursor: Cursor) -> Assignment? {
    guard cursor.exists else { return nil }
    guard cursor.isMap else { return role(cursor).map { Assignment(owner: $0) } }
    guard let owner = role(cursor["owner"]) else { return nil }
    let source = role(cursor["source"])
    if let source, source == owner {
      cursor["source"].report(
        .statement("\(source) sources for itself"), hint: "name another role, or none")
    }
    var credit: [Role: Double] = [:]
    for name in cursor["credit"].names {
      let share = cursor["credit"].named(name)
      guard roles.contains(name) else {
        share.reportUnknownKey("role", name, among: roles)
        continue
      }
      credit[Role(name)] = share.number()?.value
    }
    return Assignment(owner: owner, source: source, credit: credit)
  }

  private func role(_ cursor: Cursor) -> Role? {
    guard let name = cursor.text()?.value else { return nil }
    if !roles.contains(name) { cursor.reportUnknown("role", among: roles) }
    return Role(name)
  }
}

extension Cursor {
  /// Reports a segment name of the user's that the book does not have.
  ///
  /// - Parameter segments: Empty if the book could not be read; then nothing is reported.
  func checkSegment(_ name: String, _ entry: Cursor, among segments: [Segment]) {
    guard !segments.isEmpty, !segments.contains(where: { $0.name == name }) else { return }
    entry.reportUnknownKey("segment", name, among: segments.map(\.name))
  }
}
