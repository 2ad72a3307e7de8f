// The generator alone: the Philox 4x32-10 blocks that Q1 needs with shared draws, and nothing made
// of them. For each account and trial one block for the renewal, one for arrivals, and one for
// each opportunity. No engine on this generator can be faster.
#include "q1.h"
#include <stdint.h>

enum { LANES = 16 };

// Adds a block of sixteen neighbouring trials. Lanes outside and rounds inside is the form that
// compilers turn into vectors, and whose first two rounds they halve, as word 3 is 0.
static inline void add_blocks(uint32_t *restrict sum, uint32_t trial, uint32_t word1, uint32_t word2) {
  for (int lane = 0; lane < LANES; lane++) {
    uint32_t x0 = trial + lane, x1 = word1, x2 = word2, x3 = 0, k0 = 2026, k1 = 0;
#pragma GCC unroll 10
    for (int round = 0; round < 10; round++) {
      uint64_t p0 = (uint64_t)0xD2511F53u * x0, p1 = (uint64_t)0xCD9E8D57u * x2;
      x0 = (uint32_t)(p1 >> 32) ^ x1 ^ k0;
      x1 = (uint32_t)p1;
      x2 = (uint32_t)(p0 >> 32) ^ x3 ^ k1;
      x3 = (uint32_t)p0;
      k0 += 0x9E3779B9u;
      k1 += 0xBB67AE85u;
    }
    sum[lane] += x0 ^ x1 ^ x2 ^ x3;
  }
}

static void *trials(void *argument) {
  Work *work = argument;
  double rate = 0;
  for (int motion = 0; motion < MOTIONS; motion++) rate += RATE[motion];
  uint32_t sum[LANES] = {0};
  for (int trial = work->first; trial < work->last; trial += LANES) {
    double due = 0;
    for (int account = 0; account < work->book->accounts; account++) {
      // Opportunities of sixteen trials make whole vectors: 16 x rate blocks an account.
      due += rate;
      int count = 2 + (due >= 1);
      if (due >= 1) due -= 1;
      for (int purpose = 0; purpose < count; purpose++) add_blocks(sum, trial, account, purpose);
    }
  }
  uint32_t all = 0;
  for (int lane = 0; lane < LANES; lane++) all ^= sum[lane];
  *figure(work, 0, 0, work->first) = all;
  return NULL;
}

int main(int count, char **argument) { return run_peer(count, argument, trials); }
