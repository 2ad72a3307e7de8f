public import Units

/// A named way to divide the work with existing customers. It may change from year to year.
///
/// ```swift
/// let model = OwnershipModel(
///   name: "renewals team from year 2",
///   stages: [
///     .init(fromYear: 1, rules: Preset.named("all-csm")!.rules),
///     .init(fromYear: 2, rules: Preset.named("renewals-team")!.rules),
///   ])
/// ```
public struct OwnershipModel: Hashable, Sendable {
  /// The rules in force from a given year.
  public struct Stage: Hashable, Sendable {
    /// The first fiscal year of the stage; the horizon's first year is 1.
    public var fromYear: Int
    public var rules: OwnershipRules

    public init(fromYear: Int, rules: OwnershipRules) {
      self.fromYear = fromYear
      self.rules = rules
    }
  }

  public var name: String
  /// In order of ``Stage/fromYear``; the first starts in year 1.
  public let stages: [Stage]

  /// Makes a model with the same rules in every year.
  public init(name: String, rules: OwnershipRules) {
    self.name = name
    stages = [Stage(fromYear: 1, rules: rules)]
  }

  /// Makes a model that changes over the years.
  ///
  /// - Precondition: `stages` begins in year 1, in ascending order of years.
  public init(name: String, stages: [Stage]) {
    precondition(stages.first?.fromYear == 1)
    precondition(zip(stages, stages.dropFirst()).allSatisfy { $0.fromYear < $1.fromYear })
    self.name = name
    self.stages = stages
  }

  public var isScheduled: Bool { stages.count > 1 }

  /// The index of the stage in force in a year, 1 being the first.
  public func stageIndex(inYear year: Int) -> Int {
    stages.lastIndex { $0.fromYear <= year } ?? 0
  }

  /// The names of the plans that pay a role, in the order of the stages.
  public func plans(paying role: Role) -> [String] {
    stages.reduce(into: []) { names, stage in
      let name = stage.rules.planName(of: role)
      if !names.contains(name) { names.append(name) }
    }
  }
}

/// Who owns what at a given time: the owner table and its settings.
public struct OwnershipRules: Hashable, Sendable {
  public var owners: OwnerTable
  /// The size above which an upsell is big.
  public var line: UpsellLine
  /// False if contracts are deliberately renewed by hand.
  public var autoRenewal: Bool
  /// True if renewals are deliberately negotiated, to open an upsell.
  public var friction: Bool
  /// The plan of each role; a role that is not listed uses the plan of its own name.
  public var pay: [Role: String]

  public init(
    owners: OwnerTable, line: UpsellLine = .standard, autoRenewal: Bool = true,
    friction: Bool = false, pay: [Role: String] = [:]
  ) {
    self.owners = owners
    self.line = line
    self.autoRenewal = autoRenewal
    self.friction = friction
    self.pay = pay
  }

  /// The name of the plan that pays a role: the one under `pay`, else the role's own.
  public func planName(of role: Role) -> String { pay[role] ?? role.rawValue }
}

/// The size above which an upsell is big and may have another owner.
public enum UpsellLine: Hashable, Sendable {
  /// A size in the scenario's currency.
  case amount(Money)
  /// A share of the account's ARR on the day of the sale.
  case share(Double)

  /// The default line: 30,000.
  public static let standard = UpsellLine.amount(Money(30_000))

  public var isShare: Bool { if case .share = self { true } else { false } }

  /// The amount, or the share.
  public var number: Double {
    switch self {
    case .amount(let amount): amount.amount
    case .share(let share): share
    }
  }

  /// Whether any upsell is small.
  public var hasSmall: Bool { number > 0 }
  /// Whether any upsell is big.
  public var hasBig: Bool { number < .infinity }

  /// The line as a share of an account's ARR; infinite for an amount where there is no ARR.
  public func share(ofARR arr: Double) -> Double {
    isShare ? number : arr > 0 ? number / arr : .infinity
  }

  /// Whether an upsell is big.
  ///
  /// - Parameter share: What the amount is of the account's ARR.
  public func isBelow(amount: Double, share: Double) -> Bool {
    (isShare ? share : amount) > number
  }
}

/// An ownership model described in the sources, ready to run by name.
///
/// Presets refer to tiers, not segments, so they fit any book. The documentation shows each as a
/// complete table.
public struct Preset: Hashable, Sendable {
  /// The name in a scenario, such as `renewals-team`.
  public let name: String
  /// The labels of the sources that describe it.
  public let source: String
  /// A one-sentence description.
  public let summary: String
  public let rules: OwnershipRules

  public var model: OwnershipModel { OwnershipModel(name: name, rules: rules) }

  /// The preset with a name; nil if there is none.
  public static func named(_ name: String) -> Preset? {
    all.first { $0.name == name }
  }
}
