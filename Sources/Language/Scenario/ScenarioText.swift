import Formats

/// A scenario's text in which values are set without touching anything else: comments, order and
/// spelling stay.
struct ScenarioText {
  /// Why a value could not be set.
  struct Obstacle: Error {
    let line: Int?
    /// A sentence without its full stop.
    let problem: String
  }

  private(set) var lines: [String]
  private let file: String

  init(_ source: SourceText) {
    file = source.file
    lines = String(decoding: source.bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  var text: String { lines.joined(separator: "\n") }

  /// Sets the value at a path of keys, which is written out where it is missing.
  ///
  /// - Parameter value: As YAML writes it: a plain scalar, or a text in quotes.
  mutating func set(_ path: [String], to value: String) throws(Obstacle) {
    guard let root = root else {
      throw Obstacle(line: nil, problem: "it cannot be read")
    }
    try set(path[...], to: value, in: root, indent: 0)
  }

  private var root: Entry? {
    guard let source = try? SourceText(file: file, bytes: Array(text.utf8)) else { return nil }
    return DocumentReader.read(source, Diagnostics())
  }

  private mutating func set(
    _ path: ArraySlice<String>, to value: String, in entry: Entry, indent: Int
  ) throws(Obstacle) {
    switch entry.content {
    case .text(let text, let isQuoted):
      guard path.isEmpty else {
        throw Obstacle(
          line: entry.location.line, problem: "\(entry.path) is a text and has nothing below it")
      }
      try replace(text, isQuoted: isQuoted, at: entry.location, with: value)
    case .list(let elements):
      guard let step = path.first.flatMap({ Int($0) }), elements.indices.contains(step) else {
        throw Obstacle(line: entry.location.line, problem: "\(entry.path) is a list")
      }
      try set(path.dropFirst(), to: value, in: elements[step], indent: indent + 2)
    case .map(let pairs):
      guard let step = path.first else {
        // The value beside its source.
        guard let inner = entry["value"] else {
          throw Obstacle(
            line: entry.location.line,
            problem: "\(entry.path) is written as a law of its own; remove it first")
        }
        return try set([], to: value, in: inner, indent: indent)
      }
      if let pair = pairs.first(where: { $0.key == step }) {
        if pair.value.isNothing {
          throw Obstacle(line: pair.keyLocation.line, problem: "\(pair.value.path) has no value")
        }
        return try set(path.dropFirst(), to: value, in: pair.value, indent: indent + 2)
      }
      try insert(path, value, into: entry, pairs)
    }
  }

  /// Replaces a scalar where it stands.
  private mutating func replace(
    _ text: String, isQuoted: Bool, at location: SourceLocation, with value: String
  ) throws(Obstacle) {
    guard let (line, start) = place(location) else { throw lost(location) }
    let rest = lines[line][start...]
    let end: String.Index
    if isQuoted {
      guard let quote = rest.first, quote == "\"" || quote == "'",
        let close = closing(quote, in: rest)
      else { throw lost(location) }
      end = rest.index(after: close)
    } else {
      guard rest.hasPrefix(text) else { throw lost(location) }
      end = rest.index(start, offsetBy: text.count)
    }
    lines[line].replaceSubrange(start..<end, with: value)
  }

  private func closing(_ quote: Character, in text: Substring) -> String.Index? {
    var index = text.index(after: text.startIndex)
    while index < text.endIndex {
      let next = text.index(after: index)
      if text[index] == "\\", quote == "\"", next < text.endIndex {
        index = text.index(after: next)
      } else if text[index] == quote {
        if quote == "'", next < text.endIndex, text[next] == quote {
          index = text.index(after: next)
        } else {
          return index
        }
      } else {
        index = next
      }
    }
    return nil
  }

  /// Where a map in braces ends; nil if that is on a later line.
  private func closingBrace(of text: Substring) -> String.Index? {
    var (index, depth) = (text.startIndex, 0)
    while index < text.endIndex {
      switch text[index] {
      case "{", "[": depth += 1
      case "}", "]":
        depth -= 1
        if depth == 0 { return index }
      case "\"", "'":
        guard let close = closing(text[index], in: text[index...]) else { return nil }
        index = close
      case "#": return nil
      default: break
      }
      index = text.index(after: index)
    }
    return nil
  }

  /// Writes a path out in a map that lacks it: within braces, or as lines at its end.
  private mutating func insert(
    _ path: ArraySlice<String>, _ value: String, into map: Entry, _ pairs: [Entry.Pair]
  ) throws(Obstacle) {
    guard let (line, start) = place(map.location) else { throw lost(map.location) }
    if lines[line][start...].hasPrefix("{") {
      let flow = Self.flow(path, value)
      // At the end of a map that ends on its line, as an author would add it; else at its head.
      if let end = closingBrace(of: lines[line][start...]) {
        lines[line].insert(contentsOf: pairs.isEmpty ? flow : ", " + flow, at: end)
      } else {
        lines[line].insert(
          contentsOf: pairs.isEmpty ? flow : flow + ", ", at: lines[line].index(after: start))
      }
      return
    }
    guard let first = pairs.first, let (line, start) = place(first.keyLocation) else {
      throw lost(map.location)
    }
    let indent = String(lines[line][..<start])
    guard indent.allSatisfy({ $0 == " " }) else { throw lost(map.location) }
    if map.path.isEmpty {
      while lines.last == "" { lines.removeLast() }
      lines += [""] + Self.block(path, value, indent: "") + [""]
    } else {
      lines.insert(
        contentsOf: Self.block(path, value, indent: indent),
        at: end(ofBlockAt: line, indent: indent.count))
    }
  }

  /// The line after a block of keys; comments below its last value stay below.
  private func end(ofBlockAt first: Int, indent: Int) -> Int {
    var end = first + 1
    for index in lines.indices.dropFirst(first + 1) {
      let content = lines[index].drop { $0 == " " }
      if content.isEmpty || content.hasPrefix("#") { continue }
      guard lines[index].count - content.count >= indent else { break }
      end = index + 1
    }
    return end
  }

  /// `renewal: {chance: 84%..86%}`.
  private static func flow(_ path: ArraySlice<String>, _ value: String) -> String {
    guard let key = path.first else { return value }
    let rest = path.dropFirst()
    return "\(key): " + (rest.isEmpty ? value : "{\(flow(rest, value))}")
  }

  /// The last two keys on a line, the others on lines of their own.
  private static func block(
    _ path: ArraySlice<String>, _ value: String, indent: String
  ) -> [String] {
    guard path.count > 2, let key = path.first else { return [indent + flow(path, value)] }
    return ["\(indent)\(key):"] + block(path.dropFirst(), value, indent: indent + "  ")
  }

  private func place(_ location: SourceLocation) -> (line: Int, start: String.Index)? {
    guard let line = location.line, let column = location.column, lines.indices.contains(line - 1)
    else { return nil }
    let text = lines[line - 1]
    // The parser counts scalars.
    let scalars = text.unicodeScalars
    guard
      let index = scalars.index(
        scalars.startIndex, offsetBy: column - 1, limitedBy: scalars.endIndex)
    else { return nil }
    return (line - 1, index)
  }

  private func lost(_ location: SourceLocation) -> Obstacle {
    Obstacle(
      line: location.line, problem: "it is written in a way that cannot be changed in place")
  }

  /// The lines that differ from another text's, each with `-` or `+`, under the line where they
  /// stand.
  func difference(from old: ScenarioText) -> [String] {
    var output: [String] = []
    let changes = lines.difference(from: old.lines)
    var removed = changes.removals.makeIterator()
    var added = changes.insertions.makeIterator()
    var (minus, plus) = (removed.next(), added.next())
    var (before, after) = (0, 0)
    var lastLine = -2
    func head(_ line: Int) -> [String] { line > lastLine + 1 ? ["@@ line \(line + 1)"] : [] }
    while before < old.lines.count || after < lines.count {
      if case .remove(let offset, let text, _)? = minus, offset == before {
        output += head(after) + ["-" + text]
        lastLine = after
        before += 1
        minus = removed.next()
      } else if case .insert(let offset, let text, _)? = plus, offset == after {
        output += head(after) + ["+" + text]
        lastLine = after
        after += 1
        plus = added.next()
      } else {
        before += 1
        after += 1
      }
    }
    return output
  }
}
