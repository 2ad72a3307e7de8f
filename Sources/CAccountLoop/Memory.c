#include "Memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// As in Swift, running out of memory ends the program.
static void *checked(void *memory) {
  if (!memory) {
    fputs("out of memory\n", stderr);
    abort();
  }
  return memory;
}

/// Memory aligned to a cache line.
static void *aligned(size_t size) {
  void *memory = NULL;
  return checked(posix_memalign(&memory, 64, size ? size : 64) ? NULL : memory);
}

AccountLoopMemory *account_loop_memory_make(const AccountLoopTables *tables) {
  AccountLoopMemory *memory = aligned(sizeof *memory);
  size_t models = tables->models, years = tables->years, segments = tables->segments;
  size_t chunks = (models + WIDTH - 1) / WIDTH;
  size_t row = LANES * sizeof(double);
  memory->models = tables->models;
  size_t section = tables->accounts < SECTION ? tables->accounts : SECTION;
  memory->arr = aligned(chunks * WIDTH * section * row);
  memset(memory->arr, 0, chunks * WIDTH * section * row);
  memory->aftermath =
    tables->hasAftermath ? aligned(chunks * WIDTH * section * LANES * sizeof(float)) : NULL;
  size_t seats = 0;
  for (size_t model = 0; model < models; model++) seats += tables->model[model].seats;
  memory->present = aligned(seats * years * 12 * sizeof *memory->present);
  memory->routes = aligned(chunks * years * segments * ROUTES * sizeof *memory->routes);
  memory->lines = aligned(chunks * years * segments * sizeof *memory->lines);
  memory->contracts = aligned(models * segments * years * 12 * CONTRACT_ROWS * row);
  memory->walk = aligned(chunks * segments * years * tables->walk.count * sizeof *memory->walk);
  memory->change = aligned(chunks * years * 12 * 2 * sizeof *memory->change);
  memory->ones = aligned(years * 12 * LANES * sizeof *memory->ones);
  for (size_t i = 0; i < years * 12 * LANES; i++) memory->ones[i] = 1;
  for (int bin = 0; bin < 12; bin++) memory->sold[bin] = (Block){0};
  memory->isEven = aligned(models * sizeof *memory->isEven);
  memory->deals = checked(calloc(models, sizeof *memory->deals));
  memory->drawn = (Opportunities){0};
  return memory;
}

static void opportunities_free(Opportunities *all) {
  free(all->word1);
  free(all->word2);
  free(all->what);
  free(all->date);
  free(all->size);
  free(all->luck);
}

void account_loop_memory_free(AccountLoopMemory *memory) {
  opportunities_free(&memory->drawn);
  for (int32_t model = 0; model < memory->models; model++) free(memory->deals[model].deals);
  free(memory->deals);
  free(memory->arr);
  free(memory->aftermath);
  free(memory->present);
  free(memory->routes);
  free(memory->lines);
  free(memory->contracts);
  free(memory->walk);
  free(memory->change);
  free(memory->ones);
  free(memory->isEven);
  free(memory);
}

#define GROW(array) (array) = checked(realloc((array), room * sizeof *(array)))

void opportunities_reserve(Opportunities *all) {
  // A whole vector may be written past the last.
  size_t needed = (size_t)all->count + MOST + LANES;
  if (needed <= (size_t)all->room) return;
  size_t room = 2 * needed;
  GROW(all->word1);
  GROW(all->word2);
  GROW(all->what);
  GROW(all->date);
  GROW(all->size);
  GROW(all->luck);
  all->room = (int32_t)room;
}

void deals_grow(Deals *deals) {
  size_t room = 2 * (size_t)deals->room + 64;
  GROW(deals->deals);
  deals->room = (int32_t)room;
}
