// Q1 as an expert writes it with GSL: the fast generator, every draw shared by the models, chances
// worked out once a trial, the three motions drawn as one Poisson process, the ziggurat for sizes.
#include "q1.h"
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

static void *trials(void *argument) {
  Work *work = argument;
  const Book *book = work->book;
  gsl_rng *rng = gsl_rng_alloc(gsl_rng_taus2);
  gsl_rng_set(rng, 2026 + work->number);
  double rate = 0, log_means[MOTIONS], wins[MODELS];
  for (int motion = 0; motion < MOTIONS; motion++) {
    rate += RATE[motion];
    log_means[motion] = log_mean(motion);
  }
  double none = exp(-rate), spread = log_sd();
  for (int model = 0; model < MODELS; model++) wins[model] = win(model);
  for (int trial = work->first; trial < work->last; trial++) {
    double ending[MODELS][SEATS] = {{0}}, renews[MODELS], best = 0;
    double odds = exp(work->intercept + gsl_ran_gaussian_ziggurat(rng, MARKET_SD));
    for (int model = 0; model < MODELS; model++) {
      renews[model] = odds * RENEWAL_RATIO[model] / (1 + odds * RENEWAL_RATIO[model]);
      if (renews[model] > best) best = renews[model];
    }
    for (int account = 0; account < book->accounts; account++) {
      double luck = gsl_rng_uniform(rng);
      if (luck >= best) continue;
      double arr = book->arr[account];
      double change = gsl_rng_uniform(rng);
      if (change < CONTRACTION)
        arr *= 1 - CONTRACTION_LOW
          - (CONTRACTION_HIGH - CONTRACTION_LOW) * gsl_rng_uniform(rng);
      else if (change >= 1 - INCREASE)
        arr *= 1 + INCREASE_LOW + (INCREASE_HIGH - INCREASE_LOW) * gsl_rng_uniform(rng);
      double after[MODELS] = {arr, arr, arr, arr};
      double arrivals = gsl_rng_uniform(rng);
      double chance = none;
      for (int ordinal = 1; arrivals >= chance && ordinal < 32; ordinal++) {
        arrivals -= chance;
        chance *= rate / ordinal;
        double pick = gsl_rng_uniform(rng) * rate;
        int motion = pick < RATE[0] ? 0 : pick < RATE[0] + RATE[1] ? 1 : 2;
        double won = gsl_rng_uniform(rng);
        double growth = 0;
        for (int model = 0; model < MODELS; model++) {
          if (won >= wins[model]) continue;
          if (growth == 0)
            growth = 1 + exp(log_means[motion] + gsl_ran_gaussian_ziggurat(rng, spread));
          after[model] *= growth;
        }
      }
      int seat = book->seat[account];
      for (int model = 0; model < MODELS; model++)
        ending[model][seat] += luck < renews[model] ? after[model] : 0;
    }
    for (int model = 0; model < MODELS; model++)
      settle(book, ending[model], figure(work, model, 0, trial), figure(work, model, 1, trial));
  }
  gsl_rng_free(rng);
  return NULL;
}

int main(int count, char **argument) { return run_peer(count, argument, trials); }
