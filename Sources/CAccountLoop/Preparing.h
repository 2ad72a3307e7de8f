// Prepared once per world, before any account is played.
#ifndef QUOTIENT_ACCOUNT_LOOP_PREPARING_H
#define QUOTIENT_ACCOUNT_LOOP_PREPARING_H

#include "Vectors.h"

static bool are_ones(const float *rows, size_t count) {
  for (size_t row = 0; row < count; row++)
    if (bits((Mask)(lanes(rows + ROW(row)) != 1))) return false;
  return true;
}

/// Whether every seat of a model leaves odds unchanged.
static bool is_even(const AccountLoopTables *tables, const AccountLoopWorld *world, int32_t model) {
  const AccountLoopLedger *ledger = world->ledger + model;
  size_t years = (size_t)tables->model[model].seats * tables->years;
  return are_ones(ledger->seatOdds, years * 12) && are_ones(ledger->seatLoad, years);
}

/// Fills a route for a model, at the model's index in the chunk.
static void set_route(
  Route *route, int at, const AccountLoopRoute *who, const AccountLoopFunnel *rates, bool even
) {
  const int32_t leads[LEADS] = {who->sourced, who->accepted, who->won};
  const int32_t lead_arr[LEADS] = {who->sourcedARR, who->acceptedARR, who->wonARR};
  route->finderOdds[at] = rates->finderOdds;
  route->othersMiss[at] = rates->othersMiss;
  route->accepted[at] = rates->accepted;
  route->wonOdds[at] = rates->wonOdds;
  route->found[at] = CHANCE_FOUND(rates->othersMiss, rates->finderOdds);
  route->isEven &= even;
  route->isOwnFinder &= who->finder == who->owner;
  route->finder[at] = who->finder;
  route->owner[at] = who->owner;
  route->item = who->item;
  route->creditsOf[at] = who->credits;
  if (who->credits.count > 0) route->counts |= 1u << (8 * CREDITED + at);
  for (int stage = FOUND; stage < LEADS; stage++) {
    route->leads[stage][at] = leads[stage];
    route->leadARR[stage][at] = lead_arr[stage];
    if (leads[stage] >= 0 || lead_arr[stage] >= 0) route->counts |= 1u << (8 * stage + at);
  }
}

/// Fills the routes of a model for a segment in a year.
static void set_routes_of(
  const AccountLoopTables *tables, const AccountLoopWorld *world, AccountLoopMemory *memory,
  int32_t model, int32_t year, int32_t segment
) {
  int32_t chunk = model / WIDTH, at = model % WIDTH;
  size_t cell = AT(AT(chunk, tables->years, year), tables->segments, segment);
  const AccountLoopResponsibility *duties =
    tables->model[model].stageOfYear[year].responsibilities + segment;
  const AccountLoopFunnel *funnels = world->funnels
    + AT(AT(model, tables->years, year), tables->segments, segment) * ROUTES;
  Line *line = memory->lines + cell;
  Route *routes = memory->routes + cell * ROUTES;
  if (at == 0) {
    *line = (Line){0};
    for (int route = 0; route < ROUTES; route++)
      routes[route] = (Route){.isEven = true, .isOwnFinder = true};
  }
  line->line[at] = duties->line;
  line->isShare[at] = duties->lineIsShare ? -1 : 0;
  line->countsSales |= duties->countsSales;
  for (int route = 0; route < ROUTES; route++)
    set_route(
      routes + route, at, tables->routes + duties->routes + route, funnels + route,
      memory->isEven[model]);
}

static void set_routes(
  const AccountLoopTables *tables, const AccountLoopWorld *world, AccountLoopMemory *memory
) {
  for (int32_t model = 0; model < tables->models; model++) {
    memory->isEven[model] = is_even(tables, world, model);
    for (int32_t year = 0; year < tables->years; year++)
      for (int32_t segment = 0; segment < tables->segments; segment++)
        set_routes_of(tables, world, memory, model, year, segment);
  }
}

/// Packs occupancy into a bit per trial, which is read faster than a row.
static void set_presence(
  const AccountLoopTables *tables, const AccountLoopWorld *world, AccountLoopMemory *memory
) {
  int32_t months = tables->years * 12;
  uint16_t *present = memory->present;
  for (int32_t model = 0; model < tables->models; model++)
    for (int32_t seat = 0; seat < tables->model[model].seats; seat++) {
      const float *occupied =
        world->occupied + ROW((size_t)tables->model[model].lifeOfSeat[seat] * months);
      for (int32_t month = 0; month < months; month++)
        *present++ = (uint16_t)bits((Mask)(lanes(occupied + ROW(month)) > 0));
    }
}

/// Clears the sums over all accounts.
static void clear_sums(const AccountLoopTables *tables, AccountLoopMemory *memory) {
  size_t chunks = (tables->models + WIDTH - 1) / WIDTH, years = tables->years;
  size_t cells = chunks * tables->segments * years * tables->walk.count;
  memset(
    memory->contracts, 0,
    ROW((size_t)tables->models * tables->segments * years * 12 * CONTRACT_ROWS)
      * sizeof *memory->contracts);
  memset(memory->walk, 0, cells * sizeof *memory->walk);
  memset(memory->change, 0, chunks * years * 12 * 2 * sizeof *memory->change);
}

#endif
