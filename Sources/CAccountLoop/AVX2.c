// For processors with AVX2.
#if defined(__x86_64__)
#pragma clang attribute push( \
  __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt"))), apply_to = function)
#define ACCOUNT_LOOP(entry) account_loop_##entry##_avx2
#include "Body.h"
#pragma clang attribute pop
#endif
