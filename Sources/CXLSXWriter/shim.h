// libxlsxwriter as Swift sees it: its header, and what Swift cannot call (macros).
#ifndef QUOTIENT_CXLSXWRITER_SHIM_H
#define QUOTIENT_CXLSXWRITER_SHIM_H

#include <stdlib.h>
#include <xlsxwriter.h>

// Adds a number, or where there is none a gap, to what a chart keeps of the cells that it shows.
// The library would keep 0 for a formula, whatever it comes to.
static inline lxw_error quotient_keep_point(
    lxw_series_range *range, double number, int is_there) {
  lxw_series_data_point *point = calloc(1, sizeof *point);
  if (!point) return LXW_ERROR_MEMORY_MALLOC_FAILED;
  point->number = number;
  point->no_data = is_there ? LXW_FALSE : LXW_TRUE;
  range->ignore_cache = LXW_TRUE;
  STAILQ_INSERT_TAIL(range->data_cache, point, list_pointers);
  range->num_data_points++;
  return LXW_NO_ERROR;
}

#endif
