// Expat as Swift sees it: its header.
#ifndef QUOTIENT_CEXPAT_SHIM_H
#define QUOTIENT_CEXPAT_SHIM_H

#include <expat.h>

#endif
