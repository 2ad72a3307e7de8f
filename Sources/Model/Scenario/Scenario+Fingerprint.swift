import Units

extension Scenario {
  /// Identifies the inputs: the book, every assumption with its source, the models, people, plans
  /// and finance. It ignores the number of trials, the seed, and whether a value was set on the
  /// command line.
  ///
  /// It covers every stored property by reflection, including those added later. Compare
  /// fingerprints only between runs of one version of the program: another class of processor may
  /// change the last digit of a mean, and with it the fingerprint.
  public var fingerprint: Fingerprint {
    var inputs = self
    inputs.trials = 0
    inputs.seed = 0
    inputs.settings = []
    return Fingerprint(of: inputs)
  }
}

extension Fingerprint {
  /// The fingerprint of all stored properties of a value, independent of the order of dictionaries
  /// and sets.
  fileprivate init(of value: Any) {
    self.init()
    add(value: value)
  }

  private mutating func add(value: Any) {
    switch value {
    case let number as Double: add(number.bitPattern)
    case let text as String: add(text: text)
    case let number as Int: add(UInt64(truncatingIfNeeded: number))
    case let flag as Bool: add(flag ? 1 : 0)
    default: add(partsOf: value)
    }
  }

  private mutating func add(partsOf value: Any) {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case nil:
      if let number = value as? any FixedWidthInteger {
        return add(UInt64(truncatingIfNeeded: number))
      }
    case .dictionary, .set:
      let parts = mirror.children.map { Fingerprint(of: $0.value) }.sorted(by: <)
      return addAll(parts) { $0.add($1) }
    case .enum where mirror.children.isEmpty: return add(text: "\(value)")
    case .collection, .optional: if add(column: value) { return }
    default: break
    }
    add(text: "\(mirror.subjectType)")
    addAll(Array(mirror.children)) {
      $0.add(text: $1.label ?? "")
      $0.add(value: $1.value)
    }
  }

  /// Adds a column of a book without reflecting each element, which is a hundred times slower.
  /// Returns false for anything else.
  private mutating func add(column: Any) -> Bool {
    switch column {
    case let numbers as [Double]: addAll(numbers) { $0.add($1.bitPattern) }
    case let texts as [String]: addAll(texts) { $0.add(text: $1) }
    case let numbers as [Int]: addEach(numbers) { $0.add(UInt64(truncatingIfNeeded: $1)) }
    case let numbers as [UInt64]: addEach(numbers) { $0.add($1) }
    case let flags as [Bool]: addEach(flags) { $0.add($1 ? 1 : 0) }
    // A list of nils would pass for a list of any other optional.
    case let texts as [String?] where type(of: column) == [String?].self:
      addEach(texts) { $0.add($1) { $0.add(text: $1) } }
    case let numbers as [Double?] where type(of: column) == [Double?].self:
      addEach(numbers) { $0.add($1) { $0.add($1.bitPattern) } }
    case let days as [Day]:
      addEach(days) {
        $0.add(text: "Day")
        $0.addAll([$1.number]) {
          $0.add(text: "number")
          $0.add(UInt64(truncatingIfNeeded: $1))
        }
      }
    default: return false
    }
    return true
  }

  /// Adds the list's type and its elements, which have no label.
  private mutating func addEach<Element>(
    _ elements: [Element], _ add: (inout Fingerprint, Element) -> Void
  ) {
    self.add(text: "\([Element].self)")
    addAll(elements) {
      $0.add(text: "")
      add(&$0, $1)
    }
  }

  private mutating func add<Element>(
    _ element: Element?, _ add: (inout Fingerprint, Element) -> Void
  ) {
    if let element { return add(&self, element) }
    self.add(text: "\(Element?.self)")
    self.add(0)
  }

  /// Adds the number of elements first, so that adjacent lists cannot be confused.
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
