// The GNU Scientific Library as Swift sees it: its headers, and accessors for what Swift 6 cannot
// name safely (global variables) or call (macros).
#ifndef QUOTIENT_CGSL_SHIM_H
#define QUOTIENT_CGSL_SHIM_H

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_sf.h>
#include <gsl/gsl_statistics.h>

static inline const gsl_root_fsolver_type *quotient_gsl_brent(void) {
  return gsl_root_fsolver_brent;
}

static inline const gsl_integration_fixed_type *quotient_gsl_hermite(void) {
  return gsl_integration_fixed_hermite;
}

static inline const gsl_multimin_fminimizer_type *quotient_gsl_simplex(void) {
  return gsl_multimin_fminimizer_nmsimplex2;
}

static inline const gsl_rng_type *quotient_gsl_mt19937(void) {
  return gsl_rng_mt19937;
}

#endif
