// Swift cannot call jansson's inline reference counting, and jansson does not accept null text.
#ifndef PODKEEPER_CJANSSON_SHIM_H
#define PODKEEPER_CJANSSON_SHIM_H

#include <jansson.h>
#include <stdlib.h>

static inline void pk_json_decref(json_t *_Nullable json) { json_decref(json); }

static inline void pk_json_free(char *_Nullable text) { free(text); }

static inline json_t *_Nullable pk_json_load(
    const void *_Nullable text, size_t count, size_t flags, json_error_t *_Nonnull error) {
  return json_loadb(text ? (const char *)text : "", count, flags, error);
}

static inline json_t *_Nullable pk_json_string(const void *_Nullable text, size_t count) {
  return json_stringn(text ? (const char *)text : "", count);
}

#endif
