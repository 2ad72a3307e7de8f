// The model of q1.yaml in C, as far as every peer shares it: the book, the numbers, the clock, the
// threads and the output. How trials are drawn is each peer's own.
//
//   PEER BOOK TRIALS THREADS SAMPLES
//
// writes NRR and payout of every model and trial to SAMPLES as doubles, [model][figure][trial], and
// prints the seconds of the trials, wall and processor, as JSON.
#ifndef Q1_H
#define Q1_H

#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MODELS = 4, MOTIONS = 3, SEATS = 40 };

static const double RENEWAL = 0.88, MARKET_SD = 0.35;
static const double CONTRACTION = 0.08, CONTRACTION_LOW = 0.10, CONTRACTION_HIGH = 0.30;
static const double INCREASE = 0.50, INCREASE_LOW = 0.02, INCREASE_HIGH = 0.06;
static const double RATE[MOTIONS] = {0.20, 0.08, 0.03};
static const double SIZE[MOTIONS] = {0.12, 0.20, 0.40}, SIZE_CV = 0.8;
static const double FOUND = 0.80, ACCEPTED = 0.90, WON = 0.50;
static const double RENEWAL_RATIO[MODELS] = {1, 0.9, 1.1, 1.05};
static const double WON_RATIO[MODELS] = {1, 0.8, 0.9, 1.4};
static const double TARGET_INCENTIVE = 40000, QUOTA = 0.95;
static const double KNOT[3] = {0.8, 1.0, 1.2}, PAYS[3] = {0.5, 1, 3};

typedef struct {
  int accounts;
  double *arr;
  int *seat;
  double total, of_seat[SEATS];
} Book;

static inline Book read_book(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) { perror(path); exit(66); }
  Book book = {0};
  int room = 0;
  char line[256];
  if (!fgets(line, sizeof line, file)) exit(65);
  while (fgets(line, sizeof line, file)) {
    double arr;
    int seat;
    if (sscanf(line, "%*[^,],%lf,%*[^,],%*[^,],%*[^,],s%d", &arr, &seat) != 2) exit(65);
    if (book.accounts == room) {
      room = room ? 2 * room : 4096;
      book.arr = realloc(book.arr, room * sizeof *book.arr);
      book.seat = realloc(book.seat, room * sizeof *book.seat);
    }
    book.arr[book.accounts] = arr;
    book.seat[book.accounts++] = seat;
    book.total += arr;
    book.of_seat[seat] += arr;
  }
  fclose(file);
  return book;
}

// Mean chance of renewal when the log-odds are normal: the trapezoid rule over eight sd either way.
static inline double calibration_error(double intercept, void *unused) {
  (void)unused;
  double sum = 0, weight = 0;
  for (int i = -400; i <= 400; i++) {
    double z = i * 0.02, w = exp(-z * z / 2);
    sum += w / (1 + exp(-(intercept + MARKET_SD * z)));
    weight += w;
  }
  return sum / weight - RENEWAL;
}

// The log-odds whose mean chance over the market is the stated one.
static inline double intercept(void) {
  gsl_function function = {calibration_error, NULL};
  gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
  gsl_root_fsolver_set(solver, &function, 0, 6);
  for (int i = 0; i < 60; i++) gsl_root_fsolver_iterate(solver);
  double root = gsl_root_fsolver_root(solver);
  gsl_root_fsolver_free(solver);
  return root;
}

// Chance that an opportunity is found, accepted and won.
static inline double win(int model) {
  double odds = WON / (1 - WON) * WON_RATIO[model];
  return FOUND * ACCEPTED * odds / (1 + odds);
}

static inline double log_sd(void) { return sqrt(log(1 + SIZE_CV * SIZE_CV)); }
static inline double log_mean(int motion) { return log(SIZE[motion]) - log_sd() * log_sd() / 2; }

static inline double multiple(double attainment) {
  if (attainment < KNOT[0]) return 0;
  if (attainment >= KNOT[2]) return PAYS[2];
  int piece = attainment >= KNOT[1];
  return PAYS[piece] + (PAYS[piece + 1] - PAYS[piece]) * (attainment - KNOT[piece])
    / (KNOT[piece + 1] - KNOT[piece]);
}

// NRR and payout from the ending ARR of each seat.
static inline void settle(const Book *book, const double *ending, double *nrr, double *payout) {
  double sum = 0, pay = 0;
  for (int seat = 0; seat < SEATS; seat++) {
    sum += ending[seat];
    pay += TARGET_INCENTIVE * multiple(ending[seat] / book->of_seat[seat] / QUOTA);
  }
  *nrr = sum / book->total;
  *payout = pay;
}

typedef struct {
  const Book *book;
  int first, last, trials, number;
  double intercept;
  double *samples;
} Work;

static inline double *figure(const Work *work, int model, int figure, int trial) {
  return work->samples + ((size_t)model * 2 + figure) * work->trials + trial;
}

static inline double seconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

// Runs `body` on every thread's share of the trials.
static inline int run_peer(int count, char **argument, void *(*body)(void *)) {
  if (count < 5) { fprintf(stderr, "usage: PEER BOOK TRIALS THREADS SAMPLES\n"); return 64; }
  Book book = read_book(argument[1]);
  int trials = atoi(argument[2]), threads = atoi(argument[3]);
  double *samples = calloc((size_t)MODELS * 2 * trials, sizeof *samples);
  double base = intercept();
  double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
  pthread_t thread[threads];
  Work work[threads];
  for (int i = 0; i < threads; i++) {
    work[i] = (Work){&book, (int)((long)trials * i / threads),
                     (int)((long)trials * (i + 1) / threads), trials, i, base, samples};
    pthread_create(&thread[i], NULL, body, &work[i]);
  }
  for (int i = 0; i < threads; i++) pthread_join(thread[i], NULL);
  wall = seconds(CLOCK_MONOTONIC) - wall;
  cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  FILE *file = fopen(argument[4], "wb");
  if (!file) { perror(argument[4]); return 74; }
  fwrite(samples, sizeof *samples, (size_t)MODELS * 2 * trials, file);
  fclose(file);
  printf("{\"wall\": %.6f, \"cpu\": %.6f}\n", wall, cpu);
  return 0;
}

#endif
