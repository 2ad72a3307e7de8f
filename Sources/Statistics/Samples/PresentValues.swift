/// The values of a column that are there. NaN stands for a trial that has none, as a cohort without
/// accounts has no retention.
struct PresentValues {
  let values: [Double]
  /// The same clusters without what is missing; empty ones are left out.
  let clusters: Clusters
  /// How many values are missing.
  let missing: Int

  init(_ column: [Double], clusters: Clusters) {
    precondition(column.count == clusters.valueCount, "the column is of these trials")
    guard Self.hasMissing(column) else {
      (values, self.clusters, missing) = (column, clusters, 0)
      return
    }
    var kept: [Double] = []
    var bounds = [0]
    for cluster in 0..<clusters.count {
      kept += column[clusters.rows(cluster)].filter { !$0.isNaN }
      if kept.count > bounds.last! { bounds.append(kept.count) }
    }
    if kept.isEmpty { bounds.append(0) }
    values = kept
    self.clusters =
      clusters.areSingle
      ? Clusters(size: 1, valueCount: kept.count)
      : Clusters(bounds: bounds)
    missing = column.count - kept.count
  }

  static func hasMissing(_ column: [Double]) -> Bool {
    column.withUnsafeBufferPointer { values in
      var sum = 0.0
      // 0 times a finite number is 0, so the sum is NaN where any value is not finite.
      for value in values { sum += 0 * value }
      return sum.isNaN && values.contains(where: \.isNaN)
    }
  }
}
