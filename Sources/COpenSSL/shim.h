// For reading certificates and keys, and for signing. libcurl does the TLS itself. OPENSSL_free and other macros are
// not visible to Swift.
#ifndef PODKEEPER_COPENSSL_SHIM_H
#define PODKEEPER_COPENSSL_SHIM_H

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/decoder.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pemerr.h>
#include <openssl/x509.h>

// The decoder keeps the address of "PEM", which must outlive it.
static inline OSSL_DECODER_CTX *_Nullable pk_pem_key_decoder(
    EVP_PKEY *_Nullable *_Nonnull key, const char *_Nullable type) {
  return OSSL_DECODER_CTX_new_for_pkey(key, "PEM", NULL, type, EVP_PKEY_KEYPAIR, NULL, NULL);
}

static inline void pk_openssl_free(void *_Nullable memory) { OPENSSL_free(memory); }

static inline int pk_error_is_no_pem(unsigned long error) {
  return ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
}

#endif
