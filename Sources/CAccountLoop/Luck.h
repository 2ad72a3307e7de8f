// The luck of an account in a year: random numbers, and what arrives when.
#ifndef QUOTIENT_ACCOUNT_LOOP_LUCK_H
#define QUOTIENT_ACCOUNT_LOOP_LUCK_H

#include "Vectors.h"

// MARK: - Random numbers

/// Ten rounds of Philox 4x32 over sixteen counters. Lanes outside and rounds inside is the form
/// that compilers turn into vectors.
#define PHILOX_ROUNDS(x0, x1, x2, x3, k0, k1)                      \
  _Pragma("GCC unroll 10") for (int round = 0; round < 10; round++) { \
    uint64_t p0 = (uint64_t)0xD2511F53u * x0;                      \
    uint64_t p1 = (uint64_t)0xCD9E8D57u * x2;                      \
    x0 = (uint32_t)(p1 >> 32) ^ x1 ^ k0;                           \
    x1 = (uint32_t)p1;                                             \
    x2 = (uint32_t)(p0 >> 32) ^ x3 ^ k1;                           \
    x3 = (uint32_t)p0;                                             \
    k0 += 0x9E3779B9u;                                             \
    k1 += 0xBB67AE85u;                                             \
  }

/// (k + 1/2) / 2^23 from the top 23 bits.
static inline float uniform(uint32_t word) {
  return ((float)(int32_t)(word >> 9) + 0.5f) * 0x1p-23f;
}

/// Four uniforms of one key for sixteen neighbouring trials.
static inline void draw_lanes(
  const uint32_t *key, uint32_t trial, uint32_t word1, uint32_t word2, float (*out)[LANES]
) {
  uint32_t key0 = key[0], key1 = key[1];
  for (int lane = 0; lane < LANES; lane++) {
    uint32_t x0 = trial + lane, x1 = word1, x2 = word2, x3 = 0, k0 = key0, k1 = key1;
    PHILOX_ROUNDS(x0, x1, x2, x3, k0, k1)
    out[0][lane] = uniform(x0);
    out[1][lane] = uniform(x1);
    out[2][lane] = uniform(x2);
    out[3][lane] = uniform(x3);
  }
}

/// The date, the uniform of size and the luck of opportunities, each of a key and trial of its own.
static void draw_opportunities(const AccountLoopWorld *world, Opportunities *all) {
  uint32_t key0 = world->key[0], key1 = world->key[1], trial = world->firstTrial;
  for (int32_t first = 0; first < all->count; first += LANES) {
    const uint32_t *restrict word1 = all->word1 + first, *restrict word2 = all->word2 + first;
    const uint8_t *restrict at = all->lane + first;
    float *restrict date = all->date + first, *restrict size = all->size + first;
    float *restrict luck = all->luck + first;
    for (int lane = 0; lane < LANES; lane++) {
      uint32_t x0 = trial + at[lane], x1 = word1[lane], x2 = word2[lane], x3 = 0;
      uint32_t k0 = key0, k1 = key1;
      PHILOX_ROUNDS(x0, x1, x2, x3, k0, k1)
      date[lane] = uniform(x0);
      size[lane] = uniform(x1);
      luck[lane] = uniform(x2);
    }
  }
}

/// The value that a share `u` of a law lies below: the index into its quantile table is read off
/// the bits of min(u, 1 - u).
static inline float quantile(const float *table, float u) {
  enum { SEGMENTS = 23 * 64, FIRST = (127 - 24) << 6 };
  float tail = u < 1 - u ? u : 1 - u;
  uint32_t bits;
  memcpy(&bits, &tail, sizeof bits);
  int32_t segment = (int32_t)(bits >> 17) - FIRST;
  // The midpoint itself belongs to the last segment below it.
  segment = segment < SEGMENTS - 1 ? segment : SEGMENTS - 1;
  uint32_t start_bits = (uint32_t)(FIRST + segment) << 17;
  float start;
  memcpy(&start, &start_bits, sizeof start);
  const float *entry = table + 2 * (segment + (u < 0.5f ? 0 : SEGMENTS));
  return entry[0] + (tail - start) * entry[1];
}

// MARK: - A year's luck

static inline uint32_t word2_of(uint64_t entity, uint32_t purpose, int32_t year) {
  return (uint32_t)(entity >> 32) << 16 | purpose << 12 | (uint32_t)year << 8;
}

/// Appends the opportunities of a stream that the uniforms of sixteen trials mean.
static inline void arrive(
  Opportunities *restrict all, const AccountLoopArrivals *rate, Lanes uniforms, uint32_t word1,
  uint32_t word2, int stream
) {
  int32_t count = all->count;
  for (int ordinal = 0; ordinal < ORDINALS; ordinal++) {
    uint32_t arrived = bits((Mask)(uniforms >= rate->thresholds[ordinal]));
    if (!arrived) break;
    uint32_t key = word2 | (uint32_t)ordinal << 2;
    for (; arrived; arrived &= arrived - 1, count++) {
      all->lane[count] = (uint8_t)__builtin_ctz(arrived);
      all->word1[count] = word1;
      all->word2[count] = key;
      all->stream[count] = (uint8_t)stream;
    }
  }
  all->count = count;
}

/// Sorts few numbers, or many that are nearly in order.
static inline void insertion_sort(uint64_t *keys, int32_t count) {
  for (int32_t i = 1; i < count; i++) {
    uint64_t key = keys[i];
    int32_t place = i;
    for (; place > 0 && keys[place - 1] > key; place--) keys[place] = keys[place - 1];
    keys[place] = key;
  }
}

/// Sorts by date, the upper half of a key. Dates are uniform, so as many slots as a year has
/// half-months leave little to do.
static inline void sort_by_date(uint64_t *keys, uint64_t *spare, int32_t count) {
  enum { SLOTS = 24, FEW = 8 };
  if (count > FEW) {
    uint16_t next[SLOTS + 1] = {0};
    for (int32_t i = 0; i < count; i++) {
      uint32_t word = (uint32_t)(keys[i] >> 32);
      float date;
      memcpy(&date, &word, sizeof date);
      next[(int)(date * SLOTS) + 1]++;
      spare[i] = keys[i];
    }
    for (int slot = 1; slot < SLOTS; slot++) next[slot] += next[slot - 1];
    for (int32_t i = 0; i < count; i++) {
      uint32_t word = (uint32_t)(spare[i] >> 32);
      float date;
      memcpy(&date, &word, sizeof date);
      keys[next[(int)(date * SLOTS)]++] = spare[i];
    }
  }
  insertion_sort(keys, count);
}

/// Puts the opportunities that can count in order of account and date.
static void order(
  const AccountLoopTables *tables, const AccountLoopWorld *world, AccountLoopMemory *memory,
  int32_t base, int32_t accounts, int32_t year
) {
  const Opportunities *raw = &memory->raw;
  Opportunities *all = &memory->found;
  all->count = 0;
  int32_t next = 0;
  uint64_t keys[MOST], spare[MOST];
  for (int32_t account = 0; account < accounts; account++) {
    opportunities_reserve(all);
    int32_t segment = tables->account[base + account].segment;
    const AccountLoopArrivals *rates =
      world->arrivals + (year * tables->segments + segment) * STREAMS;
    int32_t count = 0;
    for (; next < raw->end[account]; next++) {
      // By date, then in the order of streams: positive floats order as their bits do.
      uint32_t date;
      memcpy(&date, raw->date + next, sizeof date);
      keys[count] = (uint64_t)date << 32 | (uint32_t)next;
      count += raw->luck[next] <= rates[raw->stream[next]].reach;
    }
    sort_by_date(keys, spare, count);
    int32_t to = all->count;
    for (int32_t i = 0; i < count; i++, to++) {
      int32_t from = (int32_t)(uint32_t)keys[i];
      int stream = raw->stream[from];
      const AccountLoopSize *law = world->sizes + segment * SIZES + stream;
      all->date[to] = raw->date[from];
      all->luck[to] = raw->luck[from];
      all->size[to] = quantile(law->table, raw->size[from]) * law->scale;
      all->lane[to] = raw->lane[from];
      all->stream[to] = (uint8_t)stream;
    }
    all->count = to;
    all->end[account] = to;
  }
}

/// Draws a batch's luck of a year.
static void draw_year(
  const AccountLoopTables *tables, const AccountLoopWorld *world, AccountLoopMemory *memory,
  int32_t base, int32_t accounts, int32_t year
) {
  Opportunities *raw = &memory->raw;
  raw->count = 0;
  for (int32_t account = 0; account < accounts; account++) {
    const AccountLoopAccount *who = tables->account + base + account;
    uint32_t word1 = (uint32_t)who->entity;
    float(*renewal)[LANES] = memory->renewal[account];
    draw_lanes(
      world->key, world->firstTrial, word1,
      word2_of(who->entity, tables->renewalPurpose, year), renewal);
    // Contraction lies at the lower end of the uniform, an increase at the upper, so one share
    // serves both.
    const AccountLoopSize *sizes = world->sizes + who->segment * SIZES + STREAMS;
    float contraction = world->rates[year * tables->segments + who->segment].contraction;
    for (int lane = 0; lane < LANES; lane++) {
      const AccountLoopSize *law = renewal[1][lane] < contraction ? sizes : sizes + 1;
      float share = quantile(law->table, renewal[2][lane]) * law->scale;
      memory->share[account][lane] = share < 1 ? share : 1;
    }

    const AccountLoopArrivals *rates =
      world->arrivals + (year * tables->segments + who->segment) * STREAMS;
    opportunities_reserve(raw);
    int last = STREAMS - 1;
    bool arrives = false;
    for (int stream = 0; stream < last; stream++) arrives |= rates[stream].thresholds[0] < 1;
    if (arrives) {
      draw_lanes(
        world->key, world->firstTrial, word1,
        word2_of(who->entity, tables->arrivalsPurpose, year), memory->arrivals);
      for (int stream = 0; stream < last; stream++)
        arrive(
          raw, rates + stream, lanes(memory->arrivals[stream]), word1,
          word2_of(who->entity, tables->purpose[stream], year), stream);
    }
    arrive(
      raw, rates + last, lanes(renewal[3]), word1,
      word2_of(who->entity, tables->purpose[last], year), last);
    raw->end[account] = raw->count;
  }
  draw_opportunities(world, raw);
  order(tables, world, memory, base, accounts, year);
}

#endif
