/// The working memory of one task: what it needs to run one world after another.
final class GroupEngine {
  let luck: GroupLuck
  let ledger: GroupLedger
  let kernel: Kernel

  init(
    _ compiled: CompiledScenario, tables: KernelTables, draws: Draws, variant: Int? = nil
  ) {
    luck = GroupLuck(compiled, draws: draws)
    ledger = GroupLedger(compiled, ledgers: tables.ledgers)
    kernel = Kernel(compiled, tables: tables, luck: luck, ledger: ledger, variant: variant)
  }
}
