// The luck of an account in a year: random numbers, and what arrives when.
#ifndef QUOTIENT_ACCOUNT_LOOP_LUCK_H
#define QUOTIENT_ACCOUNT_LOOP_LUCK_H

#include "Vectors.h"

// MARK: - Random numbers

/// The keys of the ten rounds of Philox 4x32. Kept in memory, because deriving them from the seed
/// at every draw would cost as much as the draw.
typedef struct {
  uint32_t word[10][2];
} Keys;

static inline Keys keys_of(uint64_t seed) {
  Keys keys = {{{(uint32_t)seed, (uint32_t)(seed >> 32)}}};
  for (int round = 1; round < 10; round++) {
    keys.word[round][0] = keys.word[round - 1][0] + 0x9E3779B9u;
    keys.word[round][1] = keys.word[round - 1][1] + 0xBB67AE85u;
  }
  return keys;
}

/// A word of sixteen counters, each in the lower half of a lane. The upper half never matters,
/// because products use lower halves.
typedef uint64_t Words __attribute__((vector_size(128)));

static inline Words product(Words words, uint64_t factor) {
  return (words & 0xFFFFFFFFu) * factor;
}

/// The four words at sixteen counters, applying the rounds from `first` on.
static inline void philox(Words *x, const Keys *keys, int first) {
  _Pragma("GCC unroll 10") for (int round = first; round < 10; round++) {
    Words p0 = product(x[0], 0xD2511F53u), p1 = product(x[2], 0xCD9E8D57u);
    x[0] = (p1 >> 32) ^ x[1] ^ keys->word[round][0];
    x[1] = p1;
    x[2] = (p0 >> 32) ^ x[3] ^ keys->word[round][1];
    x[3] = p0;
  }
}

/// (k + 1/2) / 2^23 from the top 23 bits of words: as a fraction of a number in 1..<2, from which all
/// but half a step of the 1 is taken. No step rounds.
static inline Lanes uniforms(Words words) {
  Halves fraction = __builtin_convertvector(words, Halves) >> 9;
  return (Lanes)(fraction | 0x3F800000u) - 0x1.fffffep-1f;
}

/// The contribution of sixteen neighbouring trials to the generator's first two rounds: since the
/// fourth counter word is 0, one part depends only on the trials, the other only on the key of the
/// draw.
typedef struct {
  Words high;
  Words low;
  Words third;
} TrialRounds;

static inline TrialRounds trial_rounds(uint32_t first, const Keys *keys) {
  Words trials = {0};
  for (int lane = 0; lane < LANES; lane++) trials[lane] = first + (uint32_t)lane;
  Words p0 = product(trials, 0xD2511F53u), x2 = (p0 >> 32) ^ keys->word[0][1];
  Words p1 = product(x2, 0xCD9E8D57u);
  return (TrialRounds){(p1 >> 32) ^ keys->word[1][0], p1, p0 ^ keys->word[1][1]};
}

/// Four uniforms of one key for sixteen neighbouring trials.
static inline void draw_lanes(
  const Keys *keys, const TrialRounds *trials, uint32_t word1, uint32_t word2,
  float (*out)[LANES]
) {
  uint64_t p1 = (uint64_t)word2 * 0xCD9E8D57u;
  uint32_t x0 = (uint32_t)(p1 >> 32) ^ word1 ^ keys->word[0][0], x1 = (uint32_t)p1;
  uint64_t p0 = (uint64_t)x0 * 0xD2511F53u;
  Words zero = {0};
  Words x[4] = {trials->high ^ x1, trials->low, trials->third ^ (p0 >> 32), zero + p0};
  philox(x, keys, 2);
  for (int word = 0; word < 4; word++) put_lanes(out[word], uniforms(x[word]));
}

/// Quantiles at `u`: the index into a quantile table comes from the bits of min(u, 1 - u).
static inline Lanes quantiles(const float *tables, Mask table, Lanes u) {
  enum { SEGMENTS = 23 * 64, FIRST = (127 - 24) << 6 };
  Mask upper = (Mask)(u >= 0.5f);
  Lanes tail = pick(upper, 1 - u, u);
  Mask segment = ((Mask)tail >> 17) - FIRST;
  // The midpoint itself belongs to the last segment below it.
  segment += segment >= SEGMENTS;
  Lanes start = (Lanes)((segment + FIRST) << 17);
  Mask entry = table + 2 * (segment + (upper & SEGMENTS));
  return look_up(tables, entry) + (tail - start) * look_up(tables + 1, entry);
}

/// An opportunity packed into one word: its lane, stream, distribution of size and, once drawn,
/// month of the year.
static inline uint32_t opportunity(int lane, int stream, int32_t law) {
  return (uint32_t)lane | (uint32_t)stream << 4 | (uint32_t)law << 8;
}
static inline int lane_of(uint32_t what) { return what & 15; }
static inline int stream_of(uint32_t what) { return what >> 4 & 15; }
static inline int month_of(uint32_t what) { return what >> 28; }

/// Draws the date, size and luck of opportunities, each at its own key and trial, and keeps those
/// that count under any model.
static void draw_opportunities(
  const AccountLoopTables *tables, const AccountLoopWorld *world, Opportunities *all,
  int32_t accounts, int32_t year
) {
  Keys keys = keys_of(world->seed);
  Words trial = (Words){0} + world->firstTrial;
  const AccountLoopSize *laws = world->sizes + (size_t)year * tables->segments * SIZES;
  // The last vector extends past the last opportunity.
  for (int lane = 0; lane < LANES; lane++)
    all->word1[all->count + lane] = all->word2[all->count + lane] =
      all->what[all->count + lane] = 0;
  int32_t kept = 0, account = 0;
  for (int32_t first = 0; first < all->count; first += LANES) {
    Halves word1 = halves(all->word1 + first), word2 = halves(all->word2 + first);
    Halves what = halves(all->what + first);
    Words x[4] = {
      __builtin_convertvector(what & 15, Words) + trial, __builtin_convertvector(word1, Words),
      __builtin_convertvector(word2, Words), {0}};
    philox(x, &keys, 0);
    Lanes luck = uniforms(x[2]), reach;
    for (int lane = 0; lane < LANES; lane++) reach[lane] = laws[what[lane] >> 8].reach;
    uint32_t counts = bits((Mask)(luck <= reach));
    int32_t left = all->count - first;
    if (left < LANES) counts &= (1u << left) - 1;
    for (; account < accounts && all->end[account] < first + LANES; account++) {
      uint32_t before = counts & ((1u << (all->end[account] - first)) - 1);
      all->end[account] = kept + __builtin_popcount(before);
    }
    keep(all->what + kept, what, counts);
    keep((uint32_t *)all->date + kept, (Halves)uniforms(x[0]), counts);
    keep((uint32_t *)all->size + kept, (Halves)uniforms(x[1]), counts);
    keep((uint32_t *)all->luck + kept, (Halves)luck, counts);
    kept += __builtin_popcount(counts);
  }
  for (; account < accounts; account++) all->end[account] = kept;
  all->count = kept;
  // The last vector extends past the end again; its padding must index a table safely.
  for (int lane = 0; lane < LANES; lane++) {
    all->what[kept + lane] = 0;
    all->date[kept + lane] = all->size[kept + lane] = 0.5f;
  }
  for (int32_t first = 0; first < kept; first += LANES) {
    Halves what = halves(all->what + first);
    Mask law = (Mask)(what >> 8), table;
    Lanes scale;
    for (int lane = 0; lane < LANES; lane++) {
      table[lane] = laws[law[lane]].table;
      scale[lane] = laws[law[lane]].scale;
    }
    put_lanes(
      all->size + first,
      quantiles(tables->quantiles, table, lanes(all->size + first)) * scale);
    Mask month = __builtin_convertvector(lanes(all->date + first) * 12, Mask);
    // No date rounds to the end of the year; clamp the index anyway.
    month += (11 - month) & (month > 11);
    put_halves(all->what + first, what | (Halves)month << 28);
  }
}

// MARK: - A year's luck

static inline uint32_t word2_of(uint64_t entity, uint32_t purpose, int32_t year) {
  return (uint32_t)(entity >> 32) << 16 | purpose << 12 | (uint32_t)year << 8;
}

/// Appends the opportunities of a stream given the uniforms of sixteen trials.
///
/// - alive: the trials, a bit each, in which any model still has the account.
static inline void arrive(
  Opportunities *all, const AccountLoopArrivals *rate, Lanes uniforms, uint32_t alive,
  uint32_t word1, uint32_t word2, int32_t law, int stream
) {
  // Usually none of sixteen uniforms exceeds this.
  const float SELDOM = 0.95f;
  for (int ordinal = 0; ordinal < ORDINALS; ordinal++) {
    uint32_t arrived = bits((Mask)(uniforms >= rate->thresholds[ordinal])) & alive;
    // Tested only where the branch is predictable.
    if (rate->thresholds[ordinal] > SELDOM && !arrived) break;
    Halves zero = {0};
    put_halves(all->word1 + all->count, zero + word1);
    put_halves(all->word2 + all->count, zero + (word2 | (uint32_t)ordinal << 2));
    keep(all->what + all->count, numbers() | opportunity(0, stream, law), arrived);
    all->count += __builtin_popcount(arrived);
  }
}

/// Orders opportunities that fill this many vectors: see `order`.
///
/// Each finds its rank by counting those before it; there are few, and sixteen are compared at a
/// time.
static inline __attribute__((always_inline)) void order_vectors(
  const Opportunities *all, int32_t first, int32_t count, int32_t vectors,
  const AccountLoopEvent *events, int32_t event_count, int32_t *met, int32_t *round_end
) {
  enum { ROUND = 1 << 27, LANE = 1 << 23, NEVER = ~(1 << 31) };
  Mask keys[MOST / LANES], here = (Mask)numbers();
  for (int32_t at = 0; at < vectors; at++) {
    int32_t from = first + at * LANES;
    Lanes date = lanes(all->date + from);
    // Dates are multiples of 2^-23.
    Mask key = __builtin_convertvector(date * 0x1p23f, Mask)
      + (Mask)(halves(all->what + from) & 15) * LANE;
    for (int32_t event = 0; event < event_count; event++)
      key += (Mask)(date >= events[event].yearFraction) & ROUND;
    Mask never = here + at * LANES >= count;
    keys[at] = (key & ~never) | (NEVER & never);
  }
  for (int32_t i = 0; i < count; i++) {
    int32_t key = ((const int32_t *)keys)[i], before = 0;
    for (int32_t at = 0; at < vectors; at++) {
      Mask equal = (keys[at] == key) & (here < i - at * LANES);
      before += __builtin_popcount(bits((keys[at] < key) | equal));
    }
    met[before] = first + i;
  }
  for (int32_t round = 0; round < event_count; round++) {
    int32_t before = 0;
    for (int32_t at = 0; at < vectors; at++)
      before += __builtin_popcount(bits(keys[at] < (round + 1) * ROUND));
    round_end[round] = before;
  }
  round_end[event_count] = count;
}

/// Sorts an account's opportunities into the order of play: by round, which is how many of the
/// year's contract events have passed, then by trial and date. Writes where each round ends.
static inline void order(
  const Opportunities *all, int32_t first, int32_t end, const AccountLoopEvent *events,
  int32_t event_count, int32_t *met, int32_t *round_end
) {
  int32_t count = end - first;
  // Usually one vector holds them all.
  if (count <= LANES)
    order_vectors(all, first, count, 1, events, event_count, met, round_end);
  else
    order_vectors(
      all, first, count, (count + LANES - 1) / LANES, events, event_count, met, round_end);
}

// A stream's arrivals take one random word of an account and year. The block of `arrivalsPurpose`
// has four words, for the first four streams; the last stream takes the fourth word of the block of
// `renewalPurpose`, whose first three decide whether the account renews, how its ARR changes and by
// which share. No word is left: a further stream needs its own block, and thus its own purpose.
_Static_assert(STREAMS <= 4 + 1, "every stream needs a random word for its arrivals");

/// Draws the luck of a batch in a year.
///
/// - first: The batch's place in the section, which begins at account `base`.
static void draw_year(
  const AccountLoopTables *tables, const AccountLoopWorld *world, AccountLoopMemory *memory,
  int32_t base, int32_t first, int32_t accounts, int32_t year
) {
  Keys keys = keys_of(world->seed);
  TrialRounds trials = trial_rounds(world->firstTrial, &keys);
  Opportunities *drawn = &memory->drawn;
  drawn->count = 0;
  for (int32_t account = 0; account < accounts; account++) {
    const AccountLoopAccount *who = tables->account + base + first + account;
    uint32_t word1 = (uint32_t)who->entity, alive = memory->alive[first + account];
    float(*renewal)[LANES] = memory->renewal[account];
    draw_lanes(
      &keys, &trials, word1,
      word2_of(who->entity, tables->renewalPurpose, year), renewal);
    // Contraction is at the lower end of the uniform and increase at the upper, so one share serves
    // both.
    int32_t laws = who->segment * SIZES;
    const AccountLoopSize *sizes =
      world->sizes + AT(year, tables->segments * SIZES, laws + STREAMS);
    float contraction = world->rates[AT(year, tables->segments, who->segment)].contraction;
    Mask contracts = (Mask)(lanes(renewal[1]) < contraction);
    Mask table = (contracts & sizes[0].table) | (~contracts & sizes[1].table);
    Lanes none = {0}, scale = pick(contracts, none + sizes[0].scale, none + sizes[1].scale);
    Lanes share = quantiles(tables->quantiles, table, lanes(renewal[2])) * scale;
    put_lanes(memory->share[account], pick((Mask)(share < 1), share, none + 1));

    const AccountLoopArrivals *rates =
      world->arrivals + AT(year, tables->segments, who->segment) * STREAMS;
    opportunities_reserve(drawn);
    int last = STREAMS - 1;
    bool arrives = false;
    for (int stream = 0; stream < last; stream++) arrives |= rates[stream].thresholds[0] < 1;
    if (arrives) {
      draw_lanes(
        &keys, &trials, word1,
        word2_of(who->entity, tables->arrivalsPurpose, year), memory->arrivals);
      for (int stream = 0; stream < last; stream++)
        arrive(
          drawn, rates + stream, lanes(memory->arrivals[stream]), alive, word1,
          word2_of(who->entity, tables->purpose[stream], year), laws + stream, stream);
    }
    arrive(
      drawn, rates + last, lanes(renewal[3]), alive, word1,
      word2_of(who->entity, tables->purpose[last], year), laws + last, last);
    drawn->end[account] = drawn->count;
  }
  draw_opportunities(tables, world, drawn, accounts, year);
}

#endif
