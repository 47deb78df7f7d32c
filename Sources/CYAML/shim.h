// libyaml's event interface: kubeconfigs are YAML.
#ifndef PODKEEPER_CYAML_SHIM_H
#define PODKEEPER_CYAML_SHIM_H

#include <yaml.h>

#endif
