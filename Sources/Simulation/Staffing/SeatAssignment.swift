import HeapModule

/// Assigns accounts to the seats of a role.
enum SeatAssignment {
  /// A seat and the ARR it serves; ordered by ARR, then by number.
  private struct Load: Comparable {
    var arr: Double
    var seat: Int

    static func < (a: Load, b: Load) -> Bool { (a.arr, a.seat) < (b.arr, b.seat) }
  }

  /// The seat of each account, balanced by ARR: largest account first, each to the seat with the
  /// least so far.
  ///
  /// - Parameters:
  ///   - accounts: Indices of the accounts to assign.
  ///   - arr: The ARR of every account of the book.
  ///   - seats: The number of seats, at least 1.
  ///   - fixed: The seat of an account that the book assigns to a person; nil for others.
  /// - Returns: By index in `accounts`.
  static func balanced(
    accounts: [Int], arr: [Double], seats: Int, fixed: (Int) -> Int?
  ) -> [Int] {
    var served = [Double](repeating: 0, count: seats)
    var result = [Int](repeating: 0, count: accounts.count)
    var open: [(arr: Double, index: Int)] = []
    for (index, account) in accounts.enumerated() {
      if let seat = fixed(account) {
        result[index] = seat
        served[seat] += arr[account]
      } else {
        open.append((arr[account], index))
      }
    }
    open.sort { $0.arr != $1.arr ? $0.arr > $1.arr : $0.index < $1.index }
    var heap = Heap(served.enumerated().map { Load(arr: $1, seat: $0) })
    for account in open {
      guard var least = heap.min else { break }
      result[account.index] = least.seat
      least.arr += account.arr
      heap.replaceMin(with: least)
    }
    return result
  }
}
