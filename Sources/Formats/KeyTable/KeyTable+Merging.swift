extension KeyTable {
  /// Lays the user's document over the defaults, key by key.
  ///
  /// Both are in plain form. Records and maps of names are merged; lists, scales, assumptions and
  /// maps declared so are replaced as a whole. The user's `all` overrides names in the defaults, so
  /// it removes them; among the user's own entries the most specific wins on reading.
  ///
  /// - Precondition: Within a named entry of a map with the wildcard, the defaults have no second
  ///   `all`: it would be undecided whether the user's outer `all` is stronger.
  public func merged(_ yours: Entry, over defaults: Entry?) -> Entry {
    guard let defaults else { return yours }
    return merged(yours, defaults, .record(root)) ?? yours
  }

  private func merged(_ yours: Entry?, _ defaults: Entry?, _ form: Form) -> Entry? {
    guard let yours else { return defaults }
    guard let defaults, let yourPairs = yours.pairs, let defaultPairs = defaults.pairs,
      let form = mergingForm(form, yours, defaults)
    else { return yours }
    var whole = yours
    switch form {
    case .record(let record):
      var seen: Set<String> = []
      let others = (defaultPairs + yourPairs).map(\.key).filter {
        record.isOther($0) && seen.insert($0).inserted
      }
      whole.content = .map(
        (record.keys + others.compactMap { record[$0] }).compactMap { key in
          let isReplaced = record.exactlyOne.contains { group in
            group.contains(key.name) && group.contains { yours[$0] != nil }
          }
          let inherited = isReplaced && yours[key.name] == nil ? nil : defaults[key.name]
          return merged(yours[key.name], inherited, key.form).map {
            pair(key.name, $0, yourPairs, defaultPairs)
          }
        })
    case .map(let map):
      var defaultPairs = defaultPairs
      if map.allowsAll, let rule = yours[NamedMap.wildcard] {
        defaultPairs = defaultPairs.compactMap { pair in
          pair.key == NamedMap.wildcard
            ? pair : stripped(pair.value, by: rule, map.entry).map(pair.with)
        }
      }
      let names = defaultPairs.map(\.key) + yourPairs.map(\.key)
      var seen: Set<String> = []
      whole.content = .map(
        names.filter { seen.insert($0).inserted }.compactMap { name in
          let inherited = defaultPairs.first { $0.key == name }?.value
          return merged(yours[name], inherited, map.entry).map {
            pair(name, $0, yourPairs, defaultPairs)
          }
        })
    default: break
    }
    return whole
  }

  /// The record or map that both entries are, if it is merged.
  private func mergingForm(_ form: Form, _ yours: Entry, _ defaults: Entry) -> Form? {
    let forms = alternatives(form)
    guard let index = forms.bestIndex(for: yours), index == forms.bestIndex(for: defaults) else {
      return nil
    }
    switch forms[index] {
    case .record(let record): return record.isMerged ? forms[index] : nil
    case .map(let map): return map.isMerged ? forms[index] : nil
    default: return nil
    }
  }

  /// The part of a default's named entry that the user's `all` does not set.
  private func stripped(_ defaults: Entry, by rule: Entry, _ form: Form) -> Entry? {
    guard let pairs = defaults.pairs, rule.pairs != nil,
      let form = mergingForm(form, rule, defaults)
    else { return nil }
    let kept: [Entry.Pair] = pairs.compactMap { pair in
      var value: Entry? = pair.value
      var rules = [rule[pair.key]]
      let below: Form
      switch form {
      case .record(let record): below = record[pair.key]?.form ?? form
      case .map(let map):
        precondition(
          !(map.allowsAll && pair.key == NamedMap.wildcard),
          "\(defaults.path): defaults with a second `all` under a name")
        below = map.entry
        if map.allowsAll { rules.append(rule[NamedMap.wildcard]) }
      default: return pair
      }
      for case let rule? in rules {
        value = value.flatMap { stripped($0, by: rule, below) }
      }
      return value.map(pair.with)
    }
    guard !kept.isEmpty else { return nil }
    var rest = defaults
    rest.content = .map(kept)
    return rest
  }

  private func pair(
    _ key: String, _ value: Entry, _ yours: [Entry.Pair], _ defaults: [Entry.Pair]
  ) -> Entry.Pair {
    let written = yours.first { $0.key == key } ?? defaults.first { $0.key == key }
    return Entry.Pair(key: key, keyLocation: written?.keyLocation ?? value.location, value: value)
  }
}
