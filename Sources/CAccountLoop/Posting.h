// Posts what was accumulated over all accounts of a world.
#ifndef QUOTIENT_ACCOUNT_LOOP_POSTING_H
#define QUOTIENT_ACCOUNT_LOOP_POSTING_H

#include "Contracts.h"

/// The company's entry in a year; null if nobody is paid by what it counts.
static const AccountLoopBookEntry *company_entry(
  const AccountLoopTables *tables, int32_t model, int32_t year
) {
  // Every account is in the company's book.
  AccountLoopSlice book = tables->model[model].stageOfYear[year].responsibilities->book;
  for (int32_t i = book.start; i < book.start + book.count; i++)
    if (tables->book[i].local == ACCOUNT_LOOP_COMPANY) return tables->book + i;
  return NULL;
}

/// Adds the effects of contracts in a month to a model's walk, its change of ARR and the company's
/// books.
static void post_month(
  const AccountLoopTables *tables, const AccountLoopLedger *ledger, const double *rows,
  double *walk, const AccountLoopBookEntry *company, int32_t month, int32_t bin
) {
  const AccountLoopWalk *items = &tables->walk;
  MoneyLanes churn = amounts(rows + ROW(CHURN));
  MoneyLanes contraction = amounts(rows + ROW(CONTRACTION));
  MoneyLanes increase = amounts(rows + ROW(INCREASE));
  MoneyLanes escalator = amounts(rows + ROW(ESCALATOR));
  MoneyLanes change = increase + escalator - (churn + contraction);
  add(walk + ROW(items->churn), churn);
  add(walk + ROW(items->contraction), contraction);
  add(walk + ROW(items->priceIncrease), increase);
  add(walk + ROW(items->escalator), escalator);
  add(ledger->change + ROW(month), change);
  if (company) add_at(ledger->flows + ROW(bin), company->change, change);
}

/// Completes the figures derived from all accounts at the years' ends and beginnings, and adds them
/// to the company's books.
static void post_years(const AccountLoopTables *tables, const AccountLoopWorld *world) {
  const AccountLoopWalk *items = &tables->walk;
  for (int32_t model = 0; model < tables->models; model++)
    for (int32_t year = 0; year < tables->years; year++) {
      const AccountLoopLedger *ledger = world->ledger + model;
      const AccountLoopBookEntry *company = company_entry(tables, model, year);
      double *row = ledger->flows + ROW(year * tables->model[model].binsPerYear);
      for (int32_t segment = 0; segment < tables->segments; segment++) {
        double *walk = walk_rows(tables, ledger, segment, year);
        MoneyLanes gross_loss = amounts(walk + ROW(items->grossLoss));
        if (year + 1 < tables->years) {
          const double *next = walk_rows(tables, ledger, segment, year + 1);
          put(
            walk + ROW(items->lostAccounts),
            amounts(walk + ROW(items->startAccounts))
              - amounts(next + ROW(items->startAccounts)));
        }
        if (year == 0) add(walk + ROW(items->cumulativeLoss), gross_loss);
        if (!company) continue;
        add_at(row, company->yearGrossLoss, gross_loss);
        add_at(row, company->yearLostAccounts, amounts(walk + ROW(items->lostAccounts)));
      }
    }
}

/// Adds the effects of contracts to each model's ledger.
static void post_contracts(
  const AccountLoopTables *tables, const AccountLoopWorld *world, AccountLoopMemory *memory
) {
  int32_t months = tables->years * 12;
  const double *rows = memory->contracts;
  for (int32_t model = 0; model < tables->models; model++) {
    const AccountLoopLedger *ledger = world->ledger + model;
    for (int32_t segment = 0; segment < tables->segments; segment++) {
      const AccountLoopBookEntry *company = NULL;
      for (int32_t month = 0; month < months; month++, rows += ROW(CONTRACT_ROWS)) {
        if (month % 12 == 0) company = company_entry(tables, model, month / 12);
        post_month(
          tables, ledger, rows, walk_rows(tables, ledger, segment, month / 12), company, month,
          month * tables->model[model].binsPerYear / 12);
      }
    }
  }
}

/// Counts the ARR of the cohorts after the first: what the previous year left.
static void open_years(const AccountLoopTables *tables, const AccountLoopWorld *world) {
  const AccountLoopWalk *items = &tables->walk;
  for (int32_t model = 0; model < tables->models; model++)
    for (int32_t year = 1; year < tables->years; year++) {
      const AccountLoopLedger *ledger = world->ledger + model;
      MoneyLanes company = {0}, company_accounts = {0};
      for (int32_t segment = 0; segment < tables->segments; segment++) {
        const double *before = walk_rows(tables, ledger, segment, year - 1);
        double *now = walk_rows(tables, ledger, segment, year);
        MoneyLanes arr = amounts(before + ROW(items->start));
        for (int32_t item = items->churn; item < items->count; item++) {
          MoneyLanes change = amounts(before + ROW(item));
          arr += item == items->churn || item == items->contraction ? -change : change;
        }
        MoneyLanes accounts = amounts(now + ROW(items->startAccounts));
        // Where no account is left, rounding must not leave any ARR.
        arr = only(accounts != 0, arr);
        put(now + ROW(items->start), arr);
        company += arr;
        company_accounts += accounts;
      }
      const AccountLoopBookEntry *entry = company_entry(tables, model, year);
      if (!entry) continue;
      double *row = ledger->flows + ROW(year * tables->model[model].binsPerYear);
      add_at(row, entry->start, company);
      add_at(row, entry->startAccounts, company_accounts);
    }
}

/// Adds the sales to all accounts under a chunk's models to each model's ledger.
static void post_sales(
  const AccountLoopTables *tables, const AccountLoopWorld *world, AccountLoopMemory *memory
) {
  size_t years = tables->years, rows = tables->segments * years * tables->walk.count;
  for (int32_t first = 0; first < tables->models; first += WIDTH) {
    size_t chunk = first / WIDTH;
    int32_t left = tables->models - first, count = left < WIDTH ? left : WIDTH;
    const AccountLoopLedger *ledger = world->ledger + first;
    for (size_t row = 0; row < rows; row++) {
      Rows sold = rows_of(memory->walk + chunk * rows + row);
      for (int32_t i = 0; i < count; i++) add_rows(ledger[i].walk + ROW(row), &sold, i);
    }
    for (size_t month = 0; month < years * 12; month++) {
      const Block *change = memory->change + (chunk * years * 12 + month) * 2;
      Rows whole = rows_of(change), in_month = rows_of(change + 1);
      for (int32_t i = 0; i < count; i++) {
        add_rows(ledger[i].change + ROW(month), &whole, i);
        add_rows(ledger[i].changeInMonth + ROW(month), &in_month, i);
        const AccountLoopBookEntry *company =
          company_entry(tables, first + i, (int32_t)month / 12);
        if (!company || company->expansion < 0) continue;
        size_t bin = month * tables->model[first + i].binsPerYear / 12;
        add_rows(ledger[i].flows + ROW(company->expansion + bin), &whole, i);
      }
    }
  }
}

#endif
