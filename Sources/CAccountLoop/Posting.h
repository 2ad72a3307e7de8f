// What follows from what was gathered over all accounts of a world.
#ifndef QUOTIENT_ACCOUNT_LOOP_POSTING_H
#define QUOTIENT_ACCOUNT_LOOP_POSTING_H

#include "Contracts.h"

/// The company's entry in a year; null where nobody is paid by what it counts.
static const AccountLoopBookEntry *company_entry(
  const AccountLoopTables *tables, int32_t model, int32_t year
) {
  // Every account is in the company's book.
  AccountLoopSlice book = tables->model[model].stageOfYear[year].places->book;
  for (int32_t i = book.start; i < book.start + book.count; i++)
    if (tables->book[i].local == ACCOUNT_LOOP_COMPANY) return tables->book + i;
  return NULL;
}

/// Counts the ARR of the cohorts after the first, each being what the year before left.
static void open_years(
  const AccountLoopTables *tables, const AccountLoopLedger *ledger, int32_t model
) {
  const AccountLoopWalk *walk = &tables->walk;
  for (int32_t year = 1; year < tables->years; year++) {
    MoneyLanes company = {0}, company_accounts = {0};
    for (int32_t segment = 0; segment < tables->segments; segment++) {
      double *now = ledger->walk + (size_t)(segment * tables->years + year) * walk->count * LANES;
      const double *before = now - walk->count * LANES;
      MoneyLanes arr = amounts(before + walk->start * LANES);
      for (int32_t item = walk->churn; item < walk->count; item++) {
        MoneyLanes change = amounts(before + item * LANES);
        arr += item == walk->churn || item == walk->contraction ? -change : change;
      }
      MoneyLanes accounts = amounts(now + walk->startAccounts * LANES);
      // Where no account is left, nothing of rounding is left either.
      arr = only(accounts != 0, arr);
      put(now + walk->start * LANES, arr);
      company += arr;
      company_accounts += accounts;
    }
    const AccountLoopBookEntry *entry = company_entry(tables, model, year);
    if (!entry) continue;
    double *row = ledger->flows + (size_t)year * tables->model[model].binsPerYear * LANES;
    add_at(row, entry->start, company);
    add_at(row, entry->startAccounts, company_accounts);
  }
}

/// Adds what was gathered over all models of a chunk to each model's ledger.
static void post_sales(
  const AccountLoopTables *tables, const AccountLoopWorld *world, AccountLoopMemory *memory
) {
  size_t years = tables->years, walk_rows = tables->segments * years * tables->walk.count;
  size_t months = years * 12;
  for (int32_t first = 0; first < tables->models; first += WIDTH) {
    size_t chunk = first / WIDTH;
    int32_t left = tables->models - first, count = left < WIDTH ? left : WIDTH;
    const AccountLoopLedger *ledger = world->ledger + first;
    for (size_t row = 0; row < walk_rows; row++) {
      Rows rows = rows_of(memory->walk + chunk * walk_rows + row);
      for (int32_t i = 0; i < count; i++) add_rows(ledger[i].walk + row * LANES, &rows, i);
    }
    for (size_t month = 0; month < months; month++) {
      const Block *change = memory->change + (chunk * months + month) * 2;
      Rows whole = rows_of(change), in_month = rows_of(change + 1);
      for (int32_t i = 0; i < count; i++) {
        add_rows(ledger[i].change + month * LANES, &whole, i);
        add_rows(ledger[i].changeInMonth + month * LANES, &in_month, i);
        const AccountLoopBookEntry *company =
          company_entry(tables, first + i, (int32_t)month / 12);
        if (!company || company->expansion < 0) continue;
        size_t bin = month * tables->model[first + i].binsPerYear / 12;
        add_rows(ledger[i].flows + (company->expansion + bin) * LANES, &whole, i);
      }
    }
    for (int32_t i = 0; i < count; i++) open_years(tables, ledger + i, first + i);
  }
}

#endif
