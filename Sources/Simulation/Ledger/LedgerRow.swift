/// Where a seat's flows stand in a ledger.
struct LedgerRow: Sendable {
  /// Where the row begins, in values.
  let start: Int
  /// By flow: its offset in the row; negative where absent.
  let offsets: [Int]
}
