/// What Google says of a cluster, as far as we need it (GKE API v1, `Cluster`).
struct GKEDescription {
  /// The answer's fields that are asked for.
  static let fields =
    "name,location,endpoint,status,masterAuth(clusterCaCertificate,clientCertificate,clientKey),"
    + "controlPlaneEndpointsConfig"

  /// `RUNNING`, `PROVISIONING`
  let status: String
  /// nil while the cluster is being made; with access by IP address off, the DNS name.
  let endpoint: String?
  /// nil if the API does not tell of such an end-point.
  let dnsEndpoint: String?
  /// Whether the DNS end-point takes requests of ours.
  let isDNSOpen: Bool
  let isIPOn: Bool
  /// PEM
  let authorities: [UInt8]?
  /// Of clusters that were made long ago.
  let clientCertificate: TLSSettings.ClientCertificate?

  init(json: JSONCursor) throws(JSONError) {
    status = try json["status"].optionalString() ?? "unknown"
    endpoint = try json["endpoint"].nonEmptyString()
    let endpoints = json["controlPlaneEndpointsConfig"]
    dnsEndpoint = try endpoints["dnsEndpointConfig"]["endpoint"].nonEmptyString()
    isDNSOpen = try endpoints["dnsEndpointConfig"]["allowExternalTraffic"].optionalBool() ?? false
    isIPOn = try endpoints["ipEndpointsConfig"]["enabled"].optionalBool() ?? true
    let auth = json["masterAuth"]
    authorities = try auth["clusterCaCertificate"].optionalBase64()
    let certificate = try auth["clientCertificate"].optionalBase64()
    let key = try auth["clientKey"].optionalBase64()
    if let certificate, let key {
      clientCertificate = TLSSettings.ClientCertificate(
        certificate: Secret(String(decoding: certificate, as: UTF8.self)),
        key: Secret(String(decoding: key, as: UTF8.self)))
    } else {
      clientCertificate = nil
    }
  }
}
