import FoundationEssentials

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
    endpoint = try Self.nonEmpty(json["endpoint"])
    let endpoints = json["controlPlaneEndpointsConfig"]
    dnsEndpoint = try Self.nonEmpty(endpoints["dnsEndpointConfig"]["endpoint"])
    isDNSOpen = try endpoints["dnsEndpointConfig"]["allowExternalTraffic"].optionalBool() ?? false
    isIPOn = try endpoints["ipEndpointsConfig"]["enabled"].optionalBool() ?? true
    let auth = json["masterAuth"]
    authorities = try Self.base64(auth["clusterCaCertificate"])
    let certificate = try Self.base64(auth["clientCertificate"])
    let key = try Self.base64(auth["clientKey"])
    if let certificate, let key {
      clientCertificate = TLSSettings.ClientCertificate(
        certificate: Secret(String(decoding: certificate, as: UTF8.self)),
        key: Secret(String(decoding: key, as: UTF8.self)))
    } else {
      clientCertificate = nil
    }
  }

  private static func nonEmpty(_ place: JSONCursor) throws(JSONError) -> String? {
    let text = try place.optionalString()
    return text?.isEmpty == true ? nil : text
  }

  private static func base64(_ place: JSONCursor) throws(JSONError) -> [UInt8]? {
    guard let text = try nonEmpty(place) else { return nil }
    guard let bytes = Data(base64Encoded: text.filter { !$0.isNewline }) else {
      throw place.error("not base64")
    }
    return [UInt8](bytes)
  }
}
