/// `POST` of an object.
struct CreateRoute: Route {
  func answer(_ call: Call) throws -> Answer? {
    guard call.request.method == "POST", let path = call.path, path.name == nil, let resource = path.known
    else { return nil }
    guard resource.verbs.contains("create"), resource.isNamespaced == (path.namespace != nil) else {
      throw StatusError.methodNotAllowed(resource.plural)
    }
    let negotiated = try call.negotiate()
    let creation = try Creation(call, resource, path.namespace ?? "")
    let object = try call.store.transact { try creation.carryOut(&$0) }
    return try call.answer(object, status: 201, negotiated: negotiated)
  }
}

/// A posted object.
private struct Creation: Sendable {
  private let resource: Resource
  private let namespace: String
  private let name: String
  private let shape: Shape
  private let uid: String
  private let now: Int64
  private let isDryRun: Bool

  init(_ call: Call, _ resource: Resource, _ namespace: String) throws {
    var object = try call.request.json()
    try Self.checkKind(object, resource, namespace)
    self.resource = resource
    self.namespace = namespace
    let metadata = object["metadata"]
    let generateName = metadata?["generateName"]?.text ?? ""
    let given = metadata?["name"]?.text ?? ""
    name = given.isEmpty && !generateName.isEmpty ? generateName + call.cloud.chance.ending() : given
    try Self.checkTimes(object, resource)
    let errors = Self.errors(object, resource, namespace: namespace, name: name, generateName)
    if !errors.isEmpty { throw StatusError.invalid(resource, name, errors) }
    var completed = metadata ?? .object([])
    completed["managedFields"] = [
      ManagedFields.entry(
        manager: call.request.manager, apiVersion: resource.apiVersion, time: call.cloud.now,
        fields: ManagedFields.posted(object))
    ]
    object["metadata"] = completed
    shape = Shape(object.completed(as: resource), of: resource)
    uid = call.cloud.chance.uid()
    now = call.cloud.now
    isDryRun = call.request.query["dryRun"] == "All"
  }

  /// The object in the response.
  func carryOut(_ state: inout Store.State) throws -> StoredObject {
    if state.objects[resource.plural]?[namespace.isEmpty ? name : "\(namespace)/\(name)"] != nil {
      throw StatusError.alreadyExists(resource, name)
    }
    let version = isDryRun ? state.resourceVersion : state.nextVersion()
    let object = StoredObject(
      shape: shape, name: name, namespace: namespace, uid: uid,
      version: .init(resource: version, generation: resource === Resource.pods ? 1 : 0), created: now)
    if !isDryRun { state.put(object) }
    return object
  }

  private static func checkKind(_ object: JSONValue, _ resource: Resource, _ namespace: String) throws {
    let apiVersion = object["apiVersion"]?.text ?? resource.apiVersion
    guard apiVersion == resource.apiVersion, (object["kind"]?.text ?? resource.kind) == resource.kind else {
      throw StatusError.badRequest(
        """
        the API version in the data (\(apiVersion)) does not match the expected API version \
        (\(resource.apiVersion))
        """)
    }
    guard (object["metadata"]?["namespace"]?.text ?? namespace) == namespace else {
      throw StatusError.badRequest(
        "the namespace of the provided object does not match the namespace sent on the request")
    }
  }

  private static func checkTimes(_ object: JSONValue, _ resource: Resource) throws {
    let times = [object["eventTime"], object["spec"]?["acquireTime"], object["spec"]?["renewTime"]]
    for time in times.compactMap({ $0?.text }) where !Timestamp.isMicroTime(time) {
      throw StatusError.badRequest(
        """
        \(resource.kind) in version "v1" cannot be handled as a \(resource.kind): parsing time "\(time)" as \
        "2006-01-02T15:04:05.000000Z07:00": cannot parse it
        """)
    }
  }

  private static func errors(
    _ object: JSONValue, _ resource: Resource, namespace: String, name: String, _ generateName: String
  ) -> [FieldError] {
    var metadata: [FieldError] = []
    // A generateName may end with a dash, because more characters follow.
    let prefix = generateName.hasSuffix("-") ? generateName.dropLast() + "a" : generateName
    if !prefix.isEmpty, let problem = NameRules.subdomain(prefix) {
      metadata.append(.invalid("metadata.generateName", generateName, problem))
    }
    if name.isEmpty {
      metadata.append(.required("metadata.name", "name or generateName is required"))
    } else if let problem = NameRules.subdomain(name) {
      metadata.append(.invalid("metadata.name", name, problem))
    }
    guard resource === Resource.events else { return metadata + LeaseRules.errors(object) }
    let rules = EventRules(event: object, namespace: namespace)
    return rules.before + metadata + rules.after
  }
}

extension JSONValue {
  /// What the server adds to and removes from a posted object. Clients cannot post a status.
  fileprivate func completed(as resource: Resource) -> JSONValue {
    var object = self
    switch resource.kind {
    case Resource.events.kind: object = EventRules.completed(self)
    case Resource.pods.kind:
      object["metadata"]?["generation"] = 1
      if object["spec"]?["terminationGracePeriodSeconds"] == nil {
        object["spec"]?["terminationGracePeriodSeconds"] = 30
      }
      object["status"] = ["phase": "Pending", "qosClass": "BestEffort"]
    case Resource.namespaces.kind:
      object["spec"] = ["finalizers": [.string(Resource.namespaceFinalizer)]]
      object["status"] = ["phase": "Active"]
    default: break
    }
    return object
  }
}
