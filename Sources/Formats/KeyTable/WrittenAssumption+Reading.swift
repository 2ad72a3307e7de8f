extension WrittenAssumption {
  /// Whether a map with this key is an assumption.
  package static func isKey(_ key: String) -> Bool {
    Family(rawValue: key) != nil || percentiles.contains(key)
  }

  private static let percentiles = ["p10", "p50", "p90"]

  /// A standard deviation over its mean: below, a law is its mean; above, next to all of it is 0.
  private static let cv = Quantity(.number, from: 0.000_1, to: 100)

  /// Reads a text, `{p10:, p90:}`, or a family such as `{pert: [a, b, c]}` and
  /// `{lognormal: {mean: 12%..18%, cv: 0.8}}`.
  package init(_ entry: Entry, of quantity: Quantity) throws(EntryError) {
    if let text = entry.text, !entry.isNothing {
      do throws(LiteralError) {
        try self.init(text, of: quantity)
      } catch {
        throw EntryError(entry, error)
      }
      return
    }
    guard let pairs = entry.pairs, !pairs.isEmpty else {
      throw EntryError(entry, expected: Form.assumption(quantity).expectation)
    }
    if pairs.allSatisfy({ WrittenAssumption.percentiles.contains($0.key) }) {
      try self.init(percentiles: entry, of: quantity)
      return
    }
    guard pairs.count == 1, let family = Family(rawValue: pairs[0].key) else {
      let names = Family.allCases.map(\.rawValue)
      let odd = pairs.first { Family(rawValue: $0.key) == nil } ?? pairs[0]
      throw EntryError(
        entry, expected: "one of \(names.joined(separator: ", ")), or p10 and p90",
        hint: Suggestion.hint(for: odd.key, among: names + WrittenAssumption.percentiles))
    }
    let parameters = try WrittenAssumption.parameters(family, pairs[0].value, of: quantity)
    self = .family(family, parameters)
  }

  private init(percentiles entry: Entry, of quantity: Quantity) throws(EntryError) {
    guard let low = entry["p10"], let high = entry["p90"] else {
      throw EntryError(entry, expected: "p10 and p90")
    }
    let written = [low, entry["p50"], high].compactMap { $0?.text }
    do throws(LiteralError) {
      try self.init(written.joined(separator: ".."), of: quantity)
    } catch {
      throw EntryError(entry, error)
    }
  }

  private static func parameters(
    _ family: Family, _ entry: Entry, of quantity: Quantity
  ) throws(EntryError) -> [WrittenAssumption] {
    if family.isList {
      guard let elements = entry.elements, elements.count == family.parameters.count else {
        throw EntryError(
          entry, expected: "a list of \(family.parameters.joined(separator: ", "))")
      }
      var points: [Double] = []
      for element in elements {
        guard case .fixed(let point) = try WrittenAssumption(element, of: quantity) else {
          throw EntryError(element, expected: "one number")
        }
        points.append(point)
      }
      let isRising = zip(points, points.dropFirst()).allSatisfy { $0 <= $1 }
      guard isRising, let first = points.first, let last = points.last, first < last else {
        let found = elements.compactMap(\.text).joined(separator: ", ")
        throw EntryError(
          entry, LiteralError(found: "[\(found)]", expected: "numbers that rise"))
      }
      return points.map(WrittenAssumption.fixed)
    }
    guard let pairs = entry.pairs, Set(pairs.map(\.key)) == Set(family.parameters) else {
      throw EntryError(
        entry, expected: "a map with \(family.parameters.joined(separator: " and "))")
    }
    var parameters: [WrittenAssumption] = []
    for name in family.parameters {
      guard let value = entry[name] else { continue }
      let kind =
        switch name {
        case "mean": quantity
        case "cv": cv
        default: Quantity.positive
        }
      parameters.append(try WrittenAssumption(value, of: kind))
    }
    return parameters
  }
}
