/// The groups, versions and resources, which kubectl requests first.
struct DiscoveryRoute: Route {
  func answer(_ call: Call) -> Answer? {
    guard call.request.method == "GET" else { return nil }
    let parts = call.request.path.split(separator: "/").map(String.init)
    switch (parts.first, parts.count) {
    case ("api", 1): return json(versions, call)
    case ("api", 2): return json(resources("", parts[1]), call)
    case ("apis", 1):
      return json(["kind": "APIGroupList", "apiVersion": "v1", "groups": .array(groups.map(group))], call)
    case ("apis", 3): return json(resources(parts[1], parts[2]), call)
    default: return nil
    }
  }

  private func json(_ value: JSONValue, _ call: Call) -> Answer {
    Answer(contentType: "application/json", body: .bytes(call.pretty(JSONText.bytes(value))))
  }

  private var versions: JSONValue {
    ["kind": "APIVersions", "versions": ["v1"], "serverAddressByClientCIDRs": []]
  }

  private var groups: [String] {
    Array(Set(Resource.all.map(\.group))).filter { !$0.isEmpty }.sorted()
  }

  private func group(_ name: String) -> JSONValue {
    let version: JSONValue = ["groupVersion": .string(name + "/v1"), "version": "v1"]
    return ["name": .string(name), "versions": [version], "preferredVersion": version]
  }

  private func resources(_ group: String, _ version: String) -> JSONValue {
    let known = Resource.all.filter { $0.group == group && $0.version == version }
    return [
      "kind": "APIResourceList", "apiVersion": "v1",
      "groupVersion": .string(group.isEmpty ? version : "\(group)/\(version)"),
      "resources": .array(known.map(resource)),
    ]
  }

  private func resource(_ resource: Resource) -> JSONValue {
    [
      "name": .string(resource.plural), "singularName": .string(resource.kind.lowercased()),
      "namespaced": .bool(resource.isNamespaced), "kind": .string(resource.kind),
      "verbs": .array(resource.verbs.map { .string($0) }),
      "shortNames": .array(resource.shortNames.map { .string($0) }),
    ]
  }
}
