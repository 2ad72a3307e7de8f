public import Formats
public import Model

extension Approval {
  /// Reads `<= 6.2m with 80%`.
  ///
  /// - Throws: ``LiteralError``.
  public init(
    of subject: String, role: String? = nil, _ text: String
  ) throws(LiteralError) {
    let pattern = /\s*(?<sign><=|>=)\s*(?<bound>\S+)(\s+with\s+(?<chance>\S+))?\s*/
    guard let match = text.wholeMatch(of: pattern) else {
      throw LiteralError(
        found: text, expected: "a bound with its chance, such as \"<= 6.2m with 80%\"")
    }
    let bound = String(match.bound)
    self.init(
      subject: subject, role: role, isMost: match.sign == "<=",
      bound: try Literal.number(bound), isPercent: bound.hasSuffix("%"),
      chance: try Self.chance(match.chance), text: Self.tidy(text))
  }

  private static func chance(_ text: Substring?) throws(LiteralError) -> Double? {
    guard let text else { return nil }
    return try Quantity.share.value(String(text))
  }

  /// Reads `cost <= 6.2m with 80%`, the same as one line; a role follows a point, as in
  /// `share-at-quota.csm >= 60%`.
  ///
  /// - Throws: ``LiteralError``.
  public init(line: String) throws(LiteralError) {
    guard let match = line.wholeMatch(of: /\s*([a-z0-9-]+)(\.([a-z0-9-]+))?\s*([<>]=.*)/) else {
      throw LiteralError(
        found: line, expected: "a figure with its bound and chance, such as cost <= 6.2m with 80%")
    }
    try self.init(of: String(match.1), role: match.3.map(String.init), String(match.4))
  }

  /// With single spaces.
  private static func tidy(_ text: String) -> String {
    text.split(separator: /\s+/).joined(separator: " ")
  }
}

extension ScenarioLanguage {
  static let approve = Form.map(
    NamedMap(
      of: "figure", .oneOf([.text, .map(NamedMap(of: "role", .text))]), isMerged: false))
}

/// Reads what a model has to meet to be approved.
struct ApprovalReader {
  let cursor: Cursor

  /// In the order of the document. What cannot be read is reported.
  func approvals() -> [Approval] {
    cursor.names.flatMap { name -> [Approval] in
      let subject = cursor.named(name)
      guard subject.isMap else {
        return [approval(of: name, role: nil, subject)].compactMap(\.self)
      }
      return subject.names.compactMap { approval(of: name, role: $0, subject.named($0)) }
    }
  }

  private func approval(of name: String, role: String?, _ cursor: Cursor) -> Approval? {
    guard let text = cursor.text()?.value else { return nil }
    do throws(LiteralError) {
      return try Approval(of: name, role: role, text)
    } catch {
      cursor.report(.found(error.found, expected: error.expected), hint: error.hint)
      return nil
    }
  }
}
