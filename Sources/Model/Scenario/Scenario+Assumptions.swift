public import Statistics

extension Scenario {
  /// Every assumption once, in the order of the scenario's parts, without those of roles that are
  /// not human.
  public var assumptions: [Assumption] {
    var scenario = self
    scenario.roles = roles.filter(\.value.isHuman)
    var seen: Set<String> = []
    var found: [Assumption] = []
    scenario.forEachAssumption {
      if seen.insert($0.key).inserted { found.append($0) }
    }
    return found
  }

  /// The scenario with another distribution for an assumption, wherever it is inherited. Its draws
  /// keep their random numbers.
  ///
  /// This does not check the new distribution against other inputs.
  /// `ScenarioReading.setting(_:to:)` does, for every key and in the words of the language.
  ///
  /// ```swift
  /// let pinned = try scenario.setting("effects.overload", to: .constant(0.7))
  /// ```
  ///
  /// - Parameters:
  ///   - key: The assumption's ``Assumption/key``.
  ///   - source: Where the distribution comes from.
  /// - Throws: ``UnknownAssumption`` if no assumption has this key.
  public func setting(
    _ key: String, to distribution: Distribution, source: String = ""
  ) throws(UnknownAssumption) -> Scenario {
    var scenario = self
    var isFound = false
    scenario.forEachAssumption {
      guard $0.key == key else { return }
      isFound = true
      $0 = Assumption(key: key, distribution: distribution, source: source)
    }
    guard isFound else { throw UnknownAssumption(key: key) }
    return scenario
  }

  /// Calls `body` with every use of every assumption, in the order of the parts.
  private mutating func forEachAssumption(_ body: (inout Assumption) -> Void) {
    for index in outcomes.indices { outcomes[index].forEachAssumption(body) }
    for index in drivers.indices { drivers[index].effect.forEachAssumption(body) }
    shocks.forEachAssumption(body)
    for index in hours.indices { hours[index].forEachAssumption(body) }
    for role in roles.keys.sorted() { roles[role]!.numbers.forEachAssumption(body) }
    for model in roleChanges.keys.sorted() {
      for role in roleChanges[model]!.keys.sorted() {
        roleChanges[model]![role]!.numbers.forEachAssumption(body)
      }
    }
    effects.forEachAssumption(body)
    finance.numbers.forEachAssumption(body)
  }
}

/// The key of no assumption.
public struct UnknownAssumption: Error, Hashable, Sendable {
  public let key: String
}

extension InputValues where Value == Assumption {
  fileprivate mutating func forEachAssumption(_ body: (inout Assumption) -> Void) {
    forEach { input, assumption in
      if input.use != .plain { body(&assumption) }
    }
  }
}

extension InputValues where Value == Assumption? {
  fileprivate mutating func forEachAssumption(_ body: (inout Assumption) -> Void) {
    forEach { input, assumption in
      if input.use != .plain, assumption != nil { body(&assumption!) }
    }
  }
}

extension SegmentOutcomes {
  fileprivate mutating func forEachAssumption(_ body: (inout Assumption) -> Void) {
    body(&renewal)
    contraction.forEachAssumption(body)
    priceIncrease.forEachAssumption(body)
    body(&escalator)
    for stream in ExpansionStream.allCases { expansion[stream]?.forEachAssumption(body) }
  }
}

extension SegmentOutcomes.Change {
  fileprivate mutating func forEachAssumption(_ body: (inout Assumption) -> Void) {
    body(&chance)
    size.forEachAssumption(body)
  }
}

extension Expansion {
  fileprivate mutating func forEachAssumption(_ body: (inout Assumption) -> Void) {
    body(&perYear)
    body(&found)
    body(&accepted)
    body(&won)
    size.forEachAssumption(body)
  }
}

extension SizeLaw {
  fileprivate mutating func forEachAssumption(_ body: (inout Assumption) -> Void) {
    if scale != nil { body(&scale!) }
  }
}

extension Driver.Effect {
  fileprivate mutating func forEachAssumption(_ body: (inout Assumption) -> Void) {
    switch self {
    case .values(var values):
      for value in values.keys.sorted() { body(&values[value]!) }
      self = .values(values)
    case .perUnit(var odds):
      body(&odds)
      self = .perUnit(odds)
    }
  }
}

extension Effects {
  fileprivate mutating func forEachAssumption(_ body: (inout Assumption) -> Void) {
    for role in skill.keys.sorted() {
      let targets = skill[role]!.sorted { $0.value.key < $1.value.key }.map(\.key)
      for target in targets { body(&skill[role]![target]!) }
    }
    for role in price.keys.sorted() { body(&price[role]!) }
    numbers.forEachAssumption(body)
  }
}
