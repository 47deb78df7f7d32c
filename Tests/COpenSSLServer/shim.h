// TLS for the simulated cloud only: the programs leave TLS to libcurl. Swift does not see macros such as BIO_pending, and
// the server takes any client certificate, because a stranger's is to be answered with 401.
#ifndef PODKEEPER_COPENSSLSERVER_SHIM_H
#define PODKEEPER_COPENSSLSERVER_SHIM_H

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

static inline int pk_accept_any_certificate(int ok, X509_STORE_CTX *context) {
  (void)ok;
  (void)context;
  return 1;
}

// h2 before http/1.1, each with its length before it.
static inline int pk_select_protocol(
    SSL *ssl, const unsigned char **out, unsigned char *length, const unsigned char *offered,
    unsigned int offered_length, void *unused) {
  (void)ssl;
  (void)unused;
  static const unsigned char ours[] = "\x02h2\x08http/1.1";
  int found = SSL_select_next_proto(
      (unsigned char **)out, length, ours, sizeof(ours) - 1, offered, offered_length);
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

static inline SSL_CTX *_Nullable pk_server_context(void) {
  SSL_CTX *context = SSL_CTX_new(TLS_server_method());
  if (context == NULL) return NULL;
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, pk_accept_any_certificate);
  SSL_CTX_set_alpn_select_cb(context, pk_select_protocol, NULL);
  static const unsigned char session[] = "simulated-cloud";
  SSL_CTX_set_session_id_context(context, session, sizeof(session) - 1);
  return context;
}

static inline int pk_pending(BIO *_Nonnull bio) { return (int)BIO_pending(bio); }

static inline void pk_free_bytes(void *_Nullable memory) { OPENSSL_free(memory); }

#endif
