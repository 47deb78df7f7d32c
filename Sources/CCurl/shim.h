// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift cannot call, so there is one
// forwarder per argument type.
#ifndef PODKEEPER_CCURL_SHIM_H
#define PODKEEPER_CCURL_SHIM_H

#include <curl/curl.h>

typedef size_t (*pk_curl_bytes_callback)(
    char *_Nullable bytes, size_t size, size_t count, void *_Nullable context);

static inline CURLcode pk_easy_set_long(CURL *_Nonnull easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode pk_easy_set_off(CURL *_Nonnull easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode pk_easy_set_string(
    CURL *_Nonnull easy, CURLoption option, const char *_Nullable value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode pk_easy_set_pointer(
    CURL *_Nonnull easy, CURLoption option, void *_Nullable value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode pk_easy_set_list(
    CURL *_Nonnull easy, CURLoption option, struct curl_slist *_Nullable value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode pk_easy_set_blob(
    CURL *_Nonnull easy, CURLoption option, const void *_Nonnull bytes, size_t count) {
  struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
  return curl_easy_setopt(easy, option, &blob);
}

static inline CURLcode pk_easy_set_bytes_callback(
    CURL *_Nonnull easy, CURLoption option, pk_curl_bytes_callback _Nullable value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode pk_easy_set_debug_callback(
    CURL *_Nonnull easy, curl_debug_callback _Nonnull value, void *_Nonnull context) {
  curl_easy_setopt(easy, CURLOPT_DEBUGDATA, context);
  return curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, value);
}

// Without these callbacks, libcurl does not say which sockets it uses during a transfer.
static inline CURLcode pk_easy_set_socket_callbacks(
    CURL *_Nonnull easy, curl_sockopt_callback _Nonnull opened, curl_closesocket_callback _Nonnull close,
    void *_Nonnull context) {
  curl_easy_setopt(easy, CURLOPT_SOCKOPTDATA, context);
  curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, context);
  CURLcode code = curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, opened);
  return code == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, close) : code;
}

static inline CURLcode pk_easy_get_long(CURL *_Nonnull easy, CURLINFO info, long *_Nonnull value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode pk_easy_get_off(
    CURL *_Nonnull easy, CURLINFO info, curl_off_t *_Nonnull value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode pk_easy_get_pointer(
    CURL *_Nonnull easy, CURLINFO info, void *_Nullable *_Nonnull value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode pk_multi_set_long(CURLM *_Nonnull multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

static inline CURL *_Nullable pk_message_easy(const CURLMsg *_Nonnull message) {
  return message->easy_handle;
}

static inline CURLcode pk_message_result(const CURLMsg *_Nonnull message) {
  return message->data.result;
}

#endif
