/// A pod to add to the cloud. Everything except the name has a sensible default.
public struct SimulatedPod: Sendable {
  public var name: String
  public var namespace: String
  /// nil for a random UID.
  public var uid: String?
  public var labels: [String: String] = [:]
  public var annotations: [String: String] = [:]
  public var owners: [Owner] = []
  public var finalizers: [String] = []
  /// Seconds since 1970; nil for now.
  public var created: Int64?
  /// Seconds since 1970; if set, the pod is terminating.
  public var deletionTime: Int64?
  public var deletionGracePeriodSeconds: Int64? = 30
  public var nodeName: String?
  public var phase = "Pending"
  public var reason: String?
  public var conditions: [Condition] = []
  public var containers = [Container()]
  public var initContainers: [Container] = []
  /// Statuses as in the API, such as `["name": "build", "state": ["running": …]]`.
  /// Required members are added.
  public var containerStatuses: [JSONValue] = []
  public var terminationGracePeriodSeconds: Int64? = 30
  /// More members of the spec, such as `["overhead": ["cpu": "100m"]]`, which win over the others.
  public var spec: JSONValue = .object([])
  /// More members of the status.
  public var status: JSONValue = .object([])
  public var hasManagedFields = true

  public init(_ name: String, namespace: String = "builds") {
    self.name = name
    self.namespace = namespace
  }

  public struct Owner: Sendable {
    public var apiVersion: String
    public var kind: String
    public var name: String
    public var uid: String
    public var isController: Bool

    public init(
      apiVersion: String = "apps/v1", kind: String, name: String,
      uid: String = "11111111-1111-1111-1111-111111111111", isController: Bool = true
    ) {
      self.apiVersion = apiVersion
      self.kind = kind
      self.name = name
      self.uid = uid
      self.isController = isController
    }
  }

  public struct Condition: Sendable {
    public var type: String
    public var status: String
    public var reason: String?
    public var message: String?
    /// Seconds since 1970; nil for the pod's creation time.
    public var since: Int64?

    public init(
      _ type: String, _ status: String, reason: String? = nil, message: String? = nil, since: Int64? = nil
    ) {
      self.type = type
      self.status = status
      self.reason = reason
      self.message = message
      self.since = since
    }
  }

  public struct Container: Sendable {
    public var name: String
    public var image: String
    public var requests: [String: String]
    public var limits: [String: String]
    /// `Always` makes an init container a sidecar.
    public var restartPolicy: String?
    /// More members, such as `["env": […]]`, which win over the others.
    public var more: JSONValue

    public init(
      _ name: String = "build", image: String = "registry.example/buildlet:1",
      requests: [String: String] = ["cpu": "1", "memory": "1Gi"], limits: [String: String] = [:],
      restartPolicy: String? = nil, more: JSONValue = .object([])
    ) {
      self.name = name
      self.image = image
      self.requests = requests
      self.limits = limits
      self.restartPolicy = restartPolicy
      self.more = more
    }
  }
}
