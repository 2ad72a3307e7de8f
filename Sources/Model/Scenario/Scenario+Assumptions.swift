public import Statistics

extension Scenario {
  /// Every assumption once, in the order of the scenario's parts, without those of roles that are
  /// not human.
  public var assumptions: [Assumption] {
    inputs.filter { $0.use != .plain }.map(\.assumption)
  }

  /// The same with how each is used, and those that are used as stated.
  public var inputs: [StatedInput] {
    var scenario = self
    scenario.roles = roles.filter(\.value.isHuman)
    var seen: Set<String> = []
    var found: [StatedInput] = []
    scenario.forEachInput { assumption, use, test in
      guard seen.insert(assumption.key).inserted else { return }
      found.append(StatedInput(assumption: assumption, use: use, test: test))
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
    scenario.forEachInput { assumption, _, _ in
      guard assumption.key == key else { return }
      isFound = true
      assumption = Assumption(key: key, distribution: distribution, source: source)
    }
    guard isFound else { throw UnknownAssumption(key: key) }
    return scenario
  }

  /// Calls `body` with every use of every input, in the order of the parts.
  private mutating func forEachInput(_ body: StatedInput.Visit) {
    for index in outcomes.indices { outcomes[index].forEachInput(body) }
    for index in drivers.indices { drivers[index].effect.forEachInput(body) }
    shocks.forEachInput(body)
    for index in hours.indices { hours[index].forEachInput(body) }
    for role in roles.keys.sorted() { roles[role]!.numbers.forEachInput(body) }
    for model in roleChanges.keys.sorted() {
      for role in roleChanges[model]!.keys.sorted() {
        roleChanges[model]![role]!.numbers.forEachInput(body)
      }
    }
    effects.forEachInput(body)
    finance.numbers.forEachInput(body)
  }
}

/// A number that a scenario states, wherever it is inherited.
public struct StatedInput: Hashable, Sendable {
  public let assumption: Assumption
  public let use: Input.Use
  /// How far it is moved where it has no range.
  public let test: TestRange

  fileprivate typealias Visit = (inout Assumption, Input.Use, TestRange) -> Void
}

/// The key of no assumption.
public struct UnknownAssumption: Error, Hashable, Sendable {
  public let key: String
}

extension InputValues where Value == Assumption {
  fileprivate mutating func forEachInput(_ body: StatedInput.Visit) {
    forEach { input, assumption in body(&assumption, input.use, input.test) }
  }
}

extension InputValues where Value == Assumption? {
  fileprivate mutating func forEachInput(_ body: StatedInput.Visit) {
    forEach { input, assumption in
      if assumption != nil { body(&assumption!, input.use, input.test) }
    }
  }
}

extension SegmentOutcomes {
  fileprivate mutating func forEachInput(_ body: StatedInput.Visit) {
    body(&renewal, .drawn, .odds(1.5))
    contraction.forEachInput(body)
    priceIncrease.forEachInput(body)
    body(&escalator, .drawn, .factor(1.25))
    for stream in ExpansionStream.allCases {
      expansion[stream]?.forEachInput(hasFunnel: stream.hasFunnel, body)
    }
  }
}

extension SegmentOutcomes.Change {
  fileprivate mutating func forEachInput(_ body: StatedInput.Visit) {
    body(&chance, .drawn, .odds(1.5))
    size.forEachInput(body)
  }
}

extension Expansion {
  /// - Parameter hasFunnel: Else what arises is won, and nothing of that is stated.
  fileprivate mutating func forEachInput(hasFunnel: Bool, _ body: StatedInput.Visit) {
    body(&perYear, .drawn, .factor(1.25))
    if hasFunnel {
      body(&found, .drawn, .odds(1.5))
      body(&accepted, .drawn, .odds(1.5))
      body(&won, .drawn, .odds(1.5))
    }
    size.forEachInput(body)
  }
}

extension SizeLaw {
  fileprivate mutating func forEachInput(_ body: StatedInput.Visit) {
    if scale != nil { body(&scale!, .drawn, .factor(1.25)) }
  }
}

extension Driver.Effect {
  fileprivate mutating func forEachInput(_ body: StatedInput.Visit) {
    switch self {
    case .values(var values):
      for value in values.keys.sorted() { body(&values[value]!, .drawn, .effect) }
      self = .values(values)
    case .perUnit(var odds):
      body(&odds, .drawn, .effect)
      self = .perUnit(odds)
    }
  }
}

extension Effects {
  fileprivate mutating func forEachInput(_ body: StatedInput.Visit) {
    for role in skill.keys.sorted() {
      let targets = skill[role]!.sorted { $0.value.key < $1.value.key }.map(\.key)
      for target in targets { body(&skill[role]![target]!, .drawn, .effect) }
    }
    for role in price.keys.sorted() { body(&price[role]!, .drawn, .effect) }
    numbers.forEachInput(body)
  }
}
