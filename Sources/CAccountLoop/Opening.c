// Opens empty ledgers with the first year's cohort, which is the same in every trial.
#include "AccountLoop.h"

#include <stddef.h>

static void add_to_all(double *row, double amount) {
  for (int lane = 0; lane < ACCOUNT_LOOP_LANES; lane++) row[lane] += amount;
}

void account_loop_open(const AccountLoopTables *tables, const AccountLoopLedger *ledgers) {
  for (int32_t model = 0; model < tables->models; model++) {
    const AccountLoopModel *of = tables->model + model;
    const AccountLoopStage *stage = of->stageOfYear;
    const AccountLoopLedger *ledger = ledgers + model;
    for (int32_t account = 0; account < tables->accounts; account++) {
      const AccountLoopAccount *who = tables->account + account;
      const AccountLoopResponsibility *duties = stage->responsibilities + who->segment;
      const int32_t *seats = stage->seats + (size_t)account * stage->locals;
      double *walk = ledger->walk
        + (size_t)who->segment * tables->years * tables->walk.count * ACCOUNT_LOOP_LANES;
      add_to_all(walk + tables->walk.start * ACCOUNT_LOOP_LANES, who->arr);
      add_to_all(walk + tables->walk.startAccounts * ACCOUNT_LOOP_LANES, who->arr != 0);
      AccountLoopSlice book = duties->book;
      for (int32_t i = book.start; i < book.start + book.count; i++) {
        const AccountLoopBookEntry *entry = tables->book + i;
        int32_t row =
          entry->local == ACCOUNT_LOOP_COMPANY ? 0 : of->rowStart[seats[entry->local] + 1];
        double *flows = ledger->flows + (size_t)row * ACCOUNT_LOOP_LANES;
        if (entry->start >= 0)
          add_to_all(flows + (size_t)entry->start * ACCOUNT_LOOP_LANES, who->arr);
        if (entry->startAccounts >= 0)
          add_to_all(
            flows + (size_t)entry->startAccounts * ACCOUNT_LOOP_LANES, who->arr != 0);
      }
    }
  }
}
