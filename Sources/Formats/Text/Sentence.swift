/// A sentence that knows which of its words are a user's names and which are numbers, so that a page
/// can mark up each; a terminal shows it as plain text.
///
/// ```swift
/// let sentence: Sentence = "\(name: model) costs \(cost) a year"
/// ```
package struct Sentence: Hashable, Sendable, ExpressibleByStringInterpolation {
  package enum Part: Hashable, Sendable {
    case words(String)
    case name(String)
    case figure(ShownNumber)
  }

  package private(set) var parts: [Part]

  package init(stringLiteral text: String) {
    parts = [.words(text)]
  }

  package init(stringInterpolation: StringInterpolation) {
    parts = stringInterpolation.parts
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate(set) var parts: [Part] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ text: String) {
      if !text.isEmpty { parts.append(.words(text)) }
    }

    package mutating func appendInterpolation(_ text: String) { appendLiteral(text) }
    package mutating func appendInterpolation(_ count: Int) { appendLiteral(String(count)) }
    package mutating func appendInterpolation(name: String) { parts.append(.name(name)) }
    package mutating func appendInterpolation(_ figure: ShownNumber) {
      parts.append(.figure(figure))
    }
    package mutating func appendInterpolation(_ sentence: Sentence) { parts += sentence.parts }
  }

  package var text: String {
    parts.map { part in
      switch part {
      case .words(let text), .name(let text): text
      case .figure(let figure): figure.text
      }
    }.joined()
  }

  package static func + (a: Sentence, b: Sentence) -> Sentence { "\(a)\(b)" }
}

extension Sequence<Sentence> {
  /// One sentence: `a, b and c`.
  package func listed(_ last: String = " and ") -> Sentence {
    let sentences = Array(self)
    return sentences.enumerated().reduce("") { list, next in
      let gap =
        switch next.offset {
        case 0: ""
        case sentences.count - 1: last
        default: ", "
        }
      return "\(list)\(gap)\(next.element)"
    }
  }
}
