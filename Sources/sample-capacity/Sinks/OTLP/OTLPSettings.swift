import Shared

/// The settings in OpenTelemetry's own environment variables:
/// https://opentelemetry.io/docs/specs/otel/protocol/exporter/
struct OTLPSettings {
  static let headersVariable = "OTEL_EXPORTER_OTLP_HEADERS"
  static let certificateVariable = "OTEL_EXPORTER_OTLP_CERTIFICATE"

  /// Most of their values are secrets.
  let headers: [HTTPHeader]
  let tls: TLSSettings

  /// Hides the headers' values, and what follows `Bearer` and the like, in the collector's messages. They are
  /// not added to `Secrets`, which hides them everywhere: a tenant may have the same name as a cluster.
  var secrets: SecretPatterns {
    var secrets = SecretPatterns()
    for header in headers {
      secrets.add(header.value)
      if let last = header.value.split(separator: " ").last { secrets.add(String(last)) }
    }
    return secrets
  }

  /// - Parameter stopSource: stops waiting for the certificate file if it is a pipe.
  init(environment: [String: String], stopSource: (any StopSource)?) throws(OTLPError) {
    headers = try Self.headers(environment[Self.headersVariable] ?? "")
    for header in headers where header.name.lowercased() == "authorization" {
      Secrets.add(header.value.split(separator: " ").last.map(String.init) ?? "")
    }
    guard let file = environment[Self.certificateVariable], !file.isEmpty else {
      tls = TLSSettings()
      return
    }
    do { tls = TLSSettings(authorities: .pem(try readFile(file, stopSource: stopSource))) } catch {
      throw .file(error, Self.certificateVariable)
    }
  }

  /// Parses `key=value,key2=value2` with percent-encoded values. Errors never repeat any part of it.
  static func headers(_ text: String) throws(OTLPError) -> [HTTPHeader] {
    var headers: [HTTPHeader] = []
    for (index, entry) in text.split(separator: ",").enumerated() where !entry.trimmed.isEmpty {
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, isHeaderName(parts[0].trimmed), let value = percentDecoded(parts[1].trimmed)
      else {
        throw .environment(
          headersVariable, "entry \(index + 1) is not name=value with a percent-encoded value")
      }
      headers.append(HTTPHeader(parts[0].trimmed, value))
    }
    return headers
  }

  private static func isHeaderName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy(HTTPHeader.isNameByte)
  }

  /// Returns nil for invalid percent-encoding or an encoded control character.
  private static func percentDecoded(_ text: String) -> String? {
    var decoded: [UInt8] = []
    var rest = Substring(text).utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        decoded.append(byte)
        continue
      }
      guard rest.count >= 2, rest.first != UInt8(ascii: "+"),
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      else { return nil }
      decoded.append(value)
      rest = rest.dropFirst(2)
    }
    guard decoded.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else { return nil }
    return String(validating: decoded, as: UTF8.self)
  }
}
