/// `DELETE` of one object.
struct DeleteRoute: Route {
  func answer(_ call: Call) throws -> Answer? {
    guard call.request.method == "DELETE", let path = call.path, let name = path.name,
      path.subresource == nil, let resource = path.known
    else { return nil }
    guard resource.verbs.contains("delete") else { throw StatusError.methodNotAllowed(resource.plural) }
    let negotiated = try call.negotiate()
    let options = try DeleteOptions(call.request)
    let deletion = ObjectDeletion(
      resource: resource, options: options, key: path.key(name), now: call.cloud.now)
    let object = try call.store.transact { try deletion.carryOut(&$0) }
    if !options.isDryRun { call.cloud.kubelet.terminate(object, call.cloud) }
    return try call.answer(object, negotiated: negotiated)
  }
}
