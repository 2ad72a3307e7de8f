#include "AccountLoop.h"

#include <stddef.h>

void account_loop_run_portable(
  const AccountLoopTables *, const AccountLoopWorld *, AccountLoopMemory *);
void account_loop_run_avx2(
  const AccountLoopTables *, const AccountLoopWorld *, AccountLoopMemory *);
void account_loop_run_avx512(
  const AccountLoopTables *, const AccountLoopWorld *, AccountLoopMemory *);

#if defined(__x86_64__)
static const AccountLoopVariant variants[] = {
  {"portable", account_loop_run_portable},
  {"AVX2", account_loop_run_avx2},
  {"AVX-512", account_loop_run_avx512},
};

int32_t account_loop_variants(void) {
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi2")) return 1;
  bool wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
    && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
    && __builtin_cpu_supports("avx512cd");
  return wide ? 3 : 2;
}
#else
static const AccountLoopVariant variants[] = {{"portable", account_loop_run_portable}};

int32_t account_loop_variants(void) { return 1; }
#endif

AccountLoopVariant account_loop_variant(int32_t index) { return variants[index]; }
