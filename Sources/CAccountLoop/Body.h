// The body of the account loop, compiled once per instruction class: the including file defines
// ACCOUNT_LOOP, which names its entry points.
//
// Accounts are played in sections, year by year; within a year in batches, whose luck is drawn
// together, then account by account under all models of a chunk. Each figure sums accounts in the
// order of play, so no result depends on threads, partitioning or vector width.
#include "Luck.h"
#include "Posting.h"
#include "Preparing.h"
#include "Sales.h"

/// Plays the accounts of a batch for a year under a chunk of models.
///
/// - first: the batch's index in the section, which begins at account `base`.
static void play(
  const AccountLoopTables *tables, const AccountLoopWorld *world, AccountLoopMemory *memory,
  const Year *models, int32_t chunk, int32_t base, int32_t first, int32_t accounts,
  int32_t number
) {
  const Opportunities *drawn = &memory->drawn;
  int32_t years = tables->years, segments = tables->segments;
  int32_t left = tables->models - chunk * WIDTH;
  int32_t section = tables->accounts < SECTION ? tables->accounts : SECTION;
  double start[WIDTH * LANES] __attribute__((aligned(64))) = {0};
  int32_t met[MOST], round_end[ROUNDS];
  Reached reached[MOST];
  Account all = {
    .models = models,
    .count = left < WIDTH ? left : WIDTH,
    .year = number,
    .months = years * 12,
    .start = start,
    .change = memory->change + (size_t)chunk * years * 12 * 2,
    .bins = 1,
    .balance = &memory->balance,
    .sold = memory->sold,
    .ones = memory->ones,
  };
  for (int32_t i = 0; i < all.count; i++)
    if (models[i].model->binsPerYear > all.bins) all.bins = models[i].model->binsPerYear;
  float driver[STREAMS];
  for (int stream = 0; stream < STREAMS; stream++) driver[stream] = 1;
  bool is_driven = false;
  for (int stream = 0; stream < STREAMS; stream++) is_driven |= !!tables->driverClass[2 + stream];
  int32_t segment = -1;
  for (int32_t i = 0; i < accounts; i++) {
    int32_t account = base + first + i;
    const AccountLoopAccount *who = tables->account + account;
    const AccountLoopContract *contract =
      tables->contracts + (size_t)account * years + number;
    const AccountLoopEvent *events = tables->events + contract->events.start;
    size_t rows = ROW(AT(chunk, section, first + i) * WIDTH);
    double *arr = memory->arr + rows;
    float *aftermath = memory->aftermath ? memory->aftermath + rows : NULL;
    if (who->segment != segment) {
      segment = who->segment;
      size_t cell = AT(AT(chunk, years, number), segments, segment);
      all.segment = segment;
      all.routes = memory->routes + cell * ROUTES;
      all.line = memory->lines + cell;
      all.walk = memory->walk
        + AT(AT(chunk, segments, segment), years, number) * tables->walk.count;
      for (int32_t model = 0; model < all.count; model++)
        all.at[model].duties = models[model].stage->responsibilities + segment;
    }
    all.account = first + i;
    all.below = 0;
    all.met = 0;
    if (is_driven)
      for (int stream = 0; stream < STREAMS; stream++) {
        const int32_t *of = tables->driverClass[2 + stream];
        driver[stream] = of ? world->driverOdds[2 + stream][of[account]] : 1;
      }
    RenewalLuck luck = {lanes(memory->renewal[i][1]), lanes(memory->share[i])};
    Lanes renews = lanes(memory->renewal[i][0]);
    Mask leaving[WIDTH];
    for (int32_t model = 0; model < all.count; model++) {
      const AccountLoopStage *stage = models[model].stage;
      all.at[model].seats = stage->seats + (size_t)account * stage->locals;
      MoneyLanes opening = amounts(arr + ROW(model));
      put(start + ROW(model), opening);
      // The first year's cohort is the same in every trial, so the ledger begins with it.
      if (number > 0) open_year(models + model, all.at[model], segment, opening);
      if (contract->termEnds > 0)
        leaving[model] = leaves_at(
          models + model, all.at[model], account, who, contract, renews,
          aftermath ? aftermath + ROW(model) : NULL);
    }

    int32_t first_drawn = i > 0 ? drawn->end[i - 1] : 0;
    for (int32_t at = first_drawn; at < drawn->end[i]; at++)
      reached[at - first_drawn] =
        pursue_small(&all, drawn->what[at], drawn->luck[at], driver);
    order(drawn, first_drawn, drawn->end[i], events, contract->events.count, met, round_end);
    int32_t term = 0, next = 0;
    for (int32_t round = 0;; round++) {
      if (next < round_end[round]) {
        to_block(arr, all.balance);
        for (; next < round_end[round]; next++) {
          int32_t at = met[next];
          meet(
            &all, drawn->what[at], drawn->date[at], drawn->size[at], drawn->luck[at],
            reached[at - first_drawn], driver);
        }
        to_rows(all.balance, arr);
      }
      if (round == contract->events.count) break;
      const AccountLoopEvent *now = events + round;
      for (int32_t model = 0; model < all.count; model++) {
        Mask leaves = now->kind == 2 ? (Mask){0} : (Mask)(leaving[model] == term);
        all.below |= end_term(
          models + model, all.at[model], now, account, first + i, segment, luck, leaves,
          arr + ROW(model), aftermath ? aftermath + ROW(model) : NULL,
          amounts(start + ROW(model)));
      }
      if (now->kind != 2) term++;
    }
    if (all.sold_in) enter_sales(&all);
    MoneyLanes sum = {0};
    for (int32_t model = 0; model < all.count; model++) {
      MoneyLanes opening = amounts(start + ROW(model)), ending = amounts(arr + ROW(model));
      close_year(
        models + model, all.at[model], who, contract->termEnds > 0, opening, ending);
      sum += ending;
    }
    uint16_t alive = (uint16_t)bits(__builtin_convertvector(sum > 0, Mask));
    memory->alive[first + i] = chunk > 0 ? memory->alive[first + i] | alive : alive;
  }
}

/// The figures of a model in a year.
static inline Year year_of(
  const AccountLoopTables *tables, const AccountLoopWorld *world, AccountLoopMemory *memory,
  int32_t model, int32_t year
) {
  size_t seats = 0;
  for (int32_t i = 0; i < model; i++) seats += tables->model[i].seats;
  Year made = {
    .tables = tables,
    .world = world,
    .model = tables->model + model,
    .ledger = world->ledger + model,
    .stage = tables->model[model].stageOfYear + year,
    .rates = world->rates + AT(model, tables->years, year) * tables->segments,
    .deals = memory->deals + model,
    .contracts = memory->contracts
      + ROW((size_t)model * tables->segments * tables->years * 12 * CONTRACT_ROWS),
    .isEven = memory->isEven[model],
    .present = memory->present + seats * tables->years * 12,
    .year = year,
    .months = tables->years * 12,
    .firstMonth = year * 12,
  };
  for (int32_t month = 0; month < 12; month++)
    made.bins[month] = (year * 12 + month) * tables->model[model].binsPerYear / 12;
  return made;
}

void ACCOUNT_LOOP(run)(
  const AccountLoopTables *tables, const AccountLoopWorld *world, AccountLoopMemory *memory
) {
  set_routes(tables, world, memory);
  set_presence(tables, world, memory);
  clear_sums(tables, memory);
  int32_t chunks = (tables->models + WIDTH - 1) / WIDTH;
  int32_t section = tables->accounts < SECTION ? tables->accounts : SECTION;
  for (int32_t base = 0; base < tables->accounts; base += section) {
    int32_t left = tables->accounts - base, accounts = left < section ? left : section;
    for (int32_t account = 0; account < accounts; account++)
      memory->alive[account] = tables->account[base + account].arr > 0 ? 0xFFFF : 0;
    for (int32_t model = 0; model < tables->models; model++) {
      for (int32_t account = 0; account < accounts; account++) {
        size_t row = AT(AT(model / WIDTH, section, account), WIDTH, model % WIDTH);
        put(memory->arr + ROW(row), (MoneyLanes){0} + tables->account[base + account].arr);
      }
      if (memory->aftermath)
        for (int32_t account = 0; account < accounts; account++) {
          size_t row = AT(AT(model / WIDTH, section, account), WIDTH, model % WIDTH);
          for (int lane = 0; lane < LANES; lane++) memory->aftermath[ROW(row) + lane] = 1;
        }
      if (tables->longestWindow > 0) {
        memory->deals[model].count = 0;
        memset(memory->deals[model].last, -1, sizeof memory->deals[model].last);
      }
    }
    for (int32_t year = 0; year < tables->years; year++) {
      for (int32_t first = 0; first < accounts; first += BATCH) {
        int32_t batch = accounts - first < BATCH ? accounts - first : BATCH;
        draw_year(tables, world, memory, base, first, batch, year);
        for (int32_t chunk = 0; chunk < chunks; chunk++) {
          Year models[WIDTH];
          for (int32_t i = 0; i < WIDTH && chunk * WIDTH + i < tables->models; i++)
            models[i] = year_of(tables, world, memory, chunk * WIDTH + i, year);
          play(tables, world, memory, models, chunk, base, first, batch, year);
        }
      }
    }
  }
  post_sales(tables, world, memory);
  post_contracts(tables, world, memory);
  post_years(tables, world);
  open_years(tables, world);
}

void ACCOUNT_LOOP(draw)(
  uint64_t seed, uint32_t trial, uint32_t word1, uint32_t word2, float *uniforms
) {
  Keys keys = keys_of(seed);
  TrialRounds trials = trial_rounds(trial, &keys);
  draw_lanes(&keys, &trials, word1, word2, (float(*)[LANES])uniforms);
}
