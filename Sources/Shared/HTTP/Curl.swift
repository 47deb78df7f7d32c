import CCurl
import Glibc

/// An error from libcurl, with its code and message.
struct CurlError: Error {
  let code: CURLcode
  let message: String

  init(_ code: CURLcode, message: String = "") {
    self.code = code
    self.message = message.isEmpty ? String(cString: curl_easy_strerror(code)) : message
  }

  /// The code as a number, for files that do not import libcurl.
  var number: Int32 { Int32(code.rawValue) }

  /// Whether the proxy itself cannot be reached.
  ///
  /// - Parameter proxy: the one that the request was to use, unless the server is among its exceptions.
  func concerns(_ proxy: Proxy) -> Bool {
    switch code {
    case CURLE_COULDNT_RESOLVE_PROXY: true
    case CURLE_COULDNT_CONNECT: proxy.isMeant(by: message)
    default: false
    }
  }

  /// The kind of failure, which depends on how far the request got.
  func kind(sent: Bool, answered: Bool) -> HTTPError.Kind {
    switch code {
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CIPHER:
      .certificate
    case CURLE_OPERATION_TIMEDOUT: .timedOut
    // The answer is not HTTP, or is HTTP/0.9.
    case CURLE_UNSUPPORTED_PROTOCOL where sent, CURLE_WEIRD_SERVER_REPLY where sent: .cut
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_FUNCTION_ARGUMENT: .unsendable
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT, CURLE_PROXY,
      CURLE_SSL_CONNECT_ERROR:
      .unreachable
    default: answered ? .cut : sent ? .unanswered : .unreachable
    }
  }
}

/// `curl_global_init`, once.
private let libraryIsReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

/// One `CURL *`, reused for one transfer after another.
final class CurlEasy {
  let handle: UnsafeMutableRawPointer
  private let errorText: UnsafeMutablePointer<CChar>
  private var headers: UnsafeMutablePointer<curl_slist>?

  init() throws(CurlError) {
    guard libraryIsReady, let handle = curl_easy_init() else { throw CurlError(CURLE_FAILED_INIT) }
    self.handle = handle
    self.errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_easy_cleanup(handle)
    curl_slist_free_all(headers)
    curl_slist_free_all(connection)
    errorText.deallocate()
  }

  /// Resets all options. Connections belong to the multi handle and stay.
  func reset() throws(CurlError) {
    curl_easy_reset(handle)
    curl_slist_free_all(headers)
    headers = nil
    errorText.pointee = 0
    try check(pk_easy_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText))
    try set(CURLOPT_NOSIGNAL, 1)
    // A canceled request does not wait for a name lookup.
    try set(CURLOPT_QUICK_EXIT, 1)
  }

  /// `receiver` must outlive the transfer, and `sockets` the multi handle.
  func set(receiver: any CurlReceiver, sockets: CurlSockets) throws(CurlError) {
    let box = ReceiverBox(receiver, sockets)
    self.box = box
    let context = Unmanaged.passUnretained(box).toOpaque()
    try check(pk_easy_set_bytes_callback(handle, CURLOPT_HEADERFUNCTION, headerArrived))
    try check(pk_easy_set_pointer(handle, CURLOPT_HEADERDATA, context))
    try check(pk_easy_set_bytes_callback(handle, CURLOPT_WRITEFUNCTION, bodyArrived))
    try check(pk_easy_set_pointer(handle, CURLOPT_WRITEDATA, context))
    // The only way to learn of each time libcurl sends the request. The debug data is never shown.
    try check(pk_easy_set_debug_callback(handle, somethingHappened, context))
    try set(CURLOPT_VERBOSE, 1)
    let list = Unmanaged.passUnretained(sockets).toOpaque()
    try check(pk_easy_set_socket_callbacks(handle, socketOpened, closeSocket, list))
  }

  private var box: ReceiverBox?

  func forgetReceiver() { box = nil }

  /// Requires TLS 1.2 or later, verified against exactly `settings`.
  func set(tls settings: TLSSettings) throws(CurlError) {
    try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    try set(CURLOPT_SSL_VERIFYPEER, 1)
    try set(CURLOPT_SSL_VERIFYHOST, 2)
    if case .pem(let authorities) = settings.authorities {
      try set(CURLOPT_CAINFO_BLOB, authorities)
      // Otherwise the system's CA directory stays trusted in addition to the given CA.
      try set(CURLOPT_CAPATH, nil)
    }
    if let identity = settings.clientCertificate {
      try set(CURLOPT_SSLCERTTYPE, "PEM")
      try set(CURLOPT_SSLCERT_BLOB, Array(identity.certificate.revealed.utf8))
      try set(CURLOPT_SSLKEYTYPE, "PEM")
      try set(CURLOPT_SSLKEY_BLOB, Array(identity.key.revealed.utf8))
    }
  }

  /// Allows HTTP/2 if many requests share a connection. Never follows redirects.
  func set(
    url: String, connectTo: String?, proxy: Proxy?, multiplexes: Bool, connectTimeout: Duration
  ) throws(CurlError) {
    try set(CURLOPT_PROTOCOLS_STR, "http,https")
    try set(CURLOPT_HTTP_VERSION, Int(multiplexes ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1))
    try set(CURLOPT_PIPEWAIT, 1)
    try set(CURLOPT_FOLLOWLOCATION, 0)
    try set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
    try set(CURLOPT_PATH_AS_IS, 1)
    try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    try set(CURLOPT_TCP_KEEPALIVE, 1)
    try set(CURLOPT_CONNECTTIMEOUT_MS, max(1, connectTimeout.wholeMilliseconds))
    try set(CURLOPT_URL, url)
    try set(proxy: proxy)
    if let connectTo {
      connection = curl_slist_append(nil, connectTo)
      try check(pk_easy_set_list(handle, CURLOPT_CONNECT_TO, connection))
    }
  }

  /// Without a proxy, keeps libcurl from looking for one in the environment.
  private func set(proxy: Proxy?) throws(CurlError) {
    try set(CURLOPT_PROXY, proxy?.address ?? "")
    try set(CURLOPT_NOPROXY, proxy?.exceptions ?? "")
    // Not in the URL, which libcurl's messages may quote.
    if let credentials = proxy?.credentials { try set(CURLOPT_PROXYUSERPWD, credentials.revealed) }
  }

  private var connection: UnsafeMutablePointer<curl_slist>? {
    didSet { curl_slist_free_all(oldValue) }
  }

  func set(method: String, body: [UInt8]?, headers lines: [String]) throws(CurlError) {
    if let body {
      // Set the size first: COPYPOSTFIELDS copies that many bytes.
      try check(pk_easy_set_off(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
      let code = body.withUnsafeBytes {
        pk_easy_set_pointer(
          handle, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: $0.baseAddress))
      }
      try check(code)
    }
    try set(CURLOPT_CUSTOMREQUEST, method)
    for line in lines {
      guard let longer = curl_slist_append(headers, line) else { throw CurlError(CURLE_OUT_OF_MEMORY) }
      headers = longer
    }
    try check(pk_easy_set_list(handle, CURLOPT_HTTPHEADER, headers))
  }

  func error(_ code: CURLcode) -> CurlError {
    CurlError(code, message: String(cString: errorText))
  }

  /// Why there is no connection to the server or the proxy, in a few words; nil if libcurl's message says more.
  func shortReason(_ code: CURLcode) -> String? {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: return "its host name cannot be resolved"
    case CURLE_COULDNT_CONNECT:
      let number = Int32(truncatingIfNeeded: long(CURLINFO_OS_ERRNO))
      guard number != 0, let text = strerror(number) else { return nil }
      let reason = String(cString: text)
      return reason.prefix(1).lowercased() + reason.dropFirst()
    default: return nil
    }
  }

  var responseStatus: Int { long(CURLINFO_RESPONSE_CODE) }

  var isHTTP2: Bool { long(CURLINFO_HTTP_VERSION) == Int(CURL_HTTP_VERSION_2_0) }

  /// Seconds from the transfer's start until the request was about to be sent.
  var secondsBeforeSending: Double {
    var microseconds: curl_off_t = 0
    _ = pk_easy_get_off(handle, CURLINFO_PRETRANSFER_TIME_T, &microseconds)
    return Double(microseconds) / 1_000_000
  }

  private func long(_ info: CURLINFO) -> Int {
    var value = 0
    _ = pk_easy_get_long(handle, info, &value)
    return value
  }

  private func set(_ option: CURLoption, _ value: Int) throws(CurlError) {
    try check(pk_easy_set_long(handle, option, value))
  }

  private func set(_ option: CURLoption, _ value: String?) throws(CurlError) {
    try check(pk_easy_set_string(handle, option, value))
  }

  private func set(_ option: CURLoption, _ bytes: [UInt8]) throws(CurlError) {
    let code = bytes.withUnsafeBytes { buffer in
      buffer.baseAddress.map { pk_easy_set_blob(handle, option, $0, buffer.count) }
        ?? CURLE_BAD_FUNCTION_ARGUMENT
    }
    try check(code)
  }

  private func check(_ code: CURLcode) throws(CurlError) {
    guard code == CURLE_OK else { throw error(code) }
  }
}

/// One `CURLM *`: runs all transfers of a client on the calling thread.
final class CurlMulti {
  private let handle: UnsafeMutableRawPointer
  /// They outlive the handle, which closes its connections when it is freed.
  let sockets = CurlSockets()

  init() throws(CurlError) {
    guard libraryIsReady, let handle = curl_multi_init() else { throw CurlError(CURLE_FAILED_INIT) }
    self.handle = handle
    _ = pk_multi_set_long(handle, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    connectionLimit = 1
  }

  deinit { curl_multi_cleanup(handle) }

  /// The most connections to one host. One connection carries many HTTP/2 streams.
  var connectionLimit: Int = 1 {
    didSet { _ = pk_multi_set_long(handle, CURLMOPT_MAX_HOST_CONNECTIONS, connectionLimit) }
  }

  func add(_ easy: CurlEasy) throws(CurlError) {
    guard curl_multi_add_handle(handle, easy.handle) == CURLM_OK else {
      throw CurlError(CURLE_FAILED_INIT)
    }
  }

  func remove(_ easy: CurlEasy) { curl_multi_remove_handle(handle, easy.handle) }

  /// Does what it can without waiting, and calls `finished` with the handle of each transfer that ended.
  func perform(finished: (UnsafeMutableRawPointer, CURLcode) -> Void) {
    var running: Int32 = 0
    curl_multi_perform(handle, &running)
    var left: Int32 = 0
    while let message = curl_multi_info_read(handle, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = pk_message_easy(message) else { continue }
      finished(easy, pk_message_result(message))
    }
  }

  /// Waits until there is something to do, or until the limit.
  func wait(upTo limit: Duration) {
    curl_multi_poll(handle, nil, 0, Int32(clamping: max(0, limit.wholeMilliseconds + 1)), nil)
  }
}

extension URLParts {
  /// - Throws: if libcurl rejects the URL, or if user, password or host decode to a control character.
  init(_ url: String) throws(CurlError) {
    guard let handle = curl_url() else { throw CurlError(CURLE_OUT_OF_MEMORY) }
    defer { curl_url_cleanup(handle) }
    guard curl_url_set(handle, CURLUPART_URL, url, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK else {
      throw CurlError(CURLE_URL_MALFORMAT)
    }
    scheme = try Self.part(CURLUPART_SCHEME, of: handle)?.lowercased() ?? ""
    user = try Self.part(CURLUPART_USER, of: handle, decoded: true)
    password = try Self.part(CURLUPART_PASSWORD, of: handle, decoded: true)
    options = try Self.part(CURLUPART_OPTIONS, of: handle)
    host = try Self.part(CURLUPART_HOST, of: handle, decoded: true) ?? ""
    zone = try Self.part(CURLUPART_ZONEID, of: handle)
    port = try Self.part(CURLUPART_PORT, of: handle)
    path = try Self.part(CURLUPART_PATH, of: handle) ?? ""
    query = try Self.part(CURLUPART_QUERY, of: handle)
    fragment = try Self.part(CURLUPART_FRAGMENT, of: handle)
  }

  private static func part(
    _ part: CURLUPart, of url: OpaquePointer, decoded: Bool = false
  ) throws(CurlError) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    let code = curl_url_get(url, part, &text, decoded ? UInt32(CURLU_URLDECODE) : 0)
    defer { curl_free(text) }
    switch code {
    case CURLUE_OK:
      guard let text, let part = String(validatingCString: text) else { throw CurlError(CURLE_URL_MALFORMAT) }
      return part
    case CURLUE_NO_USER, CURLUE_NO_PASSWORD, CURLUE_NO_OPTIONS, CURLUE_NO_PORT, CURLUE_NO_ZONEID,
      CURLUE_NO_QUERY, CURLUE_NO_FRAGMENT:
      return nil
    default: throw CurlError(CURLE_URL_MALFORMAT)
    }
  }
}

/// `CURLOPT_SOCKOPTFUNCTION`
private func socketOpened(
  _ context: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _: curlsocktype
) -> Int32 {
  if let context { Unmanaged<CurlSockets>.fromOpaque(context).takeUnretainedValue().open.insert(socket) }
  return Int32(CURL_SOCKOPT_OK)
}

/// `CURLOPT_DEBUGFUNCTION`
private func somethingHappened(
  _ easy: UnsafeMutableRawPointer?, _ type: curl_infotype, _ bytes: UnsafeMutablePointer<CChar>?,
  _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int32 {
  guard let context, let bytes else { return 0 }
  let box = Unmanaged<ReceiverBox>.fromOpaque(context).takeUnretainedValue()
  switch type {
  case CURLINFO_HEADER_OUT:
    // CONNECT to a proxy is not the request itself.
    if !UnsafeRawBufferPointer(start: bytes, count: count).starts(with: "CONNECT ".utf8) {
      box.receiver.sent()
    }
  case CURLINFO_SSL_DATA_IN:
    if !box.receiver.arrived() { box.sockets.shutDown() }
  default: break
  }
  return 0
}

/// A result code, for files that do not import libcurl.
typealias CurlCode = CURLcode

extension CURLcode {
  var isSuccess: Bool { self == CURLE_OK }
}
