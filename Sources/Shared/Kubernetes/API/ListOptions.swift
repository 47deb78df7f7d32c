/// Which objects a list shall hold, and how it shall come.
public struct ListOptions: Equatable, Sendable {
  public enum Resource: String, Sendable {
    case pods
    case nodes
  }

  public var resource: Resource
  /// nil: all namespaces. Nodes have none.
  public var namespace: String?
  public var labelSelector: String?
  public var fieldSelector: String?
  /// Whether the objects' metadata is enough.
  public var metadataOnly: Bool
  /// How many objects come in one reply; nil: all.
  public var pageSize: Int?

  public init(
    _ resource: Resource = .pods, namespace: String? = nil, labelSelector: String? = nil,
    fieldSelector: String? = nil, metadataOnly: Bool = false, pageSize: Int? = nil
  ) {
    self.resource = resource
    self.namespace = namespace
    self.labelSelector = labelSelector
    self.fieldSelector = fieldSelector
    self.metadataOnly = metadataOnly
    self.pageSize = pageSize
  }

  /// kubectl's `--chunk-size`, and what an unpaged list that was cut is asked for again in.
  public static let usualPageSize = 500

  var path: String {
    switch resource {
    case .pods: APIPath.pods(namespace: namespace)
    case .nodes: APIPath.nodes
    }
  }

  var action: APIAction {
    switch resource {
    case .pods: APIAction("list", resource.rawValue, namespace: namespace)
    case .nodes: APIAction("list", resource.rawValue, name: "")
    }
  }

  /// Never a `resourceVersion`: without one the answer is consistent, not merely recent.
  func query(continueToken: String?) -> [(name: String, value: String)] {
    var items: [(name: String, value: String)] = []
    if let pageSize { items.append(("limit", String(pageSize))) }
    if let continueToken { items.append(("continue", continueToken)) }
    if let labelSelector { items.append(("labelSelector", labelSelector)) }
    if let fieldSelector { items.append(("fieldSelector", fieldSelector)) }
    return items
  }
}
