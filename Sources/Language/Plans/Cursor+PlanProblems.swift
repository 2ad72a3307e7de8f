import Formats
import Plans

extension Cursor {
  /// Reports the problems of a value read here, each at its key path.
  func report(_ problems: PlanProblems) {
    guard let entry else { return }
    for problem in problems.problems {
      let (location, subject, refused) = entry.resolve(problem.keyPath)
      diagnostics.report(
        Diagnostic(
          at: location.withoutColumn, subject: subject,
          .foundKind(problem.found, expected: problem.expected),
          hint: refused?.text.flatMap { share(meantBy: $0, at: problem.keyPath) }))
    }
  }

  /// The percentage that a bare number was meant to be: if `%` distinguishes a share from an amount
  /// and the amount is refused, the share was meant.
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

  /// The value, or nil if its problems were reported here.
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
  /// Follows a key path such as `measures[1].curve[2]` from here, as far as it was written.
  ///
  /// An index counts the elements of a list or the keys of a scale. A key may itself contain points:
  /// the longest one that fits is followed.
  func resolve(_ keyPath: String) -> (location: SourceLocation, path: String, entry: Entry?) {
    guard !keyPath.isEmpty else { return (location, path, self) }
    if keyPath.first == "[", let end = keyPath.firstIndex(of: "]"),
      let index = Int(keyPath[keyPath.index(after: keyPath.startIndex)..<end])
    {
      let below = elements ?? pairs?.map(\.value) ?? []
      guard below.indices.contains(index) else { return (location, path + keyPath, nil) }
      return below[index].resolve(Entry.rest(of: keyPath, from: keyPath.index(after: end)))
    }
    let pair = pairs?.filter { pair in
      keyPath.hasPrefix(pair.key)
        && [nil, ".", "["].contains(keyPath.dropFirst(pair.key.count).first)
    }.max { $0.key.count < $1.key.count }
    guard let pair else { return (location, Entry.path(path, keyPath), nil) }
    let end = keyPath.index(keyPath.startIndex, offsetBy: pair.key.count)
    return pair.value.resolve(Entry.rest(of: keyPath, from: end))
  }

  private static func rest(of keyPath: String, from index: String.Index) -> String {
    let rest = keyPath[index...]
    return String(rest.first == "." ? rest.dropFirst() : rest)
  }
}
