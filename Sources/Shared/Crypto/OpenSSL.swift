import COpenSSL
import Glibc

extension CertificateFacts {
  /// Reads the first certificate in a PEM text and checks that the private key matches it.
  ///
  /// - Throws: `PEMError` if either cannot be read, the key is encrypted, or they do not match.
  public init(certificate: Secret, key: Secret) throws(PEMError) {
    defer { ERR_clear_error() }
    let leaf = try Certificate(firstIn: MemoryBIO(Array(certificate.revealed.utf8)))
    let privateKey = try PrivateKey(pem: Array(key.revealed.utf8), type: leaf.keyType)
    guard leaf.matches(privateKey) else {
      throw PEMError("the private key does not match the client certificate")
    }
    self = try leaf.facts()
  }
}

/// Signs with RSASSA-PKCS1-v1_5 and SHA-256 (RFC 8017), which JSON web tokens call RS256.
///
/// - Throws: `PEMError` if the key cannot be read, is encrypted, or is not an RSA key.
func signRS256(_ message: [UInt8], key: Secret) throws(PEMError) -> [UInt8] {
  defer { ERR_clear_error() }
  let privateKey = try PrivateKey(pem: Array(key.revealed.utf8), type: "RSA")
  guard EVP_PKEY_is_a(privateKey.handle, "RSA") == 1 else {
    throw PEMError("the private key is not an RSA key")
  }
  return try Signing().sign(message, privateKey)
}

/// The SHA-256 of bytes, in hexadecimal digits; nil if OpenSSL cannot compute it.
public func sha256(_ bytes: [UInt8]) -> String? {
  var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
  var count: UInt32 = 0
  guard EVP_Digest(bytes, bytes.count, &digest, &count, EVP_sha256(), nil) == 1 else { return nil }
  return digest.prefix(Int(count)).map { byte in
    let digits = String(byte, radix: 16)
    return digits.utf8.count == 1 ? "0\(digits)" : digits
  }.joined()
}

/// Hashes with SHA-256 (FIPS 180-4).
///
/// - Returns: 32 bytes.
public func sha256Digest(_ bytes: [UInt8]) -> [UInt8] {
  var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
  SHA256(bytes, bytes.count, &digest)
  return digest
}

/// Counts the certificates in a CA bundle without parsing them, which takes OpenSSL 3 milliseconds each. The TLS
/// library parses them when it connects.
///
/// - Throws: `PEMError` if there is none, or if one is not valid PEM.
@discardableResult
public func countAuthorities(pem: [UInt8]) throws(PEMError) -> Int {
  defer { ERR_clear_error() }
  let bio = try MemoryBIO(pem)
  var count = 0
  while let name = nextBlock(bio) {
    if name == PEM_STRING_X509 || name == PEM_STRING_X509_TRUSTED { count += 1 }
  }
  guard pk_error_is_no_pem(ERR_peek_last_error()) != 0 else {
    throw PEMError("certificate \(count + 1) in it cannot be read")
  }
  guard count > 0 else { throw PEMError("there is no PEM certificate in it") }
  return count
}

/// Returns the bundle if it holds certificates, else throws.
func checkedAuthorities(_ pem: [UInt8]) throws(PEMError) -> [UInt8] {
  try countAuthorities(pem: pem)
  return pem
}

/// The name of the next PEM block: `CERTIFICATE`.
private func nextBlock(_ bio: borrowing MemoryBIO) -> String? {
  var name: UnsafeMutablePointer<CChar>?
  var header: UnsafeMutablePointer<CChar>?
  var bytes: UnsafeMutablePointer<UInt8>?
  var count = 0
  guard PEM_read_bio(bio.handle, &name, &header, &bytes, &count) == 1, let name else { return nil }
  defer {
    pk_openssl_free(name)
    pk_openssl_free(header)
    pk_openssl_free(bytes)
  }
  return String(cString: name)
}

private struct MemoryBIO: ~Copyable {
  let handle: OpaquePointer

  init(_ bytes: [UInt8]) throws(PEMError) {
    guard let count = Int32(exactly: bytes.count), let handle = BIO_new(BIO_s_mem()) else {
      throw PEMError("it is too large")
    }
    self.handle = handle
    BIO_write(handle, bytes, count)
  }

  deinit { BIO_free(handle) }
}

private struct Certificate: ~Copyable {
  private let handle: OpaquePointer

  init(firstIn bio: borrowing MemoryBIO) throws(PEMError) {
    guard let handle = PEM_read_bio_X509(bio.handle, nil, nil, nil) else {
      throw PEMError("the client certificate cannot be read as PEM")
    }
    self.handle = handle
  }

  deinit { X509_free(handle) }

  /// `RSA`, `EC`, …; nil if the key's type is unknown.
  var keyType: UnsafePointer<CChar>? {
    X509_get0_pubkey(handle).flatMap { EVP_PKEY_get0_type_name($0) }
  }

  func matches(_ key: borrowing PrivateKey) -> Bool {
    X509_check_private_key(handle, key.handle) == 1
  }

  func facts() throws(PEMError) -> CertificateFacts {
    CertificateFacts(
      notBefore: try unixSeconds(X509_get0_notBefore(handle)),
      notAfter: try unixSeconds(X509_get0_notAfter(handle)), commonName: commonName)
  }

  private var commonName: String? {
    guard let subject = X509_get_subject_name(handle) else { return nil }
    let index = X509_NAME_get_index_by_NID(subject, NID_commonName, -1)
    guard index >= 0, let entry = X509_NAME_get_entry(subject, index) else { return nil }
    var text: UnsafeMutablePointer<UInt8>?
    let count = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(entry))
    guard count >= 0, let text else { return nil }
    defer { pk_openssl_free(text) }
    return String(decoding: UnsafeBufferPointer(start: text, count: Int(count)), as: UTF8.self)
  }
}

private struct PrivateKey: ~Copyable {
  let handle: OpaquePointer

  /// - Parameter type: the key's likely type. Without it, OpenSSL 3 tries all types, which takes four times as long.
  init(pem: [UInt8], type: UnsafePointer<CChar>?) throws(PEMError) {
    var isEncrypted = false
    var key = Self.read(try MemoryBIO(pem), type: type, &isEncrypted)
    if key == nil, !isEncrypted {
      key = Self.readAny(try MemoryBIO(pem), &isEncrypted)
    }
    guard let handle = key else {
      throw PEMError(
        isEncrypted
          ? "the private key is encrypted; decrypt it, because podkeeper cannot ask for a passphrase"
          : "the private key cannot be read as PEM")
    }
    self.handle = handle
  }

  deinit { EVP_PKEY_free(handle) }

  private static func readAny(_ bio: borrowing MemoryBIO, _ isEncrypted: inout Bool) -> OpaquePointer? {
    PEM_read_bio_PrivateKey(bio.handle, nil, noPassphrase, &isEncrypted)
  }

  private static func read(
    _ bio: borrowing MemoryBIO, type: UnsafePointer<CChar>?, _ isEncrypted: inout Bool
  ) -> OpaquePointer? {
    var key: OpaquePointer?
    // The decoder keeps both addresses until it is freed.
    withUnsafeMutablePointer(to: &key) { key in
      withUnsafeMutablePointer(to: &isEncrypted) { isEncrypted in
        let decoder = pk_pem_key_decoder(key, type)
        OSSL_DECODER_CTX_set_pem_password_cb(decoder, noPassphrase, isEncrypted)
        OSSL_DECODER_from_bio(decoder, bio.handle)
        OSSL_DECODER_CTX_free(decoder)
      }
    }
    return key
  }
}

/// One `EVP_MD_CTX *`, for one signature.
private struct Signing: ~Copyable {
  private let handle: OpaquePointer

  init() throws(PEMError) {
    guard let handle = EVP_MD_CTX_new() else { throw PEMError("out of memory while signing") }
    self.handle = handle
  }

  deinit { EVP_MD_CTX_free(handle) }

  func sign(_ message: [UInt8], _ key: borrowing PrivateKey) throws(PEMError) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: Int(EVP_PKEY_get_size(key.handle)))
    var count = signature.count
    guard EVP_DigestSignInit(handle, nil, EVP_sha256(), nil, key.handle) == 1,
      EVP_DigestSign(handle, &signature, &count, message, message.count) == 1
    else { throw PEMError("the private key cannot sign") }
    return Array(signature.prefix(count))
  }
}

/// `pem_password_cb`: without it, OpenSSL would prompt on the terminal. Called only for encrypted keys.
private func noPassphrase(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int32, _ isForWriting: Int32,
  _ isEncrypted: UnsafeMutableRawPointer?
) -> Int32 {
  isEncrypted?.assumingMemoryBound(to: Bool.self).pointee = true
  return -1
}

private func unixSeconds(_ time: UnsafePointer<ASN1_TIME>?) throws(PEMError) -> Int64 {
  var parts = tm()
  guard ASN1_TIME_to_tm(time, &parts) == 1 else { throw PEMError("its validity period cannot be read") }
  return Int64(timegm(&parts))
}

/// Why a PEM text is unusable. Never quotes it.
public struct PEMError: Error, Equatable, CustomStringConvertible {
  public let problem: String

  public init(_ problem: String) { self.problem = problem }

  public var description: String { problem }
}
