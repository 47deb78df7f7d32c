// prctl is variadic, which Swift cannot call.
#ifndef PODKEEPER_CLINUX_SHIM_H
#define PODKEEPER_CLINUX_SHIM_H

#include <sys/prctl.h>

static inline int pk_set_dumpable(unsigned long value) {
  return prctl(PR_SET_DUMPABLE, value, 0UL, 0UL, 0UL);
}

#endif
