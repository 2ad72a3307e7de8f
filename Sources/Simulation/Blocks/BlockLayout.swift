/// How the trials of a run are divided into blocks: the unit of work, of parts and of merging.
public enum TrialBlock {
  /// Trials in a block.
  public static let size = 128
  /// Blocks after which a run may find itself precise enough.
  public static let perRung = 8

  /// The blocks of a run; the last may be short.
  public static func count(ofTrials trials: Int) -> Int { (trials + size - 1) / size }

  /// The trials of a block in a run of so many.
  static func trials(ofBlock block: Int, of trials: Int) -> Range<Int> {
    block * size..<min(trials, (block + 1) * size)
  }
}

/// Where everything is in the record of a block; the same for all blocks of a run.
struct BlockLayout: Sendable {
  /// By model: the index of its first column among those of all models.
  let firstColumns: [Int]
  /// Columns of all models, and of their people where these are kept.
  let columnCount: Int
  /// By model: its people, seat by seat and year by year.
  let people: [[PersonYear]]
  /// By model: the index of its first person's pay, behind the columns of all models; nil where the
  /// pay of people is not kept by trial.
  let firstPeople: [Int]?
  /// By model: the roles and years whose outcomes a record holds, in their order.
  let roleYears: [[RoleYear]]

  /// The columns of a file of the same models.
  func columnCount(whereKeepingPeople keepsPeople: Bool) -> Int {
    let kept = people.reduce(0) { $0 + $1.count }
    return columnCount + (keepsPeople ? kept : 0) - (firstPeople != nil ? kept : 0)
  }

  /// - Parameter keepsPeople: Whether the pay of every person is kept by trial.
  init(_ layouts: [ColumnLayout], models: [CompiledModel], years: Int, keepsPeople: Bool) {
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
