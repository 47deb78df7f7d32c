extension SimulatedCloud {
  /// Adds a pod, or replaces one with the same name.
  public func add(_ pod: SimulatedPod) {
    let created = pod.created ?? state.now
    let deletion = pod.deletionTime.map { Deletion(time: $0, grace: pod.deletionGracePeriodSeconds) }
    put(
      Shape(pod.value(created: created), of: .pods), pod.name, pod.namespace, uid: pod.uid, created: created,
      deletion: deletion)
  }

  public func add(_ node: SimulatedNode) {
    let created = node.created ?? state.now
    put(Shape(node.value(created: created), of: .nodes), node.name, "", uid: nil, created: created)
  }

  public func add(_ lease: SimulatedLease) {
    put(Shape(lease.value, of: .leases), lease.name, lease.namespace, uid: nil, created: state.now)
  }

  public func add(_ configMap: SimulatedConfigMap) {
    let shape = Shape(configMap.value, of: .configMaps)
    put(shape, configMap.name, configMap.namespace, uid: nil, created: state.now)
  }

  /// Adds a namespace without objects. Adding an object adds its namespace.
  public func add(namespace: String) {
    state.store.transact { _ = $0.impliedNamespaces.insert(namespace) }
  }

  /// Adds an object, or each object of a list, as the API shows it, with its version and UID.
  public func add(json: String) throws {
    let value = try JSONParser.parse(json)
    let kind = value["kind"]?.text ?? ""
    if let items = value["items"]?.elements {
      for item in items { add(item, kind: String(kind.dropLast("List".count))) }
    } else {
      add(value, kind: kind)
    }
  }

  private func add(_ value: JSONValue, kind: String) {
    guard let resource = Resource.all.first(where: { $0.kind == kind }), let metadata = value["metadata"]
    else {
      return
    }
    func time(_ name: String) -> Int64? { metadata[name]?.text.flatMap(Timestamp.seconds) }
    let deletion = time("deletionTimestamp").map {
      Deletion(time: $0, grace: metadata["deletionGracePeriodSeconds"]?.integer)
    }
    put(
      Shape(value, of: resource), metadata["name"]?.text ?? "", metadata["namespace"]?.text ?? "",
      uid: metadata["uid"]?.text, created: time("creationTimestamp") ?? state.now, deletion: deletion,
      generation: metadata["generation"]?.integer ?? 0,
      resourceVersion: metadata["resourceVersion"]?.text.flatMap(UInt64.init))
  }

  private func put(
    _ shape: Shape, _ name: String, _ namespace: String, uid: String?, created: Int64,
    deletion: Deletion? = nil, generation: Int64 = 1, resourceVersion: UInt64? = nil
  ) {
    let chance = state.chance
    state.store.transact { state in
      let version = resourceVersion ?? state.nextVersion()
      state.resourceVersion = max(state.resourceVersion, version)
      state.put(
        StoredObject(
          shape: shape, name: name, namespace: namespace, uid: uid ?? chance.uid(),
          version: .init(resource: version, generation: generation), created: created, deletion: deletion))
    }
  }

  /// Removes a pod as if another client had.
  public func removePod(_ name: String, namespace: String) {
    state.store.transact { state in
      guard let pod = state.objects["pods"]?["\(namespace)/\(name)"] else { return }
      state.remove(pod.with(resourceVersion: state.nextVersion()))
    }
  }

  /// Removes a node as if its machine were gone for good. Its pods stay.
  public func removeNode(_ name: String) {
    state.store.transact { state in
      guard let node = state.objects["nodes"]?[name] else { return }
      state.remove(node.with(resourceVersion: state.nextVersion()))
    }
  }

  /// The pods that exist, sorted by namespace and name.
  public func pods(namespace: String? = nil) -> [ExistingPod] {
    state.store.list(.pods).from("").filter { namespace == nil || $0.namespace == namespace }
      .map(ExistingPod.init)
  }

  public func pod(_ name: String, namespace: String) -> ExistingPod? {
    state.store.object(.pods, "\(namespace)/\(name)").map(ExistingPod.init)
  }

  /// The names of the posted namespaces. Pods may be in other namespaces too.
  public var namespaces: [String] { state.store.list(.namespaces).from("").map(\.name) }

  /// Expires all continue tokens.
  public func expireContinueTokens() {
    state.store.transact { state in
      state.snapshots = []
      _ = state.nextVersion()
    }
  }

  /// The version of the latest write.
  public var resourceVersion: UInt64 {
    get { state.store.transact { $0.resourceVersion } }
    set { state.store.transact { $0.resourceVersion = newValue } }
  }
}

/// A pod that is currently in the cloud.
public struct ExistingPod: Sendable, Equatable {
  public let name: String
  public let namespace: String
  public let uid: String
  public let resourceVersion: String
  /// Whether it has a deletion timestamp.
  public let isTerminating: Bool
  public let labels: [String: String]

  init(_ object: StoredObject) {
    name = object.name
    namespace = object.namespace
    uid = object.uid
    resourceVersion = String(object.version.resource)
    isTerminating = object.deletion != nil
    labels = object.shape.labels.mapValues(object.text)
  }
}
