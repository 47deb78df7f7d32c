/// The needed parts of a cluster's description (GKE API v1, `Cluster`).
struct GKEDescription {
  /// The fields to request.
  static let fields =
    "name,location,endpoint,status,masterAuth(clusterCaCertificate,clientCertificate,clientKey),"
    + "controlPlaneEndpointsConfig"

  /// `RUNNING`, `PROVISIONING`
  let status: String
  /// nil while the cluster is being created. The DNS name if access by IP address is off.
  let endpoint: String?
  /// nil if the API reports no such endpoint.
  let dnsEndpoint: String?
  /// Whether the DNS endpoint accepts requests from outside.
  let isDNSOpen: Bool
  let isIPOn: Bool
  /// PEM
  let authorities: [UInt8]?
  /// Set for old clusters only.
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
