/// The cluster that a ledger is about, as far as known.
public struct LedgerCluster: Equatable, Sendable {
  public var name: String?
  /// The UID of the namespace kube-system, which a cluster never changes.
  public var uid: String?
  /// `https://host[:port][/prefix]`
  public var server: String?
  /// The SHA-256 of the certificate authorities, in hexadecimal digits.
  public var ca: String?

  private static let snapshotPrefix = "snapshot:"

  public init(name: String? = nil, uid: String? = nil, server: String? = nil, ca: String? = nil) {
    self.name = name
    self.uid = uid
    self.server = server
    self.ca = ca
  }

  /// The cluster that snapshots come from.
  public init(snapshot name: String) { self.init(name: Self.snapshotPrefix + name) }

  private var snapshot: String? {
    name.flatMap { $0.hasPrefix(Self.snapshotPrefix) ? $0 : nil }
  }

  /// How two descriptions of a cluster relate.
  public enum Relation: Equatable, Sendable {
    /// Nothing says that they are different clusters.
    case same
    /// They may be different clusters; says what differs.
    case doubtful(String)
    case different(String)
  }

  /// Compares the UIDs, or else the servers.
  public func relation(to other: LedgerCluster) -> Relation {
    if snapshot != other.snapshot, self != LedgerCluster(), other != LedgerCluster() {
      return .different("\(other.text), not \(text)")
    }
    if let uid, let theirs = other.uid {
      return uid == theirs
        ? .same : .different("the cluster whose namespace kube-system has UID \(theirs), not \(uid)")
    }
    if let server, let theirs = other.server, server != theirs {
      return .doubtful("server \(theirs), not \(server)")
    }
    return .same
  }

  /// For people.
  public var text: String { snapshot ?? server ?? name ?? uid ?? "an unnamed cluster" }

  /// Adds what another description of the same cluster knows.
  public mutating func learn(_ other: LedgerCluster) {
    name = name ?? other.name
    uid = uid ?? other.uid
    server = server ?? other.server
    ca = ca ?? other.ca
  }

  public var json: JSONValue {
    var members = LedgerMembers()
    members.set("name", name)
    members.set("uid", uid)
    members.set("server", server)
    members.set("ca", ca)
    return .object(members.list)
  }

  public init(json: JSONCursor) throws(JSONError) {
    name = try json["name"].optionalString()
    uid = try json["uid"].optionalString()
    server = try json["server"].optionalString()
    ca = try json["ca"].optionalString()
  }
}

/// The first line of each file. A later one adds what was not known before.
public struct LedgerHeader: LedgerRecord, Equatable, Sendable {
  public static let kind = "file"
  public static let schema = "podkeeper.ledger/v1"

  public var cluster: LedgerCluster

  public init(cluster: LedgerCluster) { self.cluster = cluster }

  public var members: [JSONValue.Member] {
    [.init("schema", .string(Self.schema)), .init("cluster", cluster.json)]
  }

  public init(json: JSONCursor) throws(JSONError) {
    let schema = json["schema"]
    guard try schema.string() == Self.schema else { throw schema.error("expected \(Self.schema)") }
    cluster = try LedgerCluster(json: json["cluster"])
  }
}
