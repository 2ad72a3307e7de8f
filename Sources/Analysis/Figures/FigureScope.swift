import Model
import Ownership
import Simulation

/// The scope of a figure: a fiscal year or the horizon, in a segment or the whole book.
public struct FigureScope: Hashable, Sendable {
  /// Counted from 0; nil for the horizon.
  public let year: Int?
  /// The segment's index in the book; nil for the whole book.
  public let segment: Int?

  public init(year: Int? = nil, segment: Int? = nil) {
    self.year = year
    self.segment = segment
  }

  /// The whole book over the whole horizon.
  public static let headline = FigureScope()
}

/// A model's trials in a scope, for the formulas of the catalogue.
struct ScopedTrials {
  private let series: FigureSeries
  private let segment: Int?
  /// Nil for the horizon.
  private let year: Int?
  private let knownClosing: [Double]?

  init(_ series: FigureSeries, _ scope: FigureScope, closing: [Double]?) {
    self.series = series
    segment = scope.segment
    year = scope.year
    knownClosing = closing
  }

  /// The scope's last fiscal year.
  private var last: Int { year ?? series.years - 1 }
  private var years: Range<Int> { year.map { $0..<$0 + 1 } ?? 0..<series.years }

  // MARK: - ARR

  /// ARR at the end.
  var closing: [Double] { knownClosing ?? series.closing(last, segment) }

  /// A line of a year's walk; by default, of the scope's last year.
  func walk(_ item: WalkItem, year: Int? = nil) -> [Double] {
    series.walk(item, year ?? last, segment)
  }

  /// Accounts of which any ARR is left at the end.
  var accountsLeft: [Double] { walk(.startAccounts).less(walk(.lostAccounts)) }

  /// What losses leave of a year's cohort, by default the last's: exactly 0 where no account is left,
  /// whatever rounding makes of the sums.
  func left(after loss: WalkItem, of year: Int? = nil) -> [Double] {
    walk(.start, year: year).left(after: walk(loss)).where(accountsLeft)
  }

  /// The ARR added by lines of the walk.
  func added(by items: [WalkItem]) -> [Double] {
    series.sum(of: items.flatMap { item in years.map { series.walkColumn(item, $0, segment) } })
  }

  /// The ARR added by motions that credit a person.
  var credited: [Double] {
    series.sum(
      of: years.flatMap { year in
        (0..<series.segments).flatMap { segment in
          series.credited(segment, year).compactMap { WalkItem($0) }.map {
            TrialColumn.segmentWalk($0, segment: segment, year: year)
          }
        }
      })
  }

  // MARK: - People

  var heads: [Double] {
    let people = series.heads.reduce(0) { years.contains($1.key.year) ? $0 + $1.value : $0 }
    return [Double](repeating: Double(people) / Double(years.count), count: series.trials)
  }

  var payout: [Double] { overRoles { .cost(.pay, role: $0, year: $1) } }

  var targetIncentive: [Double] { overRoles { .targetIncentive(role: $0, year: $1) } }

  func cost(where books: (RoleProfile.CostLine) -> Bool) -> [Double] {
    series.sum(
      of: roles.filter { books(series.costLines[$0]!) }.flatMap { role in
        years.flatMap { year in CostItem.allCases.map { .cost($0, role: role, year: year) } }
      })
  }

  /// Cost with pay at target and burden in proportion.
  var costAtTarget: [Double] {
    [Double](
      sumOf: years.lazy.flatMap { year in
        roles.lazy.map { role in
          func item(_ item: CostItem) -> [Double] {
            series.column(.cost(item, role: role, year: year))
          }
          let base = item(.base)
          func sum(_ columns: [Double]...) -> [Double] {
            [Double](sumOf: columns, trials: series.trials)
          }
          let atTarget = sum(base, series.column(.targetIncentive(role: role, year: year)))
          let burden = Self.burden(item(.burden), on: sum(base, item(.pay)), at: atTarget)
          return sum(atTarget, burden, item(.tools), item(.hiring), item(.severance))
        }
      }, trials: series.trials)
  }

  /// Scales a burden from `paid` to `target`; unchanged where nothing is paid.
  private static func burden(
    _ burden: [Double], on paid: [Double], at target: [Double]
  ) -> [Double] {
    burden.indices.map {
      paid[$0] > 0 ? burden[$0] * target[$0] / paid[$0] : burden[$0]
    }
  }

  // MARK: - Value

  var value: [Double] {
    guard let year else { return series.column(.value) }
    return series.sum(of: (year * 4..<year * 4 + 4).map { .quarterValue($0) })
  }

  // MARK: - Sums

  func overYears(_ column: (Int) -> TrialColumn) -> [Double] { series.sum(of: years.map(column)) }

  private var roles: [Role] { series.costLines.keys.sorted() }

  private func overRoles(_ column: (Role, Int) -> TrialColumn) -> [Double] {
    series.sum(of: years.flatMap { year in roles.map { column($0, year) } })
  }
}
