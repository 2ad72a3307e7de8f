// For processors with AVX2.
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt"))), apply_to = function)
#define ACCOUNT_LOOP_RUN account_loop_run_avx2
#include "Body.h"
#pragma clang attribute pop
#endif
