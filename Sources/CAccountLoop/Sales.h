// What becomes of an opportunity under all models of a chunk at once: most is the same in each, and
// one trial's lanes would be mostly idle.
#ifndef QUOTIENT_ACCOUNT_LOOP_SALES_H
#define QUOTIENT_ACCOUNT_LOOP_SALES_H

#include "Contracts.h"

/// An account in a year under a chunk of models.
typedef struct {
  const Year *models;
  /// How many.
  int32_t count;
  /// Its place in the section.
  int32_t account;
  int32_t segment;
  int32_t year;
  int32_t months;
  Surroundings at[WIDTH];
  /// Rows, model by model.
  double *arr;
  const double *start;
  /// Of the segment and year.
  const Route *routes;
  const Line *line;
  Block *walk;
  /// Of the horizon's months.
  Block *change;
  /// Bins of a year in which sales are gathered before they are added to books.
  int32_t bins;
  Block *sold;
  /// The bins that hold any.
  uint32_t sold_in;
  /// The trials in which the account may stand below its opening.
  uint32_t below;
  /// The routes whose people's odds are known.
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
    size_t months = (size_t)all->months * LANES;
    bool found = there && asks->finder[i] >= 0, owned = there && asks->owner[i] >= 0;
    all->finder[route][i] = found ? odds + all->at[i].seats[asks->finder[i]] * months : all->ones;
    all->owner[route][i] = owned ? odds + all->at[i].seats[asks->owner[i]] * months : all->ones;
  }
  all->met |= 1u << route;
}

/// Credits a sale to the company and to seats, where a person sits in them.
static inline void credit_sale(
  const Year *year, const int32_t *seats, const AccountLoopRoute *route, int32_t account,
  double amount, int32_t month, int lane
) {
  int32_t bin = bin_of(year, month);
  AccountLoopSlice credits = route->credits;
  for (int32_t i = credits.start; i < credits.start + credits.count; i++) {
    const AccountLoopCredit *entry = year->tables->credits + i;
    if (entry->local == ACCOUNT_LOOP_COMPANY) {
      year->ledger->flows[(bin + entry->offset) * LANES + lane] += amount;
      continue;
    }
    int32_t seat = seats[entry->local];
    if (!(presence(year, seat, month) >> lane & 1)) continue;
    double credited = (amount < entry->dealCap ? amount : entry->dealCap) * entry->share;
    row_of(year, seat, bin + entry->offset)[lane] += credited;
    if (entry->window > 0) {
      Deals *deals = year->deals;
      deals_reserve(deals);
      int32_t *last = deals->last + account * LANES + lane;
      deals->deals[deals->count] = (Deal){credited, seat, i, month, year->year, *last};
      *last = deals->count++;
    }
  }
}

/// Takes what a sale makes good of an account's loss off the gross losses.
static void make_good(
  const Account *all, Money before, Money gain, int32_t month, int lane
) {
  for (int32_t i = 0; i < all->count; i++) {
    const Year *year = all->models + i;
    double opening = all->start[i * LANES + lane], missing = opening - before[i];
    if (missing <= 0 || gain[i] == 0) continue;
    double good = gain[i] < missing ? gain[i] : missing;
    walk_of(year, all->segment)[year->tables->walk.grossLoss * LANES + lane] -= good;
    AccountLoopSlice book = all->at[i].place->book;
    for (int32_t k = book.start; k < book.start + book.count; k++) {
      const AccountLoopBookEntry *entry = year->tables->book + k;
      if (entry->grossLoss < 0) continue;
      double *row = book_row(year, entry, all->at[i].seats, bin_of(year, month));
      row[entry->grossLoss * LANES + lane] -= good;
    }
  }
}

/// The route of an opportunity under a model.
static inline const AccountLoopRoute *route_of(
  const Account *all, int model, int stream, uint32_t big
) {
  return all->models[model].tables->routes + all->at[model].place->routes + 2 * stream
    + (big >> model & 1);
}

/// How far an opportunity gets.
enum { FOUND, ACCEPTED, WON };

/// Counts a lead that got so far for whoever found it, in the models whose bits are set and where a
/// person sits in the seat.
static inline void count_leads(
  const Account *all, int got, uint32_t models, int stream, uint32_t big, Money amount,
  int32_t month, int lane
) {
  for (; models; models &= models - 1) {
    int model = __builtin_ctz(models);
    const Year *year = all->models + model;
    const AccountLoopRoute *route = route_of(all, model, stream, big);
    int32_t seat = all->at[model].seats[route->finder];
    if (!(presence(year, seat, month) >> lane & 1)) continue;
    int32_t count = got == FOUND ? route->sourced : got == ACCEPTED ? route->accepted : route->won;
    int32_t arr =
      got == FOUND ? route->sourcedARR : got == ACCEPTED ? route->acceptedARR : route->wonARR;
    double *row = row_of(year, seat, bin_of(year, month)) + lane;
    if (count >= 0) row[count * LANES] += 1;
    if (arr >= 0) row[arr * LANES] += amount[model];
  }
}

/// An opportunity under every model that still has the account.
static inline void meet(
  Account *all, int stream, int lane, float date, float size, float luck, float driver
) {
  Money current = money_of(all->arr, lane);
  Money amount = current * (double)size;
  OddsMask alive = __builtin_convertvector(current > 0, OddsMask), won = alive;
  int32_t in_year = (int32_t)(date * 12);
  in_year = in_year < 11 ? in_year : 11;
  int32_t month = all->year * 12 + in_year, moment = month * LANES + lane;
  const Route *route = all->routes + 2 * stream;
  uint32_t big_bits = 0, counts_found = 0, counts_accepted = 0, counts_won = 0;
  uint32_t credits = route->credits;
  // The first stream comes by itself; the others pass a funnel.
  if (stream > 0) {
    if (!(all->met >> (2 * stream) & 1)) meet_people(all, 2 * stream);
    Odds finder_odds = odds_of(route->finderOdds), others_miss = odds_of(route->othersMiss);
    Odds acceptance = odds_of(route->accepted), won_odds = odds_of(route->wonOdds);
    Odds finder = each_odds(all->finder[2 * stream], moment);
    Odds owner = each_odds(all->owner[2 * stream], moment);
    counts_found = route->countsFound;
    counts_accepted = route->countsAccepted;
    counts_won = route->countsWon;
    // The second is upsell, the only one with a line.
    if (stream == 1) {
      const Line *line = all->line;
      Money lines, sizes = (Money){0} + (double)size;
      MoneyBits is_share;
      memcpy(&lines, line->line, sizeof lines);
      memcpy(&is_share, line->isShare, sizeof is_share);
      MoneyBits above = ((sizes > lines) & is_share) | ((amount > lines) & ~is_share);
      OddsMask big = __builtin_convertvector(above, OddsMask);
      big_bits = model_bits(big);
      if (big_bits) {
        const Route *other = route + 1;
        if (!(all->met >> (2 * stream + 1) & 1)) meet_people(all, 2 * stream + 1);
        finder_odds = choose(big, odds_of(other->finderOdds), finder_odds);
        others_miss = choose(big, odds_of(other->othersMiss), others_miss);
        acceptance = choose(big, odds_of(other->accepted), acceptance);
        won_odds = choose(big, odds_of(other->wonOdds), won_odds);
        finder = choose(big, each_odds(all->finder[2 * stream + 1], moment), finder);
        owner = choose(big, each_odds(all->owner[2 * stream + 1], moment), owner);
        counts_found = (counts_found & ~big_bits) | (other->countsFound & big_bits);
        counts_accepted = (counts_accepted & ~big_bits) | (other->countsAccepted & big_bits);
        counts_won = (counts_won & ~big_bits) | (other->countsWon & big_bits);
        credits = (credits & ~big_bits) | (other->credits & big_bits);
      }
    }
    Odds found = 1 - others_miss / (1 + finder_odds * finder);
    Odds accepted = found * acceptance;
    Odds odds = won_odds * driver * owner;
    OddsMask certain = odds == INFINITY;
    OddsMask is_found = alive & (luck < found);
    OddsMask is_accepted = is_found & (luck < accepted);
    won = is_accepted
      & ((certain & (luck < accepted)) | (~certain & (luck * (1 + odds) < accepted * odds)));
    count_leads(
      all, FOUND, model_bits(is_found) & counts_found, stream, big_bits, amount, month, lane);
    count_leads(
      all, ACCEPTED, model_bits(is_accepted) & counts_accepted, stream, big_bits, amount, month,
      lane);
  }
  uint32_t won_bits = model_bits(won);
  if (!won_bits) return;

  MoneyBits wins = __builtin_convertvector(won, MoneyBits);
  Money gain = (Money)((MoneyBits)amount & wins), after = current + gain;
  for (int model = 0; model < WIDTH; model++) all->arr[model * LANES + lane] = after[model];
  if (big_bits & won_bits) {
    // Which models have the sale above the line.
    Money above = {0};
    for (int model = 0; model < WIDTH; model++)
      above[model] = big_bits >> model & 1 ? gain[model] : 0;
    add_money(all->walk + route->item, lane, gain - above);
    add_money(all->walk + route[1].item, lane, above);
  } else {
    add_money(all->walk + route->item, lane, gain);
  }
  double left_of_month = 1 - (double)(date * 12 - (float)in_year);
  add_money(all->change + 2 * month, lane, gain);
  add_money(all->change + 2 * month + 1, lane, gain * left_of_month);
  int32_t bin = in_year * all->bins / 12;
  add_money(all->sold + bin, lane, gain);
  all->sold_in |= 1u << bin;
  if (all->below >> lane & 1) make_good(all, current, gain, month, lane);
  count_leads(all, WON, won_bits & counts_won, stream, big_bits, amount, month, lane);
  for (uint32_t left = won_bits & credits; left; left &= left - 1) {
    int model = __builtin_ctz(left);
    credit_sale(
      all->models + model, all->at[model].seats, route_of(all, model, stream, big_bits),
      all->account, amount[model], month, lane);
  }
}

/// Adds what an account was sold in a year to the books that it is in.
static inline void enter_sales(Account *all) {
  enum { BINS = 12 };
  int32_t count = 0, bins[BINS];
  Rows rows[BINS];
  for (uint32_t left = all->sold_in; left; left &= left - 1) {
    bins[count] = __builtin_ctz(left);
    rows[count++] = rows_of(all->sold + __builtin_ctz(left));
    all->sold[__builtin_ctz(left)] = (Block){0};
  }
  for (int32_t model = 0; model < all->count; model++) {
    const Year *year = all->models + model;
    int32_t per_year = year->model->binsPerYear;
    AccountLoopSlice book = all->at[model].place->book;
    for (int32_t i = book.start; i < book.start + book.count; i++) {
      const AccountLoopBookEntry *entry = year->tables->book + i;
      if (entry->expansion < 0) continue;
      double *first =
        book_row(year, entry, all->at[model].seats, all->year * per_year + entry->expansion);
      // A model's bins may be coarser than those in which sales are gathered.
      for (int32_t at = 0; at < count; at++)
        add_rows(first + bins[at] * per_year / all->bins * LANES, rows + at, model);
    }
  }
  all->sold_in = 0;
}

#endif
