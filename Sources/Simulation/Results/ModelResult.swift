public import Ownership

/// Everything that was simulated of one model.
public struct ModelResult: Sendable {
  public let name: String
  public let layout: ColumnLayout
  /// The values of all models.
  let blocks: TrialBlocks
  /// The place of the model's first column among those of all models.
  let firstColumn: Int
  /// Heads by role and year; the same in every trial.
  public let heads: [RoleYear: Int]
  public let roles: [Role]
  public let roleOutcomes: [RoleYear: RoleOutcome]
  /// Everybody in every year, seat by seat.
  public let people: [PersonYear]
  /// By place in ``people``.
  public let personOutcomes: [PersonOutcome]
  /// By place in ``people``, in the order of the plan's measures; none where no plan pays.
  public let quotas: [[PersonQuota]]
  /// The place of the first person's pay among the columns of all models; nil where it is not kept.
  let firstPerson: Int?

  public var trials: Int { blocks.trials }

  /// The values of a column by trial; zeros for a column that the model does not have.
  ///
  /// Read from where the blocks of the run are, each time anew.
  public func column(_ column: Column) -> [Double] { sum([column]) }

  /// Variable pay by trial of the person at a place in ``people``; nil where the run does not keep it,
  /// see ``PreparedScenario/keepingPeople()``.
  public func pay(ofPerson place: Int) -> [Double]? {
    firstPerson.map { blocks.sum([$0 + place]) }
  }

  /// The sum of several columns by trial.
  public func sum(_ columns: [Column]) -> [Double] { sum(columns.map { ColumnTerm($0) }) }

  /// The sum by trial of several columns, each with its factor.
  public func sum(_ terms: [ColumnTerm]) -> [Double] {
    blocks.sum(
      terms.map { term in
        TrialBlocks.Term(
          columns: layout.places(term.column).map { firstColumn + $0 }, factor: term.factor)
      })
  }
}
