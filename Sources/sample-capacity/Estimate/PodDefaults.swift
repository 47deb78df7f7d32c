import Shared

/// What the API server fills in before the scheduler sees a pod (kubernetes `pkg/apis/core/v1/defaults.go`).
enum PodDefaults {
  /// Limits become requests where there are none, and all ports are the node's with `hostNetwork`.
  static func applied(to spec: JSONValue) -> JSONValue {
    guard case .object(let members) = spec else { return spec }
    let hostNetwork = members.contains { $0.key == "hostNetwork" && $0.value == .bool(true) }
    var requested: Set<String> = []
    var changed = members.map { member -> JSONValue.Member in
      guard ["containers", "initContainers"].contains(member.key), case .array(let containers) = member.value
      else {
        return member
      }
      let defaulted = containers.map { container in
        let container = withRequests(container)
        requested.formUnion(names(container["resources"]["requests"]))
        return hostNetwork ? withHostPorts(container) : container
      }
      return .init(member.key, .array(defaulted))
    }
    // What a container requests of a resource wins over the limit of the pod as a whole.
    if let place = changed.firstIndex(where: { $0.key == "resources" }) {
      changed[place] = .init("resources", withRequests(resources: changed[place].value, except: requested))
    }
    return .object(changed)
  }

  private static func withRequests(_ container: JSONValue) -> JSONValue {
    container.replacing("resources") { withRequests(resources: $0, except: []) }
  }

  private static func withRequests(resources: JSONValue, except: Set<String>) -> JSONValue {
    guard case .object(let limits) = resources["limits"] else { return resources }
    let requests = resources["requests"]
    let known = names(requests).union(except)
    let missing = limits.filter { !known.contains($0.key) }
    guard !missing.isEmpty else { return resources }
    var members: [JSONValue.Member] = []
    if case .object(let own) = requests { members = own }
    return resources.replacing("requests", adds: true) { _ in .object(members + missing) }
  }

  private static func withHostPorts(_ container: JSONValue) -> JSONValue {
    container.replacing("ports") { ports in
      guard case .array(let list) = ports else { return ports }
      return .array(
        list.map { port in port.replacing("hostPort", adds: true) { _ in port["containerPort"] } })
    }
  }

  private static func names(_ object: JSONValue) -> Set<String> {
    guard case .object(let members) = object else { return [] }
    return Set(members.map(\.key))
  }
}

extension JSONValue {
  /// A member of an object; `null` if there is none.
  fileprivate subscript(name: String) -> JSONValue {
    guard case .object(let members) = self else { return .null }
    return members.last { $0.key == name }?.value ?? .null
  }

  /// The object with one member changed.
  fileprivate func replacing(_ name: String, adds: Bool = false, _ change: (JSONValue) -> JSONValue)
    -> JSONValue
  {
    guard case .object(var members) = self else { return self }
    if let place = members.lastIndex(where: { $0.key == name }) {
      members[place] = .init(name, change(members[place].value))
    } else if adds {
      members.append(.init(name, change(.null)))
    }
    return .object(members)
  }
}
