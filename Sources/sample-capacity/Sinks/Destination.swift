import Shared

/// A place that samples are written to, as `--to` names it.
enum Destination: Hashable, Sendable {
  case cloudMonitoring
  case prometheus(path: String)
  case otlp(OTLPEndpoint)
  case csv(path: String)

  /// - Throws: `DestinationError`, which does not repeat a URL: it may hold a password.
  init(_ text: String) throws(DestinationError) {
    if text == "cloud-monitoring" {
      self = .cloudMonitoring
      return
    }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw DestinationError("\(Self.forms) was expected") }
    let rest = String(parts[1])
    guard !rest.trimmed.isEmpty else {
      throw DestinationError("there is nothing after \(parts[0]): — is a variable unset?")
    }
    switch parts[0] {
    case "prometheus":
      guard isPrometheusFile(rest) else {
        throw DestinationError("prometheus: \(prometheusFileRule)")
      }
      self = .prometheus(path: rest)
    case "otlp":
      self = .otlp(try OTLPEndpoint(rest))
    case "csv":
      self = .csv(path: rest)
    default: throw DestinationError("\(Self.forms) was expected")
    }
  }

  static let forms = "cloud-monitoring, prometheus:FILE.prom, otlp:URL or csv:FILE"

  /// As the report names it.
  var name: String {
    switch self {
    case .cloudMonitoring: "cloud-monitoring"
    case .prometheus(let path): "prometheus:\(path)"
    case .otlp(let endpoint): "otlp:\(endpoint.url)"
    case .csv(let path): "csv:\(path)"
    }
  }

  /// nil for a service.
  var path: String? {
    switch self {
    case .prometheus(let path), .csv(let path): path
    case .cloudMonitoring, .otlp: nil
    }
  }

  /// Whether both paths lead to one file, however they are written and whatever links there are.
  func writes(sameFileAs other: String?) -> Bool {
    guard let path, let other else { return false }
    return path == other || FileIdentity(path) == FileIdentity(other)
  }

  /// Whether others take what is written there for the cluster's real state.
  var isService: Bool {
    switch self {
    case .cloudMonitoring, .otlp: true
    case .prometheus, .csv: false
    }
  }
}

/// What is wrong with a value of `--to`.
struct DestinationError: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
