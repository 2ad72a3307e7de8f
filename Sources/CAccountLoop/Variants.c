#include "AccountLoop.h"

#include <stddef.h>

#define DECLARE(name)                                                                \
  void account_loop_run_##name(                                                      \
    const AccountLoopTables *, const AccountLoopWorld *, AccountLoopMemory *);       \
  void account_loop_draw_##name(uint64_t, uint32_t, uint32_t, uint32_t, float *);

#define VARIANT(text, name) {text, account_loop_run_##name, account_loop_draw_##name}

DECLARE(portable)
DECLARE(avx2)
DECLARE(avx512)

#if defined(__x86_64__)
static const AccountLoopVariant variants[] = {
  VARIANT("portable", portable),
  VARIANT("AVX2", avx2),
  VARIANT("AVX-512", avx512),
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
static const AccountLoopVariant variants[] = {VARIANT("portable", portable)};

int32_t account_loop_variants(void) { return 1; }
#endif

AccountLoopVariant account_loop_variant(int32_t index) { return variants[index]; }
