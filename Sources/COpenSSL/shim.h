// Only what reads certificates and keys: the TLS itself is libcurl's.
#ifndef PODKEEPER_COPENSSL_SHIM_H
#define PODKEEPER_COPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#endif
