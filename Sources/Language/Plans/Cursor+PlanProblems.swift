import Formats
import Plans

extension Cursor {
  /// Reports what is wrong with a value read here, each problem where its key path leads.
  func report(_ problems: PlanProblems) {
    guard let entry else { return }
    for problem in problems.problems {
      let (place, subject, refused) = entry.resolve(problem.keyPath)
      diagnostics.report(
        Diagnostic(
          at: place.ofLine, subject: subject,
          .foundKind(problem.found, expected: problem.expected),
          wayOut: refused?.text.flatMap { share(meantBy: $0, at: problem.keyPath) }))
    }
  }

  /// The percentage that a bare number was meant to be: where an amount or a share may stand, told
  /// apart by `%`, and the amount is refused, it was the share.
  private func share(meantBy text: String, at key: String) -> String? {
    let quantities = forms(of: key).compactMap { form -> Quantity? in
      if case .scalar(.quantity(let quantity)) = form { quantity } else { nil }
    }
    guard !text.hasSuffix("%"), quantities.contains(where: { $0.unit == .money }),
      let share = quantities.first(where: { $0.unit == .ratio }),
      let value = try? Literal.number(text)
    else { return nil }
    return share.percentages(of: text, value)
  }

  /// The value, or nil where its problems were reported here.
  func valid<Value>(_ make: () throws(PlanProblems) -> Value) -> Value? {
    do throws(PlanProblems) {
      return try make()
    } catch {
      report(error)
      return nil
    }
  }
}

extension Entry {
  /// Where a key path such as `measures[1].curve[2]` leads from here, as far as it was written, and
  /// what stands there.
  ///
  /// An index counts the elements of a list and the keys of a scale. A key may hold points itself:
  /// the longest one that fits is followed.
  func resolve(_ keyPath: String) -> (place: Place, path: String, entry: Entry?) {
    guard !keyPath.isEmpty else { return (place, path, self) }
    if keyPath.first == "[", let end = keyPath.firstIndex(of: "]"),
      let index = Int(keyPath[keyPath.index(after: keyPath.startIndex)..<end])
    {
      let below = elements ?? pairs?.map(\.value) ?? []
      guard below.indices.contains(index) else { return (place, path + keyPath, nil) }
      return below[index].resolve(Entry.rest(of: keyPath, from: keyPath.index(after: end)))
    }
    let pair = pairs?.filter { pair in
      keyPath.hasPrefix(pair.key)
        && [nil, ".", "["].contains(keyPath.dropFirst(pair.key.count).first)
    }.max { $0.key.count < $1.key.count }
    guard let pair else { return (place, Entry.path(path, keyPath), nil) }
    let end = keyPath.index(keyPath.startIndex, offsetBy: pair.key.count)
    return pair.value.resolve(Entry.rest(of: keyPath, from: end))
  }

  private static func rest(of keyPath: String, from index: String.Index) -> String {
    let rest = keyPath[index...]
    return String(rest.first == "." ? rest.dropFirst() : rest)
  }
}
