// Handles an opportunity under all models of a chunk at once: most of it is the same in each,
// whereas lanes of trials would be mostly idle.
#ifndef QUOTIENT_ACCOUNT_LOOP_SALES_H
#define QUOTIENT_ACCOUNT_LOOP_SALES_H

#include "Contracts.h"

/// An account in a year under a chunk of models.
typedef struct {
  const Year *models;
  /// How many.
  int32_t count;
  /// Its index in the section.
  int32_t account;
  int32_t segment;
  int32_t year;
  int32_t months;
  Surroundings at[WIDTH];
  /// The ARR while sales are made.
  Block *balance;
  const double *start;
  /// Of the segment and year.
  const Route *routes;
  const Line *line;
  Block *walk;
  /// Of the horizon's months.
  Block *change;
  /// Bins of a year in which sales are accumulated before they are added to books.
  int32_t bins;
  Block *sold;
  /// The bins with any sales.
  uint32_t sold_in;
  /// The trials in which the account may be below its opening.
  uint32_t below;
  /// The routes whose people's odds have been looked up.
  uint32_t met;
  const float *finder[ROUTES][WIDTH];
  const float *owner[ROUTES][WIDTH];
  const float *ones;
} Account;

/// Looks up the odds of the people on a route.
static inline void meet_people(Account *all, int route) {
  const Route *asks = all->routes + route;
  for (int32_t i = 0; i < WIDTH; i++) {
    bool there = i < all->count;
    const float *odds = there ? all->models[i].ledger->seatOdds : all->ones;
    size_t months = ROW(all->months);
    bool found = there && asks->finder[i] >= 0, owned = there && asks->owner[i] >= 0;
    all->finder[route][i] = found ? odds + all->at[i].seats[asks->finder[i]] * months : all->ones;
    all->owner[route][i] = owned ? odds + all->at[i].seats[asks->owner[i]] * months : all->ones;
  }
  all->met |= 1u << route;
}

/// Credits a sale to the company and to filled seats.
static inline void credit_sale(
  const Year *year, const int32_t *seats, AccountLoopSlice credits, int32_t account,
  double amount, int32_t month, int lane
) {
  int32_t bin = bin_of(year, month);
  for (int32_t i = credits.start; i < credits.start + credits.count; i++) {
    const AccountLoopCredit *entry = year->tables->credits + i;
    if (entry->local == ACCOUNT_LOOP_COMPANY) {
      year->ledger->flows[AT(bin + entry->offset, LANES, lane)] += amount;
      continue;
    }
    int32_t seat = seats[entry->local];
    if (!(presence(year, seat, month) >> lane & 1)) continue;
    double credited = (amount < entry->dealCap ? amount : entry->dealCap) * entry->share;
    row_of(year, seat, bin + entry->offset)[lane] += credited;
    if (entry->window > 0) {
      Deals *deals = year->deals;
      deals_reserve(deals);
      int32_t *last = deals->last + AT(account, LANES, lane);
      deals->deals[deals->count] = (Deal){credited, seat, i, month, year->year, *last};
      *last = deals->count++;
    }
  }
}

/// Reduces the gross losses by what a sale recovers of an account's loss.
static __attribute__((noinline)) void make_good(
  const Account *all, Money before, Money gain, int32_t month, int lane
) {
  for (int32_t i = 0; i < all->count; i++) {
    const Year *year = all->models + i;
    double opening = all->start[AT(i, LANES, lane)], missing = opening - before[i];
    if (missing <= 0 || gain[i] == 0) continue;
    double good = gain[i] < missing ? gain[i] : missing;
    AccountLoopSlice book = all->at[i].duties->book;
    for (int32_t k = book.start; k < book.start + book.count; k++) {
      const AccountLoopBookEntry *entry = year->tables->book + k;
      if (entry->grossLoss < 0) continue;
      double *row = book_row(year, entry, all->at[i].seats, bin_of(year, month));
      row[AT(entry->grossLoss, LANES, lane)] -= good;
    }
  }
}

/// Counts an opportunity that got this far as a lead of its finder, in the models whose bits are
/// set, if the seat is filled.
static inline void count_leads(
  const Account *all, const Route *route, int got, uint32_t models, uint32_t big, Money amount,
  int32_t month, int lane
) {
  for (; models; models &= models - 1) {
    int model = __builtin_ctz(models);
    const Route *of = route + (big >> model & 1);
    const Year *year = all->models + model;
    int32_t seat = all->at[model].seats[of->finder[model]];
    if (!(presence(year, seat, month) >> lane & 1)) continue;
    double *row = row_of(year, seat, bin_of(year, month)) + lane;
    int32_t count = of->leads[got][model], arr = of->leadARR[got][model];
    if (count >= 0) row[ROW(count)] += 1;
    if (arr >= 0) row[ROW(arr)] += amount[model];
  }
}

/// The same models at every stage.
static inline Reached everywhere(uint32_t models) { return models * 0x01010101u; }

static inline uint32_t models_at(Reached reached, int stage) { return reached >> 8 * stage & 0xFF; }

/// How far the luck of an opportunity takes it with the people of a route.
static inline Reached pursue(Account *all, int route, float luck, int32_t moment, float driver) {
  const Route *asks = all->routes + route;
  Odds found, odds, acceptance = odds_of(asks->accepted);
  if (asks->isEven) {
    found = odds_of(asks->found);
    odds = odds_of(asks->wonOdds) * driver;
  } else {
    if (!(all->met >> route & 1)) meet_people(all, route);
    Odds finder = each_odds(all->finder[route], moment);
    Odds owner = asks->isOwnFinder ? finder : each_odds(all->owner[route], moment);
    found = CHANCE_FOUND(odds_of(asks->othersMiss), odds_of(asks->finderOdds) * finder);
    odds = odds_of(asks->wonOdds) * driver * owner;
  }
  Odds accepted = found * acceptance;
  OddsMask is_found = luck < found, is_accepted = is_found & (luck < accepted);
  OddsMask is_won = is_accepted & ((odds == INFINITY) | (luck * (1 + odds) < accepted * odds));
  return model_bits(is_found) << 8 * FOUND | model_bits(is_accepted) << 8 * ACCEPTED
    | model_bits(is_won) << 8 * WON | model_bits(is_won) << 8 * CREDITED;
}

/// How far an opportunity gets with the people who handle small ones.
static inline Reached pursue_small(
  Account *all, uint32_t what, float luck, const float *driver
) {
  int stream = stream_of(what);
  // The first stream arrives by itself; the others pass a funnel.
  if (stream == 0) return ~0u;
  int32_t month = all->year * 12 + month_of(what);
  return pursue(all, 2 * stream, luck, month * LANES + lane_of(what), driver[stream]);
}

/// The models, a bit each, in which an upsell is above the line.
static inline uint32_t above_line(const Line *line, Money amount, float size) {
  Money lines, sizes = (Money){0} + (double)size;
  MoneyBits is_share;
  memcpy(&lines, line->line, sizeof lines);
  memcpy(&is_share, line->isShare, sizeof is_share);
  MoneyBits above = ((sizes > lines) & is_share) | ((amount > lines) & ~is_share);
  return model_bits(__builtin_convertvector(above, OddsMask));
}

/// An opportunity under every model that still has the account.
///
/// - reached: how far it gets with the people who handle small ones.
static inline void meet(
  Account *all, uint32_t what, float date, float size, float luck, Reached reached,
  const float *driver
) {
  int stream = stream_of(what), lane = lane_of(what);
  Money current = *(const Money *)all->balance->amounts[lane];
  Money amount = current * (double)size;
  int32_t in_year = month_of(what), month = all->year * 12 + in_year;
  const Route *route = all->routes + 2 * stream;
  Reached counts = route->counts;
  // The second stream is upsell, the only one with a line.
  uint32_t big = stream == 1 ? above_line(all->line, amount, size) : 0;
  if (big) {
    Reached of_big = pursue(all, 2 * stream + 1, luck, month * LANES + lane, driver[stream]);
    Reached where = everywhere(big);
    reached = (of_big & where) | (reached & ~where);
    counts = (route[1].counts & where) | (counts & ~where);
  }
  reached &= everywhere(model_bits(__builtin_convertvector(current > 0, OddsMask)));
  counts &= reached;
  for (int stage = FOUND; stage < LEADS; stage++)
    count_leads(all, route, stage, models_at(counts, stage), big, amount, month, lane);
  uint32_t won = models_at(reached, WON);
  if (!won) return;

  Money gain = of_models(won, amount);
  *(Money *)all->balance->amounts[lane] = current + gain;
  if (big & won) {
    // Which models have the sale above the line.
    Money above = of_models(big, gain);
    add_money(all->walk + route->item, lane, gain - above);
    add_money(all->walk + route[1].item, lane, above);
  } else {
    add_money(all->walk + route->item, lane, gain);
  }
  double left_of_month = 1 - (double)(date * 12 - (float)in_year);
  add_money(all->change + 2 * month, lane, gain);
  add_money(all->change + 2 * month + 1, lane, gain * left_of_month);
  if (all->line->countsSales) {
    int32_t bin = in_year * all->bins / 12;
    add_money(all->sold + bin, lane, gain);
    all->sold_in |= 1u << bin;
  }
  if (all->below >> lane & 1) make_good(all, current, gain, month, lane);
  for (uint32_t left = models_at(counts, CREDITED); left; left &= left - 1) {
    int model = __builtin_ctz(left);
    credit_sale(
      all->models + model, all->at[model].seats, route[big >> model & 1].creditsOf[model],
      all->account, amount[model], month, lane);
  }
}

/// Adds an account's sales in a year to the books of its people; the company's are derived from
/// sums over all accounts.
static inline void enter_sales(Account *all) {
  enum { BINS = 12 };
  int32_t count = 0, months[BINS], length = 12 / all->bins;
  Rows rows[BINS];
  for (uint32_t left = all->sold_in; left; left &= left - 1) {
    int32_t bin = __builtin_ctz(left);
    months[count] = all->year * 12 + bin * length;
    rows[count++] = rows_of(all->sold + bin);
    all->sold[bin] = (Block){0};
  }
  for (int32_t model = 0; model < all->count; model++) {
    const Year *year = all->models + model;
    AccountLoopSlice book = all->at[model].duties->book;
    for (int32_t i = book.start; i < book.start + book.count; i++) {
      const AccountLoopBookEntry *entry = year->tables->book + i;
      if (entry->expansion < 0 || entry->local == ACCOUNT_LOOP_COMPANY) continue;
      double *first = book_row(year, entry, all->at[model].seats, entry->expansion);
      // A model's bins may be coarser than those in which sales are accumulated.
      for (int32_t at = 0; at < count; at++)
        add_rows(first + ROW(bin_of(year, months[at])), rows + at, model);
    }
  }
  all->sold_in = 0;
}

#endif
