import Plans

/// What a calculator found: statements, team totals, and what to look at.
public struct PayRun: Hashable, Sendable {
  /// By person in the order given, then by period.
  public let statements: [Statement]
  /// What is earned or credited by each person's last statement, and due after it.
  public let toCome: [PayToCome]
  /// By team's name, then by period.
  public let teams: [TeamTotal]
  /// Actuals that change no pay, and perhaps should.
  public let warnings: [PayWarning]

  /// The statements of one person, by period.
  public func statements(of person: String) -> [Statement] {
    statements.filter { $0.person == person }
  }

  /// One person's statement of a period such as `2026-Q2`; nil where there is none.
  public func statement(of person: String, _ period: String) -> Statement? {
    statements.first { $0.person == person && $0.period.label == period }
  }
}
