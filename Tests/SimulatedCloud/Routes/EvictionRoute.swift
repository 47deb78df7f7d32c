/// `POST` of an eviction: a deletion that disruption budgets may refuse.
struct EvictionRoute: Route {
  func answer(_ call: Call) throws -> Answer? {
    guard call.request.method == "POST", let path = call.path, let name = path.name,
      path.subresource == "eviction", path.known === Resource.pods
    else { return nil }
    let negotiated = try call.negotiate()
    let eviction = PodEviction(
      options: try Self.options(call.request, name), key: path.key(name), now: call.cloud.now)
    let pod = try call.store.transact { try eviction.carryOut(&$0) }
    if !eviction.options.isDryRun { call.cloud.kubelet.terminate(pod, call.cloud) }
    let success: JSONValue = ["metadata": .object([]), "status": "Success", "code": 201]
    return call.answer(
      success, as: .status, kind: "Status", apiVersion: "v1", status: 201, negotiated.encoding)
  }

  private static func options(_ request: ReceivedRequest, _ name: String) throws -> DeleteOptions {
    let eviction = try request.json()
    guard eviction["metadata"]?["name"]?.text == name else {
      throw StatusError.badRequest("name in URL does not match name in Eviction object")
    }
    var options = try DeleteOptions(eviction["deleteOptions"] ?? .object([]))
    if request.query["dryRun"] == "All" { options.isDryRun = true }
    return options
  }
}
