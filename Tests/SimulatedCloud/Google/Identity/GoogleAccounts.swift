import Synchronization

/// An issued token.
struct AccessToken: Sendable {
  let text: String
  let account: String
  let scopes: Set<String>
  /// Seconds since 1970.
  let expires: Int64
}

/// The accounts, their permissions, and the issued tokens.
final class GoogleAccounts: Sendable {
  struct Refresh: Sendable {
    let account: String
    let clientID: String
    let clientSecret: String
  }

  private struct State: Sendable {
    var roles: [String: Set<String>] = [:]
    var tokens: [String: AccessToken] = [:]
    var refreshes: [String: Refresh] = [:]
  }

  private static let usualRoles: Set<String> = [
    "roles/monitoring.editor", "roles/container.developer", "roles/iam.serviceAccountTokenCreator",
  ]

  private let state = Mutex(State())

  /// Adds an account with all relevant roles.
  func add(_ account: String) {
    state.withLock { $0.roles[account] = $0.roles[account] ?? Self.usualRoles }
  }

  func knows(_ account: String) -> Bool { state.withLock { $0.roles[account] != nil } }

  func setRoles(_ roles: Set<String>, of account: String) { state.withLock { $0.roles[account] = roles } }

  func allows(_ account: String, _ permission: String) -> Bool {
    state.withLock { $0.roles[account] ?? [] }.contains {
      GoogleRoles.permissions[$0]?.contains(permission) ?? false
    }
  }

  func issue(to account: String, scopes: Set<String>, expires: Int64) -> AccessToken {
    let text =
      "ya29.c." + RandomUID.make().replacing("-", with: "") + RandomUID.make().replacing("-", with: "")
    let token = AccessToken(text: text, account: account, scopes: scopes, expires: expires)
    state.withLock { $0.tokens[text] = token }
    return token
  }

  func token(_ text: String) -> AccessToken? { state.withLock { $0.tokens[text] } }

  /// All issued tokens that were not revoked.
  var tokens: [String] { state.withLock { Array($0.tokens.keys) } }

  func revokeTokens() { state.withLock { $0.tokens = [:] } }

  func add(refreshToken: String, _ refresh: Refresh) {
    add(refresh.account)
    state.withLock { $0.refreshes[refreshToken] = refresh }
  }

  func refresh(_ token: String) -> Refresh? { state.withLock { $0.refreshes[token] } }

  func revokeRefreshTokens() { state.withLock { $0.refreshes = [:] } }

  /// The number that stands for an account if a token does not cover its email address.
  static func number(of account: String) -> String {
    let hash = account.utf8.reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    return "1" + String(hash % 8_000_000_000_000_000_000 + 10_000_000_000_000_000_000)
  }
}

/// The relevant permissions of the predefined roles.
enum GoogleRoles {
  static let permissions: [String: Set<String>] = [
    "roles/monitoring.metricWriter": writer,
    "roles/monitoring.viewer": viewer,
    "roles/monitoring.editor": writer.union(viewer).union(["monitoring.metricDescriptors.delete"]),
    "roles/container.clusterViewer": ["container.clusters.get"],
    "roles/container.viewer": ["container.clusters.get", "container.clusters.connect"],
    "roles/container.developer": ["container.clusters.get", "container.clusters.connect"],
    "roles/iam.serviceAccountTokenCreator": ["iam.serviceAccounts.getAccessToken"],
  ]

  private static let writer: Set<String> = [
    "monitoring.metricDescriptors.create", "monitoring.metricDescriptors.get",
    "monitoring.metricDescriptors.list",
    "monitoring.timeSeries.create",
  ]

  private static let viewer: Set<String> = [
    "monitoring.metricDescriptors.get", "monitoring.metricDescriptors.list", "monitoring.timeSeries.list",
  ]
}
