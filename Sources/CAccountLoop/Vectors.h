// Sixteen trials at once, and up to eight models at once.
#ifndef QUOTIENT_ACCOUNT_LOOP_VECTORS_H
#define QUOTIENT_ACCOUNT_LOOP_VECTORS_H

#include "Memory.h"

#include <string.h>

// One rounding per operation, on every machine.
#pragma STDC FP_CONTRACT OFF
// No vector leaves this file.
#pragma clang diagnostic ignored "-Wpsabi"

typedef float Lanes __attribute__((vector_size(64)));
typedef double MoneyLanes __attribute__((vector_size(128), aligned(64)));
typedef int32_t Mask __attribute__((vector_size(64)));
typedef int64_t MoneyMask __attribute__((vector_size(128), aligned(64)));
typedef uint32_t Halves __attribute__((vector_size(64)));
typedef _Bool Bits __attribute__((ext_vector_type(16)));
// A figure of each model of a chunk.
typedef float Odds __attribute__((vector_size(32)));
typedef int32_t OddsMask __attribute__((vector_size(32)));
typedef double Money __attribute__((vector_size(64)));
typedef int64_t MoneyBits __attribute__((vector_size(64)));
typedef _Bool ModelBits __attribute__((ext_vector_type(8)));

// MARK: - Trials

static inline Lanes lanes(const float *row) {
  Lanes value;
  memcpy(&value, row, sizeof value);
  return value;
}

static inline void put_lanes(float *row, Lanes value) { memcpy(row, &value, sizeof value); }

static inline MoneyLanes amounts(const double *row) { return *(const MoneyLanes *)row; }

static inline void put(double *row, MoneyLanes value) { *(MoneyLanes *)row = value; }

static inline void add(double *row, MoneyLanes value) { *(MoneyLanes *)row += value; }

/// `value` where the mask is set, 0 elsewhere.
static inline MoneyLanes only(MoneyMask where, MoneyLanes value) {
  return (MoneyLanes)((MoneyMask)value & where);
}

static inline MoneyLanes widened(Lanes value) {
  return __builtin_convertvector(value, MoneyLanes);
}

static inline MoneyMask widened_mask(Mask mask) {
  return __builtin_convertvector(mask, MoneyMask);
}

/// The lanes in which a mask is set, the first in the lowest bit.
static inline uint32_t bits(Mask mask) {
  Bits held = __builtin_convertvector(mask, Bits);
  uint16_t word;
  memcpy(&word, &held, sizeof word);
  return word;
}

static inline Halves halves(const uint32_t *row) {
  Halves value;
  memcpy(&value, row, sizeof value);
  return value;
}

static inline void put_halves(uint32_t *row, Halves value) { memcpy(row, &value, sizeof value); }

/// 0, 1, ... 15.
static inline Halves numbers(void) {
  return (Halves){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
}

/// Writes the lanes whose bits are set, packed; what follows them is unspecified.
static inline void keep(uint32_t *row, Halves value, uint32_t where) {
#ifdef ACCOUNT_LOOP_WIDE
  put_halves(row, (Halves)_mm512_maskz_compress_epi32((__mmask16)where, (__m512i)value));
#else
  for (int lane = 0; lane < LANES; lane++) {
    uint32_t word = value[lane];
    memcpy(row, &word, sizeof word);
    row += where >> lane & 1;
  }
#endif
}

/// An entry of a table for each lane.
static inline Lanes look_up(const float *table, Mask at) {
  Lanes value;
  for (int lane = 0; lane < LANES; lane++) value[lane] = table[at[lane]];
  return value;
}

static inline Lanes pick(Mask where, Lanes a, Lanes b) {
  return (Lanes)(((Mask)a & where) | ((Mask)b & ~where));
}

/// A mask set in the lanes whose bits are set.
static inline MoneyMask mask_of(uint32_t lanes) {
  MoneyMask mask;
  for (int lane = 0; lane < LANES; lane++) mask[lane] = -(int64_t)(lanes >> lane & 1);
  return mask;
}

/// How far ARR is below the opening.
static inline MoneyLanes shortfall(MoneyLanes opening, MoneyLanes arr) {
  MoneyLanes below = opening - arr;
  return only(below > 0, below);
}

// MARK: - Models

static inline uint32_t model_bits(OddsMask mask) {
  ModelBits held = __builtin_convertvector(mask, ModelBits);
  uint8_t word;
  memcpy(&word, &held, sizeof word);
  return word;
}

static inline Odds odds_of(const float *figures) {
  Odds value;
  memcpy(&value, figures, sizeof value);
  return value;
}

/// The amounts of the models whose bits are set, 0 elsewhere.
static inline Money of_models(uint32_t models, Money amount) {
  uint8_t word = (uint8_t)models;
  ModelBits held;
  memcpy(&held, &word, sizeof held);
  return (Money)((MoneyBits)amount & -__builtin_convertvector(held, MoneyBits));
}

static inline Odds each_odds(const float *const *rows, int32_t moment) {
  return (Odds){rows[0][moment], rows[1][moment], rows[2][moment], rows[3][moment],
    rows[4][moment], rows[5][moment], rows[6][moment], rows[7][moment]};
}

static inline void add_money(Block *block, int lane, Money amount) {
  *(Money *)block->amounts[lane] += amount;
}

/// The chance that an opportunity is found, given the finder's odds and the chance that everyone
/// else misses it.
#define CHANCE_FOUND(others_miss, odds) (1 - (others_miss) / (1 + (odds)))

// MARK: - From models to trials

#define PAIR(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)

/// Transposes eight vectors of eight amounts.
static inline void turn(const Money *in, Money *rows) {
  Money pair[WIDTH], four[WIDTH];
  for (int i = 0; i < WIDTH; i += 2) {
    pair[i] = PAIR(in[i], in[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
    pair[i + 1] = PAIR(in[i], in[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
  }
  for (int i = 0; i < WIDTH; i += 4)
    for (int k = 0; k < 2; k++) {
      four[i + k] = PAIR(pair[i + k], pair[i + k + 2], 0, 1, 8, 9, 4, 5, 12, 13);
      four[i + k + 2] = PAIR(pair[i + k], pair[i + k + 2], 2, 3, 10, 11, 6, 7, 14, 15);
    }
  for (int k = 0; k < 4; k++) {
    rows[k] = PAIR(four[k], four[k + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    rows[k + 4] = PAIR(four[k], four[k + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

/// Sixteen trials of each model.
typedef struct {
  Money first[WIDTH];
  Money last[WIDTH];
} Rows;

static inline Rows rows_of(const Block *block) {
  Rows rows;
  turn((const Money *)block->amounts, rows.first);
  turn((const Money *)block->amounts[WIDTH], rows.last);
  return rows;
}

/// Converts rows by model to a block by trial.
static inline void to_block(const double *rows, Block *block) {
  Money half[WIDTH];
  for (int part = 0; part < LANES; part += WIDTH) {
    for (int model = 0; model < WIDTH; model++)
      half[model] = *(const Money *)(rows + model * LANES + part);
    turn(half, (Money *)block->amounts[part]);
  }
}

static inline void to_rows(const Block *block, double *rows) {
  Rows turned = rows_of(block);
  for (int model = 0; model < WIDTH; model++) {
    *(Money *)(rows + model * LANES) = turned.first[model];
    *(Money *)(rows + model * LANES + WIDTH) = turned.last[model];
  }
}

static inline void add_rows(double *row, const Rows *rows, int model) {
  *(Money *)row += rows->first[model];
  *(Money *)(row + WIDTH) += rows->last[model];
}

#endif
