// The body of the account loop, compiled once for each class of instructions: the file that
// includes it defines ACCOUNT_LOOP, which names its entries.
//
// Accounts are taken in sections, which are played year after year; within a year in batches, whose
// luck is drawn together, then account by account under all models of a chunk. Each figure of the
// ledger is of one year and adds its accounts in their order, so no result depends on threads,
// partition or the width of vectors.
#include "Luck.h"
#include "Sales.h"

/// Plays the accounts of a batch for a year under a chunk of models.
///
/// - first: the batch's place in the section, which begins at account `base`.
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
  for (int32_t i = 0; i < accounts; i++) {
    int32_t account = base + first + i;
    const AccountLoopAccount *who = tables->account + account;
    const AccountLoopContract *contract =
      tables->contracts + (size_t)account * years + number;
    const AccountLoopEvent *events = tables->events + contract->events.start;
    int32_t segment = who->segment;
    double *arr = memory->arr + ((size_t)chunk * section + first + i) * WIDTH * LANES;
    size_t cell = (size_t)(chunk * years + number) * segments + segment;
    all.account = first + i;
    all.segment = segment;
    all.routes = memory->routes + cell * ROUTES;
    all.line = memory->lines + cell;
    all.walk = memory->walk
      + (size_t)((chunk * segments + segment) * years + number) * tables->walk.count;
    all.below = 0;
    all.met = 0;
    float driver[STREAMS];
    for (int stream = 0; stream < STREAMS; stream++) {
      const int32_t *of = tables->driverClass[2 + stream];
      driver[stream] = of ? world->driverOdds[2 + stream][of[account]] : 1;
    }
    RenewalLuck luck = {lanes(memory->renewal[i][1]), lanes(memory->share[i])};
    Lanes renews = lanes(memory->renewal[i][0]);
    Mask leaving[WIDTH];
    for (int32_t model = 0; model < all.count; model++) {
      const AccountLoopStage *stage = models[model].stage;
      all.at[model] = (Surroundings){
        stage->places + segment, stage->seats + (size_t)account * stage->locals};
      MoneyLanes opening = amounts(arr + model * LANES);
      put(start + model * LANES, opening);
      // The first year's cohort is the same in every trial: the ledger begins with it.
      if (number > 0) open_year(models + model, all.at[model], segment, opening);
      if (contract->termEnds > 0)
        leaving[model] =
          leaves_at(models + model, all.at[model], account, who, contract, renews);
    }

    int32_t first_drawn = i > 0 ? drawn->end[i - 1] : 0;
    for (int32_t at = first_drawn; at < drawn->end[i]; at++)
      reached[at - first_drawn] =
        pursue_small(&all, drawn->what[at], drawn->date[at], drawn->luck[at], driver);
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
          arr + model * LANES, amounts(start + model * LANES));
      }
      if (now->kind != 2) term++;
    }
    if (all.sold_in) enter_sales(&all);
    MoneyLanes at_first = (MoneyLanes){0} + who->arr;
    for (int32_t model = 0; model < all.count; model++)
      add(
        walk_of(models + model, segment) + tables->walk.cumulativeLoss * LANES,
        shortfall(at_first, amounts(arr + model * LANES)));
  }
}

/// The figures of a model in a year.
static inline Year year_of(
  const AccountLoopTables *tables, const AccountLoopWorld *world, AccountLoopMemory *memory,
  int32_t model, int32_t year
) {
  size_t seats = 0;
  for (int32_t i = 0; i < model; i++) seats += tables->model[i].seats;
  return (Year){
    .tables = tables,
    .world = world,
    .model = tables->model + model,
    .ledger = world->ledger + model,
    .stage = tables->model[model].stageOfYear + year,
    .rates = world->rates + (model * tables->years + year) * tables->segments,
    .deals = memory->deals + model,
    .isEven = memory->isEven[model],
    .present = memory->present + seats * tables->years * 12,
    .year = year,
    .months = tables->years * 12,
  };
}

static bool are_ones(const float *rows, size_t count) {
  for (size_t row = 0; row < count; row++)
    if (bits((Mask)(lanes(rows + row * LANES) != 1))) return false;
  return true;
}

/// Whether no seat of a model multiplies odds by anything.
static bool is_even(const AccountLoopTables *tables, const AccountLoopWorld *world, int32_t model) {
  const AccountLoopLedger *ledger = world->ledger + model;
  size_t years = (size_t)tables->model[model].seats * tables->years;
  return are_ones(ledger->seatOdds, years * 12) && are_ones(ledger->seatLoad, years);
}

/// What the routes of every model and year ask of opportunities in this world.
static void set_routes(
  const AccountLoopTables *tables, const AccountLoopWorld *world, AccountLoopMemory *memory
) {
  int32_t years = tables->years, segments = tables->segments;
  for (int32_t model = 0; model < tables->models; model++) {
    bool even = memory->isEven[model] = is_even(tables, world, model);
    for (int32_t year = 0; year < years; year++)
      for (int32_t segment = 0; segment < segments; segment++) {
        int32_t chunk = model / WIDTH, at = model % WIDTH;
        size_t cell = (size_t)(chunk * years + year) * segments + segment;
        const AccountLoopPlace *place =
          tables->model[model].stageOfYear[year].places + segment;
        const AccountLoopRoute *routes = tables->routes + place->routes;
        const AccountLoopFunnel *funnels =
          world->funnels + (size_t)((model * years + year) * segments + segment) * ROUTES;
        Line *line = memory->lines + cell;
        if (at == 0) {
          *line = (Line){0};
          memset(memory->routes + cell * ROUTES, 0, ROUTES * sizeof *memory->routes);
          for (int route = 0; route < ROUTES; route++)
            memory->routes[cell * ROUTES + route].isEven =
              memory->routes[cell * ROUTES + route].isOwnFinder = true;
        }
        line->line[at] = place->line;
        line->isShare[at] = place->lineIsShare ? -1 : 0;
        for (int32_t number = 0; number < ROUTES; number++) {
          const AccountLoopRoute *who = routes + number;
          const AccountLoopFunnel *rates = funnels + number;
          Route *route = memory->routes + cell * ROUTES + number;
          route->finderOdds[at] = rates->finderOdds;
          route->othersMiss[at] = rates->othersMiss;
          route->accepted[at] = rates->accepted;
          route->wonOdds[at] = rates->wonOdds;
          route->found[at] = 1 - rates->othersMiss / (1 + rates->finderOdds);
          route->isEven &= even;
          route->isOwnFinder &= who->finder == who->owner;
          route->finder[at] = who->finder;
          route->owner[at] = who->owner;
          route->item = who->item;
          const int32_t leads[LEADS] = {who->sourced, who->accepted, who->won};
          const int32_t lead_arr[LEADS] = {
            who->sourcedARR, who->acceptedARR, who->wonARR};
          for (int stage = FOUND; stage < LEADS; stage++) {
            route->leads[stage][at] = leads[stage];
            route->leadARR[stage][at] = lead_arr[stage];
            if (leads[stage] >= 0 || lead_arr[stage] >= 0)
              route->counts |= 1u << (8 * stage + at);
          }
          if (who->credits.count > 0) route->counts |= 1u << (8 * CREDITED + at);
          route->creditsOf[at] = who->credits;
        }
      }
  }
}

/// Notes who is there when: a bit a trial is read faster than a row.
static void set_presence(
  const AccountLoopTables *tables, const AccountLoopWorld *world, AccountLoopMemory *memory
) {
  int32_t months = tables->years * 12;
  uint16_t *present = memory->present;
  for (int32_t model = 0; model < tables->models; model++)
    for (int32_t seat = 0; seat < tables->model[model].seats; seat++) {
      const float *occupied =
        world->occupied + (size_t)tables->model[model].lifeOfSeat[seat] * months * LANES;
      for (int32_t month = 0; month < months; month++)
        *present++ = (uint16_t)bits((Mask)(lanes(occupied + month * LANES) > 0));
    }
}

static void clear_sales(const AccountLoopTables *tables, AccountLoopMemory *memory) {
  size_t chunks = (tables->models + WIDTH - 1) / WIDTH, years = tables->years;
  size_t cells = chunks * tables->segments * years * tables->walk.count;
  memset(memory->walk, 0, cells * sizeof *memory->walk);
  memset(memory->change, 0, chunks * years * 12 * 2 * sizeof *memory->change);
}

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

void ACCOUNT_LOOP(run)(
  const AccountLoopTables *tables, const AccountLoopWorld *world, AccountLoopMemory *memory
) {
  set_routes(tables, world, memory);
  set_presence(tables, world, memory);
  clear_sales(tables, memory);
  int32_t chunks = (tables->models + WIDTH - 1) / WIDTH;
  int32_t section = tables->accounts < SECTION ? tables->accounts : SECTION;
  for (int32_t base = 0; base < tables->accounts; base += section) {
    int32_t left = tables->accounts - base, accounts = left < section ? left : section;
    for (int32_t model = 0; model < tables->models; model++) {
      for (int32_t account = 0; account < accounts; account++) {
        size_t row = ((size_t)(model / WIDTH) * section + account) * WIDTH + model % WIDTH;
        put(memory->arr + row * LANES, (MoneyLanes){0} + tables->account[base + account].arr);
      }
      if (tables->longestWindow > 0) {
        memory->deals[model].count = 0;
        memset(memory->deals[model].last, -1, sizeof memory->deals[model].last);
      }
    }
    for (int32_t year = 0; year < tables->years; year++) {
      for (int32_t first = 0; first < accounts; first += BATCH) {
        int32_t batch = accounts - first < BATCH ? accounts - first : BATCH;
        draw_year(tables, world, memory, base + first, batch, year);
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
}

void ACCOUNT_LOOP(draw)(
  uint64_t seed, uint32_t trial, uint32_t word1, uint32_t word2, float *uniforms
) {
  Keys keys = keys_of(seed);
  TrialRounds trials = trial_rounds(trial, &keys);
  draw_lanes(&keys, &trials, word1, word2, (float(*)[LANES])uniforms);
}
