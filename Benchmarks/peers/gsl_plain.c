// Q1 as somebody writes it who has the GSL manual open: every model draws everything itself.
// A fifth argument, mt19937 or taus2, chooses the generator.
#include "q1.h"
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

static const gsl_rng_type *generator;

static void *trials(void *argument) {
  Work *work = argument;
  const Book *book = work->book;
  gsl_rng *rng = gsl_rng_alloc(generator);
  gsl_rng_set(rng, 2026 + work->number);
  for (int trial = work->first; trial < work->last; trial++) {
    for (int model = 0; model < MODELS; model++) {
      double ending[SEATS] = {0};
      double shock = gsl_ran_gaussian(rng, MARKET_SD);
      double odds = exp(work->intercept + shock) * RENEWAL_RATIO[model];
      double renews = odds / (1 + odds);
      for (int account = 0; account < book->accounts; account++) {
        if (!gsl_ran_bernoulli(rng, renews)) continue;
        double arr = book->arr[account];
        double change = gsl_rng_uniform(rng);
        if (change < CONTRACTION)
          arr *= 1 - gsl_ran_flat(rng, CONTRACTION_LOW, CONTRACTION_HIGH);
        else if (change >= 1 - INCREASE)
          arr *= 1 + gsl_ran_flat(rng, INCREASE_LOW, INCREASE_HIGH);
        for (int motion = 0; motion < MOTIONS; motion++) {
          unsigned wins = gsl_ran_poisson(rng, RATE[motion] * win(model));
          for (unsigned i = 0; i < wins; i++)
            arr *= 1 + gsl_ran_lognormal(rng, log_mean(motion), log_sd());
        }
        ending[book->seat[account]] += arr;
      }
      settle(book, ending, figure(work, model, 0, trial), figure(work, model, 1, trial));
    }
  }
  gsl_rng_free(rng);
  return NULL;
}

int main(int count, char **argument) {
  generator = count > 5 && !strcmp(argument[5], "taus2") ? gsl_rng_taus2 : gsl_rng_mt19937;
  return run_peer(count, argument, trials);
}
