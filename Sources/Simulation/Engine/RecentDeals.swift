/// The deals of one account that a churn may still take back, by model and trial.
final class RecentDeals {
  struct Deal {
    var seat: Int32
    /// The place of the credit in ``KernelTables/credits``.
    var credit: Int32
    var month: Int32
    var year: Int32
    /// What the seat was credited with.
    var amount: Double
  }

  private var deals: [[Deal]]

  init(models: Int) {
    deals = [[Deal]](repeating: [], count: models * laneCount)
  }

  func removeAll() {
    for index in deals.indices where !deals[index].isEmpty {
      deals[index].removeAll(keepingCapacity: true)
    }
  }

  func append(_ deal: Deal, model: Int, lane: Int) {
    deals[model * laneCount + lane].append(deal)
  }

  func count(model: Int, lane: Int) -> Int { deals[model * laneCount + lane].count }

  subscript(model: Int, lane: Int, index: Int) -> Deal { deals[model * laneCount + lane][index] }
}
