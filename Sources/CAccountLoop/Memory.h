// The memory that the account loop works in, shared by its variants.
#ifndef QUOTIENT_ACCOUNT_LOOP_MEMORY_H
#define QUOTIENT_ACCOUNT_LOOP_MEMORY_H

#include "AccountLoop.h"

#include <stddef.h>

enum {
  LANES = ACCOUNT_LOOP_LANES,
  STREAMS = ACCOUNT_LOOP_STREAMS,
  ROUTES = 2 * STREAMS,
  ORDINALS = ACCOUNT_LOOP_ORDINALS,
  SIZES = ACCOUNT_LOOP_SIZES,
  /// Models that handle an opportunity together: the width of a vector of models.
  WIDTH = 8,
  /// Accounts whose luck is drawn together: few enough to stay in the nearest caches.
  BATCH = 64,
  /// Accounts that are played together, year by year: enough that a year's ledger is rarely
  /// fetched.
  SECTION = 4 * BATCH,
  /// Rounds of an account and year: the intervals between contract events.
  ROUNDS = ACCOUNT_LOOP_EVENTS + 1,
  /// Opportunities of one account and year at most.
  MOST = LANES * STREAMS * ORDINALS,
};

/// The index of an entry in a table with this many entries per row.
#define AT(row, entries, entry) ((size_t)(row) * (entries) + (entry))
/// Where the sixteen trials of an entry begin.
#define ROW(entry) ((size_t)(entry) * LANES)

/// How far an opportunity gets; winning it is credited.
enum { FOUND, ACCEPTED, WON, LEADS, CREDITED = LEADS };

/// The models, a bit each, in which an opportunity reached each stage: a byte per stage, the lowest
/// for FOUND.
typedef uint32_t Reached;

/// The effects of contracts on a segment's accounts in a month, a row each.
enum { CHURN, CONTRACTION, INCREASE, ESCALATOR, CONTRACT_ROWS };

/// An amount in sixteen trials under up to eight models, trial by trial.
typedef struct {
  double amounts[LANES][WIDTH];
} Block;

/// A credited deal that a churn may still claw back.
typedef struct {
  double amount;
  int32_t seat;
  /// The index of the credit in the tables.
  int32_t credit;
  int32_t month;
  int32_t year;
  /// The previous deal of the same account, trial and model; -1 for none.
  int32_t earlier;
} Deal;

/// The deals of a section under one model.
typedef struct {
  Deal *deals;
  int32_t count;
  int32_t room;
  /// At `account * LANES + lane`: the last deal; -1 for none.
  int32_t last[SECTION * LANES];
} Deals;

/// What an opportunity needs on a route, by model, and who is credited.
typedef struct {
  float finderOdds[WIDTH];
  float othersMiss[WIDTH];
  float accepted[WIDTH];
  float wonOdds[WIDTH];
  /// The chance to be found if no person matters.
  float found[WIDTH];
  /// Whether every person's odds are 1.
  bool isEven;
  /// Whether every model's owner is its finder.
  bool isOwnFinder;
  int32_t finder[WIDTH];
  int32_t owner[WIDTH];
  /// The line of the walk.
  int32_t item;
  /// Where an opportunity that gets this far counts as a lead or is credited.
  Reached counts;
  /// Who is credited.
  AccountLoopSlice creditsOf[WIDTH];
  /// By how far a lead gets: where its finder's row counts leads and their ARR; -1 if it does not.
  int32_t leads[LEADS][WIDTH];
  int32_t leadARR[LEADS][WIDTH];
} Route;

/// The upsell line by model, and whether sales are counted.
typedef struct {
  double line[WIDTH];
  /// All bits set if the line is a share of ARR.
  int64_t isShare[WIDTH];
  /// Whether any model's books count sales as they are made.
  bool countsSales;
} Line;

/// The opportunities of a batch in a year that can count under any model, by account; one array per
/// figure.
typedef struct {
  int32_t count;
  int32_t room;
  /// Counter words at which they are drawn.
  uint32_t *word1;
  uint32_t *word2;
  /// See `opportunity`.
  uint32_t *what;
  /// The date within the fiscal year, in 0..<1 with months of equal length.
  float *date;
  float *size;
  float *luck;
  /// By account of the batch: where its opportunities end.
  int32_t end[BATCH];
} Opportunities;

struct AccountLoopMemory {
  /// The uniforms of renewal and of arrivals of the year, by account of the batch.
  float renewal[BATCH][4][LANES] __attribute__((aligned(64)));
  float arrivals[4][LANES] __attribute__((aligned(64)));
  /// The share by which an account contracts or rises.
  float share[BATCH][LANES] __attribute__((aligned(64)));
  /// The ARR of the current account while sales are made.
  Block balance __attribute__((aligned(64)));
  /// By bin of the year, at the finest resolution of the chunk: sales to the current account.
  Block sold[12] __attribute__((aligned(64)));
  /// By account of the section: the trials in which any model still has it, a bit each.
  uint16_t alive[SECTION];
  int32_t models;
  /// ARR in rows, by chunk of models, account of the section and model. A chunk has rows for a full
  /// vector of models; those of missing models are 0.
  double *arr;
  /// At the same rows: what the last renewal's change makes of the odds of the next; null if
  /// nothing.
  float *aftermath;
  /// By chunk of models, year, segment and route.
  Route *routes;
  /// By chunk of models, year and segment.
  Line *lines;
  /// By model, segment and month, then as CONTRACT_ROWS says.
  double *contracts;
  /// By chunk of models, segment, year and item of the walk: what was sold.
  Block *walk;
  /// By chunk of models and month: the change of ARR by sales, then the same weighted by the
  /// remaining share of the month.
  Block *change;
  /// By model, seat and month: the trials in which the seat is filled, a bit each.
  uint16_t *present;
  /// A row of ones: the odds of an absent person.
  float *ones;
  /// By model: no person's odds are other than 1.
  bool *isEven;
  /// By model.
  Deals *deals;
  Opportunities drawn;
};

/// Reserves room for the most opportunities that one more account may bring.
void opportunities_reserve(Opportunities *all);
void deals_grow(Deals *deals);

/// Reserves room for one more deal.
static inline void deals_reserve(Deals *deals) {
  if (deals->count == deals->room) deals_grow(deals);
}

#endif
