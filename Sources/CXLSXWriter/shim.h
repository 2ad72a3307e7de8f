// libxlsxwriter as Swift sees it.
#ifndef QUOTIENT_CXLSXWRITER_SHIM_H
#define QUOTIENT_CXLSXWRITER_SHIM_H

#include <xlsxwriter.h>

#endif
