// What a contract does in sixteen trials of a model: renewal, contraction, increase, escalation.
#ifndef QUOTIENT_ACCOUNT_LOOP_CONTRACTS_H
#define QUOTIENT_ACCOUNT_LOOP_CONTRACTS_H

#include "Vectors.h"

#include <math.h>

/// Everything that accounts share in a year under a model.
typedef struct {
  const AccountLoopTables *tables;
  const AccountLoopWorld *world;
  const AccountLoopModel *model;
  const AccountLoopLedger *ledger;
  const AccountLoopStage *stage;
  /// By segment.
  const AccountLoopRates *rates;
  Deals *deals;
  /// By segment and month, then as CONTRACT_ROWS says.
  double *contracts;
  /// Whether every person's odds are 1.
  bool isEven;
  /// At `seat * months + month`: the trials in which a person sits there, a bit each.
  const uint16_t *present;
  int32_t year;
  int32_t months;
  int32_t firstMonth;
  /// By month of the year.
  int32_t bins[12];
} Year;

/// An account under a model in a year.
typedef struct {
  const AccountLoopResponsibility *duties;
  /// By local role.
  const int32_t *seats;
} Surroundings;

static inline double *row_of(const Year *year, int32_t seat, int32_t bin) {
  return year->ledger->flows + ROW(year->model->rowStart[seat + 1] + bin);
}

static inline double *book_row(
  const Year *year, const AccountLoopBookEntry *entry, const int32_t *seats, int32_t bin
) {
  if (entry->local == ACCOUNT_LOOP_COMPANY) return year->ledger->flows + ROW(bin);
  return row_of(year, seats[entry->local], bin);
}

/// The trials in which a person sits in a seat, a bit each.
static inline uint32_t presence(const Year *year, int32_t seat, int32_t month) {
  return year->present[AT(seat, year->months, month)];
}

/// The bin of a month of the horizon within the year.
static inline int32_t bin_of(const Year *year, int32_t month) {
  return year->bins[month - year->firstMonth];
}

/// The walk of a segment in a year.
static inline double *walk_rows(
  const AccountLoopTables *tables, const AccountLoopLedger *ledger, int32_t segment, int32_t year
) {
  return ledger->walk + ROW(AT(segment, tables->years, year) * tables->walk.count);
}

static inline double *walk_of(const Year *year, int32_t segment) {
  return walk_rows(year->tables, year->ledger, segment, year->year);
}

static inline double *contract_rows(const Year *year, int32_t segment, int32_t month) {
  return year->contracts + ROW(AT(segment, year->months, month) * CONTRACT_ROWS);
}

static inline void add_at(double *row, int32_t offset, MoneyLanes amount) {
  if (offset >= 0) add(row + ROW(offset), amount);
}

/// The odds of the year's renewal, dated at the year's first term end.
static inline Lanes renewal_odds(
  const Year *year, Surroundings at, int32_t account, const AccountLoopAccount *who,
  int32_t month
) {
  const AccountLoopWorld *world = year->world;
  const AccountLoopResponsibility *duties = at.duties;
  float odds = year->rates[who->segment].renewalOdds;
  const int32_t *driver = year->tables->driverClass[0];
  if (driver) {
    // Who is known to leave does so where the others certainly stay, too.
    float ratio = world->driverOdds[0][driver[account]];
    odds = ratio == 0 ? 0 : odds * ratio;
  }
  if (duties->transfer > 0) odds *= world->transfer[who->number];
  if (duties->transfer < 0) odds /= world->transfer[who->number];
  if (who->autoRenewal) {
    if (duties->automatic > 0) odds *= world->effects.automatic;
    if (duties->automatic < 0) odds /= world->effects.automatic;
  }
  if (month < duties->handoverEnd) odds *= world->effects.handover;
  Lanes result =
    lanes(world->shocks + ROW(AT(year->year, year->tables->segments, who->segment))) * odds;
  if (year->isEven) return result;
  if (duties->renewalOwner >= 0)
    result *= lanes(
      year->ledger->seatOdds
      + ROW(AT(at.seats[duties->renewalOwner], year->months, month)));
  if (duties->renewalSupport >= 0)
    result *= lanes(
      year->ledger->seatLoad
      + ROW(AT(at.seats[duties->renewalSupport], year->tables->years, year->year)));
  return result;
}

/// The first of a year's term ends that the account does not survive; `count` if it survives all.
/// The chance to survive the first *k* of *n* term ends is the yearly chance to the power *k e /
/// n*, where *e* is how many yearly chances the year's term ends amount to.
static int32_t term_end(float luck, float odds, float exponent, int32_t count) {
  if (exponent == 1 && luck < (1 - luck) * odds) return count;
  if (count == 1 && exponent == 1) return 0;
  if (odds == INFINITY) return count;
  // The logarithm of the yearly chance stays below 0 even if the chance rounds to 1.
  double log_chance = -log1p(1 / (double)odds);
  double survived = log((double)luck) / log_chance / (double)exponent * (double)count;
  int32_t whole = (int32_t)(survived < 1e6 ? survived : 1e6);
  return whole < 0 ? 0 : whole < count ? whole : count;
}

/// What a contraction, or an increase by a share of ARR, makes of the odds of the next renewal; 1
/// where there was none. The odds of leaving grow in proportion to the increase.
static inline Lanes aftermath_of(const AccountLoopEffects *effects, Mask contracts, Lanes increase) {
  Lanes of_increase = 1 / (1 + effects->increase * increase);
  return pick(contracts, (Lanes){0} + effects->contraction, of_increase);
}

/// The term end at which the account leaves in the year; beyond the last if it stays.
///
/// - aftermath: what the last renewal's change makes of the odds, used up here; null for nothing.
static inline Mask leaves_at(
  const Year *year, Surroundings at, int32_t account, const AccountLoopAccount *who,
  const AccountLoopContract *contract, Lanes luck, float *aftermath
) {
  Lanes odds = renewal_odds(year, at, account, who, contract->firstTermEndMonth);
  if (aftermath) {
    odds *= lanes(aftermath);
    for (int lane = 0; lane < LANES; lane++) aftermath[lane] = 1;
  }
  // A mask is -1 where set, so minus it is 1.
  if (contract->termEnds == 1 && contract->renewalExponent == 1)
    return -(Mask)(luck < (1 - luck) * odds);
  Mask ends;
  for (int lane = 0; lane < LANES; lane++)
    ends[lane] =
      term_end(luck[lane], odds[lane], contract->renewalExponent, contract->termEnds);
  return ends;
}

/// Adds an amount to the company, and to the credited seats where they are filled.
static inline void credit(
  const Year *year, AccountLoopSlice credits, const int32_t *seats, MoneyLanes amount,
  int32_t month, int32_t bin
) {
  for (int32_t i = credits.start; i < credits.start + credits.count; i++) {
    const AccountLoopCredit *entry = year->tables->credits + i;
    if (entry->local == ACCOUNT_LOOP_COMPANY) {
      add(year->ledger->flows + ROW(bin + entry->offset), amount);
      continue;
    }
    int32_t seat = seats[entry->local];
    MoneyLanes shared = amount * entry->share;
    uint32_t present = presence(year, seat, month);
    if (present != 0xFFFF) shared = only(mask_of(present), shared);
    add(row_of(year, seat, bin + entry->offset), shared);
  }
}

/// Claws back the credit of leaving accounts' recent deals, each by the rule of its plan.
static void claw_back(const Year *year, int32_t in_section, uint32_t leaving, int32_t month) {
  Deals *deals = year->deals;
  for (; leaving; leaving &= leaving - 1) {
    int lane = __builtin_ctz(leaving);
    int32_t i = deals->last[AT(in_section, LANES, lane)];
    for (; i >= 0; i = deals->deals[i].earlier) {
      const Deal *deal = deals->deals + i;
      const AccountLoopCredit *entry = year->tables->credits + deal->credit;
      int32_t elapsed = month - deal->month;
      if (elapsed > year->tables->longestWindow) break;
      if (elapsed > entry->window) continue;
      int32_t offset = deal->year == year->year ? entry->clawback : entry->clawbackLater;
      row_of(year, deal->seat, bin_of(year, month) + offset)[lane] +=
        deal->amount * year->tables->recovered[entry->recovery + elapsed];
    }
  }
}

/// Counts the cohort of a year: its accounts, and in the books of its people.
static inline void open_year(
  const Year *year, Surroundings at, int32_t segment, MoneyLanes opening
) {
  MoneyLanes alive = only(opening != 0, (MoneyLanes){0} + 1);
  add(walk_of(year, segment) + ROW(year->tables->walk.startAccounts), alive);
  int32_t bin = year->year * year->model->binsPerYear;
  AccountLoopSlice book = at.duties->book;
  for (int32_t i = book.start; i < book.start + book.count; i++) {
    const AccountLoopBookEntry *entry = year->tables->book + i;
    // The company's figures are derived from the end of the previous year.
    if (entry->local == ACCOUNT_LOOP_COMPANY) continue;
    if (entry->start < 0 && entry->startAccounts < 0) continue;
    double *row = book_row(year, entry, at.seats, bin);
    add_at(row, entry->start, opening);
    add_at(row, entry->startAccounts, alive);
  }
}

/// The luck of an account's renewal: which trials contract or rise, and by which share.
typedef struct {
  Lanes change;
  Lanes share;
} RenewalLuck;

/// 1 where an account was lost, that is, has no ARR left.
static inline MoneyLanes losses(MoneyLanes before, MoneyLanes after) {
  return only((before != 0) & (after == 0), (MoneyLanes){0} + 1);
}

/// Counts a contract event in the books that need it. Returns the trials in which the account is
/// below its opening.
static inline uint32_t enter_event(
  const Year *year, Surroundings at, const AccountLoopEvent *event, int32_t bin,
  MoneyLanes opening, MoneyLanes before, MoneyLanes after
) {
  MoneyLanes change = after - before, gross_loss = {0};
  uint32_t below = 0;
  if (at.duties->countsGrossLosses) {
    gross_loss = shortfall(opening, after) - shortfall(opening, before);
    below = bits(__builtin_convertvector(after < opening, Mask));
  }
  AccountLoopSlice book = at.duties->book;
  for (int32_t i = book.start; i < book.start + book.count; i++) {
    const AccountLoopBookEntry *entry = year->tables->book + i;
    double *row = book_row(year, entry, at.seats, bin);
    add_at(row, entry->grossLoss, gross_loss);
    if (entry->due >= 0 && event->kind != 2) add_at(row, entry->due, before * event->dueShare);
    if (entry->lostAccounts >= 0)
      add_at(row, entry->lostAccounts, losses(before, after));
    // The company's change is derived from the sum over accounts.
    if (entry->local != ACCOUNT_LOOP_COMPANY) add_at(row, entry->change, change);
  }
  return below;
}

/// The end of a term or a contract year. `leaves` is set where the account does not renew. Returns
/// the trials in which the account is below its opening, if any book needs them.
static inline uint32_t end_term(
  const Year *year, Surroundings at, const AccountLoopEvent *event, int32_t account,
  int32_t in_section, int32_t segment, RenewalLuck luck, Mask leaves, double *arr,
  float *aftermath, MoneyLanes opening
) {
  const AccountLoopTables *tables = year->tables;
  const AccountLoopWorld *world = year->world;
  int32_t month = event->month, bin = bin_of(year, month);
  double *rows = contract_rows(year, segment, month);
  MoneyLanes before = amounts(arr), after;
  // The company's books, the walk and the change of ARR are derived from `rows`.
  if (event->kind == 2) {
    MoneyLanes escalation = before * world->escalator[segment];
    after = before + escalation;
    add(rows + ROW(ESCALATOR), escalation);
  } else {
    MoneyLanes churn = only(widened_mask(leaves), before), stays = before - churn;
    add(rows + ROW(CHURN), churn);
    after = stays;
    if (event->kind == 1) {
      const AccountLoopRates *rates = year->rates + segment;
      float no_increase = rates->noIncrease;
      const int32_t *driver = tables->driverClass[1];
      if (driver) {
        float odds = rates->increaseOdds * world->driverOdds[1][driver[account]];
        float least = odds == INFINITY ? 0 : 1 - odds / (1 + odds);
        no_increase = rates->contraction > least ? rates->contraction : least;
      }
      MoneyLanes changes = stays * widened(luck.share);
      Mask contracts = luck.change < rates->contraction, rises = luck.change >= no_increase;
      MoneyLanes contraction = only(widened_mask(contracts), changes);
      MoneyLanes increase = only(widened_mask(rises), changes * rates->price);
      if (aftermath) {
        Lanes share = (Lanes)((Mask)(luck.share * (float)rates->price) & rises);
        put_lanes(aftermath, aftermath_of(&world->effects, contracts, share));
      }
      add(rows + ROW(CONTRACTION), contraction);
      add(rows + ROW(INCREASE), increase);
      stays -= contraction;
      after = stays + increase;
      credit(year, at.duties->increaseCredits, at.seats, increase, month, bin);
    }
    credit(year, at.duties->renewalCredits, at.seats, stays * event->dueShare, month, bin);
    if (tables->longestWindow > 0) {
      uint32_t leaving = bits(__builtin_convertvector(churn > 0, Mask));
      claw_back(year, in_section, leaving, month);
    }
  }
  put(arr, after);
  add(
    year->ledger->changeInMonth + ROW(month),
    (after - before) * (1 - (double)event->monthFraction));
  if (!at.duties->countsContracts) return 0;
  return enter_event(year, at, event, bin, opening, before, after);
}

/// Counts at a year's end what follows from an account's ARR at the year's start and end.
///
/// - ended: whether a term ended in the year; otherwise nothing was lost.
static inline void close_year(
  const Year *year, Surroundings at, const AccountLoopAccount *who, bool ended,
  MoneyLanes opening, MoneyLanes ending
) {
  const AccountLoopWalk *items = &year->tables->walk;
  double *walk = walk_of(year, who->segment);
  MoneyLanes gross_loss = {0}, lost = {0};
  if (ended) {
    gross_loss = shortfall(opening, ending);
    lost = losses(opening, ending);
    add(walk + ROW(items->grossLoss), gross_loss);
    // For earlier years this is derived from how many begin the next.
    if (year->year + 1 == year->tables->years) add(walk + ROW(items->lostAccounts), lost);
  }
  // In the first year this equals the gross loss.
  if (year->year > 0)
    add(walk + ROW(items->cumulativeLoss), shortfall((MoneyLanes){0} + who->arr, ending));
  if (!at.duties->countsYears) return;
  int32_t bin = year->year * year->model->binsPerYear;
  AccountLoopSlice book = at.duties->book;
  for (int32_t i = book.start; i < book.start + book.count; i++) {
    const AccountLoopBookEntry *entry = year->tables->book + i;
    // The company's figures are derived from the walk.
    if (entry->local == ACCOUNT_LOOP_COMPANY) continue;
    double *row = book_row(year, entry, at.seats, bin);
    add_at(row, entry->yearChange, ending - opening);
    add_at(row, entry->yearGrossLoss, gross_loss);
    add_at(row, entry->yearLostAccounts, lost);
  }
}

#endif
