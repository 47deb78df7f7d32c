import FoundationEssentials
import Glibc

/// This machine's name, or `unknown`.
public func hostName() -> String {
  var bytes = [CChar](repeating: 0, count: 256)
  guard gethostname(&bytes, bytes.count - 1) == 0 else { return "unknown" }
  return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// The environment of this process.
public func processEnvironment() -> [String: String] { ProcessInfo.processInfo.environment }
