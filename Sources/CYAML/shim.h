// libyaml's event interface, for kubeconfigs. A parser points into itself and into the text, so both share one
// allocation that does not move.
#ifndef PODKEEPER_CYAML_SHIM_H
#define PODKEEPER_CYAML_SHIM_H

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

typedef struct pk_yaml {
  yaml_parser_t parser;
  unsigned char text[];
} pk_yaml;

static inline pk_yaml *_Nullable pk_yaml_open(const void *_Nullable text, size_t count) {
  pk_yaml *yaml = malloc(sizeof(pk_yaml) + count);
  if (!yaml) return NULL;
  if (!yaml_parser_initialize(&yaml->parser)) {
    free(yaml);
    return NULL;
  }
  if (count) memcpy(yaml->text, text, count);
  yaml_parser_set_input_string(&yaml->parser, yaml->text, count);
  return yaml;
}

static inline void pk_yaml_close(pk_yaml *_Nonnull yaml) {
  yaml_parser_delete(&yaml->parser);
  free(yaml);
}

static inline yaml_parser_t *_Nonnull pk_yaml_parser(pk_yaml *_Nonnull yaml) { return &yaml->parser; }

#endif
