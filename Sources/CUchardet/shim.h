// uchardet, which tells the encoding of a text, and iconv, which changes it, as Swift sees them.
#ifndef QUOTIENT_CUCHARDET_SHIM_H
#define QUOTIENT_CUCHARDET_SHIM_H

#include <iconv.h>
#include <uchardet.h>

#endif
