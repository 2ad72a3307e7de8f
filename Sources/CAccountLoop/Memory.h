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
  /// Models that meet an opportunity together: the width of a vector of models.
  WIDTH = 8,
  /// Accounts whose luck is drawn together: few enough that it stays in the nearest caches.
  BATCH = 64,
  /// Accounts that are played year after year together: enough that the ledger of a year is
  /// fetched seldom.
  SECTION = 4 * BATCH,
  /// Between contract events of an account and year.
  ROUNDS = ACCOUNT_LOOP_EVENTS + 1,
  /// Opportunities of one account and year at most.
  MOST = LANES * STREAMS * ORDINALS,
};

/// The index of an entry in a table whose rows have so many entries.
#define AT(row, entries, entry) ((size_t)(row) * (entries) + (entry))
/// Where the sixteen trials of an entry begin.
#define ROW(entry) ((size_t)(entry) * LANES)

/// How far an opportunity gets; who wins it is credited.
enum { FOUND, ACCEPTED, WON, LEADS, CREDITED = LEADS };

/// In which models, a bit each, an opportunity got how far: a byte each, the lowest for FOUND.
typedef uint32_t Reached;

/// What contracts did to the accounts of a segment in a month, a row each.
enum { CHURN, CONTRACTION, INCREASE, ESCALATOR, CONTRACT_ROWS };

/// An amount in sixteen trials under up to eight models, trial by trial.
typedef struct {
  double amounts[LANES][WIDTH];
} Block;

/// A credited deal that a churn may still take back.
typedef struct {
  double amount;
  int32_t seat;
  /// The index of the credit in the tables.
  int32_t credit;
  int32_t month;
  int32_t year;
  /// The deal before it of the same account, trial and model; -1 for none.
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

/// What a route asks of an opportunity, model by model, and for whom it counts.
typedef struct {
  float finderOdds[WIDTH];
  float othersMiss[WIDTH];
  float accepted[WIDTH];
  float wonOdds[WIDTH];
  /// The chance to be found where no person matters.
  float found[WIDTH];
  /// No person's odds are other than 1.
  bool isEven;
  /// Every model's owner is its finder.
  bool isOwnFinder;
  int32_t finder[WIDTH];
  int32_t owner[WIDTH];
  /// The line of the walk.
  int32_t item;
  /// Where one that gets so far counts as somebody's lead, or credits anybody.
  Reached counts;
  /// Who is credited.
  AccountLoopSlice creditsOf[WIDTH];
  /// By how far a lead gets: where its finder's row counts leads and their ARR; -1 where not.
  int32_t leads[LEADS][WIDTH];
  int32_t leadARR[LEADS][WIDTH];
} Route;

/// The upsell line, model by model, and what is asked of sales.
typedef struct {
  double line[WIDTH];
  /// All bits set where the line is a share of ARR.
  int64_t isShare[WIDTH];
  /// Whether any model's books count sales as they are made.
  bool countsSales;
} Line;

/// The opportunities of a batch in a year that can count under some model, by account; one array a
/// figure.
typedef struct {
  int32_t count;
  int32_t room;
  /// Words of the counters that they are drawn at.
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
  /// The ARR of the account at hand while sales are made.
  Block balance __attribute__((aligned(64)));
  /// By bin of the year, as fine as the finest of the chunk: what the account at hand was sold.
  Block sold[12] __attribute__((aligned(64)));
  /// By account of the section: the trials in which any model still has it, a bit each.
  uint16_t alive[SECTION];
  int32_t models;
  /// By chunk of models, account of the section and model, rows: the ARR. A chunk has rows for all
  /// its models, those that are not there 0.
  double *arr;
  /// By chunk of models, year, segment and route.
  Route *routes;
  /// By chunk of models, year and segment.
  Line *lines;
  /// By model, segment and month, then as CONTRACT_ROWS says.
  double *contracts;
  /// By chunk of models, segment, year and item of the walk: what was sold.
  Block *walk;
  /// By chunk of models and month: the change of ARR by sales, then the same weighted by how much
  /// of the month was left.
  Block *change;
  /// By seat of one model after the other, and month: the trials in which a person sits there, a
  /// bit each.
  uint16_t *present;
  /// A row of ones: nobody's odds.
  float *ones;
  /// By model: no person's odds are other than 1.
  bool *isEven;
  /// By model.
  Deals *deals;
  Opportunities drawn;
};

/// Makes room for as many opportunities as one more account may bring.
void opportunities_reserve(Opportunities *all);
void deals_grow(Deals *deals);

/// Makes room for one more deal.
static inline void deals_reserve(Deals *deals) {
  if (deals->count == deals->room) deals_grow(deals);
}

#endif
