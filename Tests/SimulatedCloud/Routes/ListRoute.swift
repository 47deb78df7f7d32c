/// `GET` of a list: whole, or in pages.
struct ListRoute: Route {
  func answer(_ call: Call) throws -> Answer? {
    guard call.request.method == "GET", let path = call.path, path.name == nil, let resource = path.known
    else { return nil }
    let negotiated = try call.negotiate()
    if negotiated.view == .metadata {
      throw StatusError.notAcceptable(
        "you requested PartialObjectMetadata, but the requested object is a list (*v1.\(resource.kind)List)")
    }
    var query = call.request.query
    if !call.behavior.appliesLabelSelectors { query["labelSelector"] = nil }
    let selector = try Selector(query, resource)
    let page = try Page(call, path, resource, selector)
    if negotiated.view == .table { return call.table(page.objects, metadata: page.metadata) }
    return call.list(page, resource, negotiated)
  }
}

extension Call {
  fileprivate func list(_ page: Page, _ resource: Resource, _ negotiated: Negotiation) -> Answer {
    let rendering = ListBody.Rendering(
      protobuf: negotiated.encoding == .protobuf, metadata: negotiated.view == .metadataList)
    let body = ListBody(page.objects, of: resource, metadata: page.metadata, rendering: rendering)
    var answer = Answer(contentType: negotiated.encoding.mediaType, body: .list(body))
    answer.bytesPerSecond = behavior.listRate.map { rendering.metadata ? $0.metadata : $0.whole }
    return answer
  }
}
