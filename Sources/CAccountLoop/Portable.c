// For any machine: the vectors that every processor of the architecture has.
#define ACCOUNT_LOOP_RUN account_loop_run_portable
#include "Body.h"
