// jansson's iteration and reference counting are macros and inline functions: these make them callable.
#ifndef PODKEEPER_CJANSSON_SHIM_H
#define PODKEEPER_CJANSSON_SHIM_H

#include <jansson.h>

static inline void pk_json_decref(json_t *_Nullable json) { json_decref(json); }

static inline int pk_json_is_true(const json_t *_Nonnull json) { return json_is_true(json); }

#endif
