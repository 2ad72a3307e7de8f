/// A named way to divide the work with existing customers, which may change from year to year.
public struct OwnershipModel: Hashable, Sendable {
  /// The rules in force from a year on.
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

  /// A model with the same rules in every year.
  public init(name: String, rules: OwnershipRules) {
    self.name = name
    stages = [Stage(fromYear: 1, rules: rules)]
  }

  /// A model that changes over the years.
  ///
  /// - Precondition: `stages` begins in year 1 and its years rise.
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
}
