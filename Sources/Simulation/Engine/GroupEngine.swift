/// The working memory of one task: what it needs to run one world after another.
final class GroupEngine {
  let luck: GroupLuck
  let ledger: GroupLedger
  let kernel: Kernel

  /// - Parameter countsDue: Whether the ledger says what came due, which quotas need and pay does
  ///   not.
  init(
    _ compiled: CompiledScenario, tables: KernelTables, draws: Draws, countsDue: Bool,
    variant: Int? = nil
  ) {
    luck = GroupLuck(compiled, tables: tables, draws: draws)
    ledger = GroupLedger(compiled)
    kernel = Kernel(
      compiled, tables: tables, luck: luck, ledger: ledger, countsDue: countsDue, variant: variant)
  }
}
