extension Scenario {
  /// What tells these inputs from others: the book, every assumption with its source, the models,
  /// people, plans and finance; not the number of trials, nor the seed.
  ///
  /// All stored properties of the scenario count, down to the last, by reflection: one that is added
  /// later counts without being named here. So it is for comparing runs of one version of the
  /// program; on another kind of processor the last digit of a mean, and with it all of this, may be
  /// another.
  public var fingerprint: Fingerprint {
    var inputs = self
    inputs.trials = 0
    inputs.seed = 0
    return Fingerprint(of: inputs)
  }
}

extension Fingerprint {
  /// The fingerprint of a value by all its stored properties; keys and members of sets in no order.
  fileprivate init(of value: Any) {
    self.init()
    add(value: value)
  }

  private mutating func add(value: Any) {
    switch value {
    case let number as Double: add(number.bitPattern)
    case let text as String: add(text: text)
    case let number as any FixedWidthInteger: add(UInt64(truncatingIfNeeded: number))
    case let flag as Bool: add(flag ? 1 : 0)
    // The columns of a book: reflection of each element is a hundred times slower.
    case let numbers as [Double]: addAll(numbers) { $0.add($1.bitPattern) }
    case let texts as [String]: addAll(texts) { $0.add(text: $1) }
    default: add(partsOf: value)
    }
  }

  private mutating func add(partsOf value: Any) {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .dictionary, .set:
      let parts = mirror.children.map { Fingerprint(of: $0.value) }.sorted(by: <)
      addAll(parts) { $0.add($1) }
    case .enum where mirror.children.isEmpty: add(text: "\(value)")
    default:
      add(text: "\(mirror.subjectType)")
      addAll(Array(mirror.children)) {
        $0.add(text: $1.label ?? "")
        $0.add(value: $1.value)
      }
    }
  }

  /// The number of elements first, so that no two lists run into one another alike.
  private mutating func addAll<Element>(
    _ elements: [Element], _ add: (inout Fingerprint, Element) -> Void
  ) {
    self.add(UInt64(elements.count))
    for element in elements { add(&self, element) }
  }

  private mutating func add(text: String) {
    add(UInt64(text.utf8.count))
    add(text.utf8)
  }
}
