public import Plans
public import Units

/// What a calculator found: statements, team totals, and what to look at.
public struct PayRun: Hashable, Sendable {
  /// By person in the order given, then by period.
  public let statements: [Statement]
  /// What is earned or credited by each person's last statement, and due after it.
  public let toCome: [PayToCome]
  /// Periods without a statement, because an actual is missing; by person, then by period.
  public let open: [OpenStatement]
  /// By person: what is left after the last statement.
  public let closings: [String: Balances]
  /// By team's name, then by period.
  public let teams: [TeamTotal]
  /// Actuals that change no pay, and perhaps should.
  public let warnings: [PayWarning]

  /// A run that is nothing but statements.
  package init(statements: [Statement]) {
    self.init(
      statements: statements, toCome: [], open: [], closings: [:], teams: [], warnings: [])
  }

  init(
    statements: [Statement], toCome: [PayToCome], open: [OpenStatement],
    closings: [String: Balances], teams: [TeamTotal], warnings: [PayWarning]
  ) {
    self.statements = statements
    self.toCome = toCome
    self.open = open
    self.closings = closings
    self.teams = teams
    self.warnings = warnings
  }

  /// The statements of one person, by period.
  public func statements(of person: String) -> [Statement] {
    statements.filter { $0.person == person }
  }

  /// One person's statement of a period such as `2026-Q2`; nil where there is none.
  public func statement(of person: String, _ period: String) -> Statement? {
    statements.first { $0.person == person && $0.period.label == period }
  }
}

/// A period of a person that cannot be paid yet: a gate, a modifier or a ratio has no actual.
public struct OpenStatement: Hashable, Sendable {
  /// The person's name.
  public let person: String
  public let period: PayPeriod
  /// What is missing, each under `person.period.measure`.
  public let problems: [PlanProblem]
  /// Whether the person has actuals of the period or of a later one, or it was asked for.
  public let isDue: Bool
  /// Whether it has ended by the last actual of all, or by the day that was asked for.
  public let isOver: Bool
}

/// What is still to come after a person's last statement.
public struct PayToCome: Hashable, Sendable {
  /// What is due.
  public enum Item: Hashable, Sendable {
    /// An instalment of what was earned.
    case instalment(Money)
    /// Credit of a measure that is counted less often than the plan pays: so much in the window
    /// that is still open.
    case credit(measure: String, Double)
  }

  /// The person's name.
  public let person: String
  /// What is due.
  public let item: Item
  /// The period that pays it.
  public let period: PayPeriod
}

/// What a team is paid for one period.
public struct TeamTotal: Hashable, Sendable {
  /// The team's name.
  public let team: String
  /// The period that is paid.
  public let period: PayPeriod
  /// Members at work in the period; 0 for a team of nobody, which is paid 0.
  public let members: Int
  /// The sum of the members' pay.
  public let pay: Money
}

/// Something in the actuals that changes no pay, and perhaps should.
public struct PayWarning: Hashable, Sendable {
  /// Where: `actuals[3]`, `events[0]`, or a person or team and a period.
  public let keyPath: String
  /// The names of those whom it concerns: people, a team, or `company`.
  public let concerns: Set<String>
  /// What is the matter, in a sentence.
  public let message: String
}

extension PayWarning: CustomStringConvertible {
  public var description: String { "\(keyPath): \(message)" }
}
