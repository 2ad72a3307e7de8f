// For processors with AVX-512.
#if defined(__x86_64__)
#include <immintrin.h>
#define ACCOUNT_LOOP_WIDE
#pragma clang attribute push( \
  __attribute__(( \
    target("avx512f,avx512bw,avx512dq,avx512vl,avx512cd,avx2,bmi,bmi2,popcnt,lzcnt"))), \
  apply_to = function)
#define ACCOUNT_LOOP(entry) account_loop_##entry##_avx512
#include "Body.h"
#pragma clang attribute pop
#endif
