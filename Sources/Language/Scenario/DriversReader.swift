import Formats
import Model

/// Reads which columns of the book move which odds.
struct DriversReader {
  /// The cursor of `drivers`.
  let cursor: Cursor

  /// What is written for a value with which no account renews.
  static let never = "never"

  /// How drivers use a column.
  struct Use: Hashable, Sendable {
    /// Whether values have odds ratios.
    var byValue = false
    /// Whether a unit of a number has an odds ratio.
    var byUnit = false
    /// The values with which no account renews.
    var never: Set<String> = []
  }

  /// Every column that a driver names.
  func uses() -> [String: Use] {
    var uses: [String: Use] = [:]
    for column in columns {
      let isByValue = column.cursor.entry.map(DriversReader.isByValue) ?? false
      uses[column.name, default: Use()].byValue = uses[column.name]?.byValue == true || isByValue
      uses[column.name, default: Use()].byUnit = uses[column.name]?.byUnit == true || !isByValue
      if isByValue, column.target == .renewal {
        uses[column.name]?.never.formUnion(
          column.cursor.names.filter { isNever(column.cursor.named($0)) })
      }
    }
    return uses
  }

  /// - Parameter attributes: The columns of the book; nil if it could not be read.
  func drivers(of attributes: [String: BookAttribute]?) -> [Driver] {
    var drivers: [Driver] = []
    for (target, name, cursor) in columns {
      guard let entry = cursor.entry else { continue }
      if let attributes, attributes[name] == nil {
        cursor.reportUnknownKey("column of the book", name, among: attributes.keys.sorted())
        continue
      }
      let attribute = attributes?[name]
      let effect: Driver.Effect
      if DriversReader.isByValue(entry) {
        guard let values = values(cursor, attribute, target) else { continue }
        effect = .values(values)
      } else {
        effect = .perUnit(cursor.uncertain())
        if case .text? = attribute, uses()[name]?.byValue == true {
          cursor.report(
            .statement("\(name) is read by value elsewhere, so it cannot be a number here"))
          continue
        }
      }
      drivers.append(Driver(target: target, column: name, effect: effect))
    }
    return drivers
  }

  private func isNever(_ value: Cursor) -> Bool { value.entry?.text == Self.never }

  /// Whether a map holds values, rather than an assumption written as a map.
  private static func isByValue(_ entry: Entry) -> Bool {
    entry.pairs.map { pairs in !pairs.contains { WrittenAssumption.isKey($0.key) } } ?? false
  }

  private var columns: [(target: Driver.Target, name: String, cursor: Cursor)] {
    Driver.Target.all.flatMap { target in
      let motion = cursor.named(target.name)
      return motion.names.map { (target, $0, motion.named($0)) }
    }
  }

  private func values(
    _ cursor: Cursor, _ attribute: BookAttribute?, _ target: Driver.Target
  ) -> [String: Assumption]? {
    var known: Set<String>?
    if case .text(let texts)? = attribute {
      known = Set(texts.compactMap { $0 })
      let isNumeric = known?.allSatisfy { (try? Literal.number($0)) != nil } ?? false
      let asksForNumbers = cursor.names.allSatisfy { (try? Literal.number($0)) != nil }
      if isNumeric, known?.isEmpty == false, !asksForNumbers {
        cursor.report(
          .statement("the column holds numbers"),
          hint: "write one odds ratio, which is for each unit of the number")
        return nil
      }
    }
    var values: [String: Assumption] = [:]
    for name in cursor.names {
      let value = cursor.named(name)
      if isNever(value) {
        if target != .renewal {
          value.report(
            .statement("only a renewal can be ruled out"), hint: "write an odds ratio above 0")
        }
        values[name] = Assumption(key: value.path, distribution: .never)
      } else {
        values[name] = value.uncertain()
      }
      if let known, !known.contains(name) {
        value.report(
          .statement("no account has this value"),
          hint: Suggestion.hint(for: name, among: known.sorted()), severity: .warning)
      }
    }
    return values
  }
}
