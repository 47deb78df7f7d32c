/// `DELETE` of a collection: all selected objects of one kind in a namespace.
struct DeleteCollectionRoute: Route {
  func answer(_ call: Call) throws -> Answer? {
    guard call.request.method == "DELETE", let path = call.path, path.name == nil, let resource = path.known
    else { return nil }
    guard resource.verbs.contains("deletecollection"), let namespace = path.namespace else {
      throw StatusError.methodNotAllowed(resource.plural)
    }
    let negotiated = try call.negotiate()
    let options = try DeleteOptions(call.request)
    let selector = try Selector(call.request.query, resource)
    for object in call.store.list(resource).from("")
    where object.namespace == namespace && selector.matches(object) {
      let deletion = ObjectDeletion(
        resource: resource, options: options, key: object.key, now: call.cloud.now)
      let marked = try call.store.transact { try deletion.carryOut(&$0) }
      call.cloud.kubelet.terminate(marked, call.cloud)
    }
    let success: JSONValue = ["metadata": .object([]), "status": "Success"]
    return call.answer(
      success, as: .status, kind: "Status", apiVersion: "v1", status: 200, negotiated.encoding)
  }
}
