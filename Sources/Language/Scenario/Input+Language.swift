import Formats
import Model

extension Input.Values {
  /// The values it accepts, in the language.
  var form: Form {
    switch self {
    case .positive: .assumption(.positive)
    case .factor: .assumption(.factor)
    case .number(let range):
      .assumption(Quantity(.number, from: range.lowerBound, to: range.upperBound))
    case .share: .assumption(.share)
    case .part(let range):
      .assumption(Quantity(.share, from: range.lowerBound, to: range.upperBound))
    case .proportion: .assumption(.proportion)
    case .money: .assumption(.money)
    case .months: .oneOf([.duration, .assumption(Quantity(.number, from: 0, to: 120))])
    case .duration: .duration
    }
  }
}

extension InputCatalogue {
  /// The inputs' keys, each group as a record.
  static var keys: [Record.Key] { keys(all) }

  /// The keys down to an input.
  static func keys(through last: KeyPath<Self, Input>) -> [Record.Key] {
    keys(Array(all[...index(of: last)]))
  }

  /// The keys behind an input.
  static func keys(after last: KeyPath<Self, Input>) -> [Record.Key] {
    keys(Array(all[(index(of: last) + 1)...]))
  }

  private static func keys(_ inputs: [Input]) -> [Record.Key] {
    byGroup(inputs).flatMap { group, members in
      let keys = members.map { Record.Key($0.key, $0.summary, $0.values.form) }
      return group.map { [Record.Key($0.key, $0.summary, .record(Record(keys)))] } ?? keys
    }
  }

  /// The defaults, as lines of a document.
  static func defaults(indent: Int) -> String {
    let lines = byGroup(all).flatMap { group, members in
      let written = members.compactMap(\.written)
      return group.map { ["\($0.key):"] + written.map { "  " + $0 } } ?? written
    }
    return lines.map { String(repeating: " ", count: indent) + $0 }.joined(separator: "\n")
  }

  /// The defaults, for a map on one line.
  static var defaults: String { all.compactMap(\.written).joined(separator: ", ") }

  /// The inputs with neighbours of one group together.
  private static func byGroup(_ inputs: [Input]) -> [(group: Input.Group?, members: [Input])] {
    var parts: [(group: Input.Group?, members: [Input])] = []
    for input in inputs {
      if let last = parts.indices.last, parts[last].group == input.group {
        parts[last].members.append(input)
      } else {
        parts.append((input.group, [input]))
      }
    }
    return parts
  }
}

extension Input {
  /// The default as the document writes it; nil if there is none.
  fileprivate var written: String? {
    self.default.map { text in
      guard let source else { return "\(key): \(text)" }
      let quoted = source.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "\(key): {value: \(text), source: \"\(quoted)\"}"
    }
  }
}

extension Cursor {
  /// The values of a catalogue whose keys are below this entry.
  func values<Catalogue>(
    of catalogue: Catalogue.Type = Catalogue.self
  ) -> InputValues<Catalogue, Assumption> {
    InputValues { input in value(of: input) }
  }

  /// The values that are written here; nil where none is.
  func writtenValues<Catalogue>(
    of catalogue: Catalogue.Type = Catalogue.self
  ) -> InputValues<Catalogue, Assumption?> {
    InputValues { input in
      input.path.reduce(self) { $0[$1] }.exists ? value(of: input) : nil
    }
  }

  private func value(of input: Input) -> Assumption {
    let cursor = input.path.reduce(self) { $0[$1] }
    return switch input.values {
    case .months: cursor.uncertainMonths()
    case .duration: cursor.wholeMonths()
    case .positive, .factor, .number, .share, .part, .proportion, .money: cursor.uncertain()
    }
  }
}
