/// How many customers of each year's intake are left at the end of each year, and their ARR.
///
/// One who leaves and returns begins a new life in the intake of the year of the return.
public struct CohortTriangle: Hashable, Sendable {
  /// The customers who came within a year.
  public struct Cohort: Hashable, Sendable {
    /// Nil for those who were there when the file begins.
    public let year: Int?
    /// Of the first ends of year; from the year of intake, or the last before the file's first.
    public internal(set) var firstYear: Int
    /// At the end of each year from ``firstYear`` on.
    public internal(set) var accounts: [Int]
    /// In currency, at the end of each year from ``firstYear`` on.
    public internal(set) var arr: [Double]
  }

  /// In order of their year, those from before the file first.
  public let cohorts: [Cohort]

  /// - Parameters:
  ///   - lives: For each life, the year of intake (nil: before the file) and the ARR at the ends of
  ///     years from there on, until it left.
  ///   - years: The years of the file.
  init(lives: [(year: Int?, ends: [Double])], years: ClosedRange<Int>) {
    var cohorts: [Int: Cohort] = [:]
    for life in lives {
      let first = life.year ?? years.lowerBound - 1
      let count = years.upperBound - first + 1
      var cohort =
        cohorts[first]
        ?? Cohort(
          year: life.year, firstYear: first, accounts: Array(repeating: 0, count: count),
          arr: Array(repeating: 0, count: count))
      for (index, arr) in life.ends.enumerated() where arr > 0 && index < count {
        cohort.accounts[index] += 1
        cohort.arr[index] += arr
      }
      cohorts[first] = cohort
    }
    self.cohorts = cohorts.sorted { $0.key < $1.key }.map(\.value)
  }
}
