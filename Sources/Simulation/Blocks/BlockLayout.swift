/// How the trials of a run are divided into blocks: the unit of work, of parts and of merging.
public enum TrialBlock {
  /// Trials in a block.
  public static let size = 128
  /// Blocks between checks of whether a run is precise enough.
  public static let perRung = 8

  /// The blocks of a run; the last may be short.
  public static func count(ofTrials trials: Int) -> Int { (trials + size - 1) / size }

  /// The trials of a block in a run of `trials`.
  static func trials(ofBlock block: Int, of trials: Int) -> Range<Int> {
    block * size..<min(trials, (block + 1) * size)
  }
}

/// The layout of a block record; the same for all blocks of a run.
struct BlockLayout: Sendable {
  /// By model: the index of its first column among those of all models.
  let firstColumns: [Int]
  /// Columns of all models, and of their people if kept.
  let columnCount: Int
  /// By model: its people, seat by seat and year by year.
  let people: [[PersonYear]]
  /// By model: the index of its first person's pay, after the columns of all models; nil if
  /// people's pay is not kept by trial.
  let firstPeople: [Int]?
  /// By model: the roles and years whose outcomes a record holds, in order.
  let roleYears: [[RoleYear]]
  /// Units of a person's pay in 1 of the currency.
  let payPerOne: Double

  /// The columns of a file of the same models.
  func columnCount(whereKeepingPeople keepsPeople: Bool) -> Int {
    let kept = people.reduce(0) { $0 + $1.count }
    return columnCount + (keepsPeople ? kept : 0) - (firstPeople != nil ? kept : 0)
  }

  /// - Parameter keepsPeople: Whether every person's pay is kept by trial.
  init(
    _ layouts: [ColumnLayout], models: [CompiledModel], years: Int, payPerOne: Double,
    keepsPeople: Bool
  ) {
    self.payPerOne = payPerOne
    people = models.map { model in
      model.seats.enumerated().flatMap { index, seat in
        (0..<years).filter { seat.isActive[$0] }.map {
          PersonYear(role: seat.role, year: $0, name: seat.name, seat: index)
        }
      }
    }
    var next = 0
    func starts(_ counts: [Int]) -> [Int] {
      counts.map { count in
        defer { next += count }
        return next
      }
    }
    firstColumns = starts(layouts.map(\.columns.count))
    firstPeople = keepsPeople ? starts(people.map(\.count)) : nil
    columnCount = next
    roleYears = models.map { model in
      (0..<years).flatMap { year in model.roles.map { RoleYear(role: $0, year: year) } }
    }
  }
}
