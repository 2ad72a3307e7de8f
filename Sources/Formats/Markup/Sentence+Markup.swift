extension Sentence {
  /// The sentence on a page: names isolated, figures with all their digits.
  package var markup: [Markup] {
    parts.map { part in
      switch part {
      case .words(let text): .text(text)
      case .name(let name): .name(name)
      case .figure(let figure): .figure(figure)
      }
    }
  }
}
