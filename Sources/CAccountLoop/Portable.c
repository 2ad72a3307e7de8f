// For any machine: the vectors that every processor of the architecture has.
#define ACCOUNT_LOOP(entry) account_loop_##entry##_portable
#include "Body.h"
