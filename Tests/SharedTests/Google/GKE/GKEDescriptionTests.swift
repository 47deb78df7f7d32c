import Foundation
import Testing

@testable import Shared

@Suite("How to reach a GKE cluster", .timeLimit(.minutes(15)))
struct GKEDescriptionTests {
  private let cluster = GKECluster("projects/p/locations/l/clusters/c")!
  private static let name = "gke-1.us-central1.gke.goog"
  private static let open: JSONValue = [
    "dnsEndpointConfig": ["endpoint": .string(name), "allowExternalTraffic": true]
  ]
  private static let closed: JSONValue = ["dnsEndpointConfig": ["endpoint": .string(name)]]
  private static let ipOff = open.with("ipEndpointsConfig", ["enabled": false])
  private static let ca = Data("CA".utf8).base64EncodedString()

  private func answer(_ endpoint: String?, _ endpoints: JSONValue?) -> JSONValue {
    JSONValue.object([]).with("status", "RUNNING").with("endpoint", endpoint.map { .string($0) })
      .with("controlPlaneEndpointsConfig", endpoints)
      .with("masterAuth", ["clusterCaCertificate": .string(Self.ca)])
  }

  private func endpoint(
    _ choice: GKEEndpointChoice, _ endpoint: String?, _ endpoints: JSONValue?
  ) throws -> GKEEndpoint {
    try GKEDescription(json: JSONCursor(answer(endpoint, endpoints))).endpoint(choice, of: cluster)
  }

  @Test("By default the endpoint is the IP address if that is enabled, else the DNS name")
  func automatic() throws {
    #expect(try endpoint(.auto, "1.2.3.4", nil) == .ip("1.2.3.4"))
    #expect(try endpoint(.auto, "1.2.3.4", Self.open) == .ip("1.2.3.4"))
    #expect(try endpoint(.auto, Self.name, Self.ipOff) == .dns(Self.name))
    #expect(try endpoint(.auto, Self.name, Self.open) == .dns(Self.name))
  }

  @Test("--gke-endpoint chooses the endpoint")
  func asked() throws {
    #expect(try endpoint(.dns, "1.2.3.4", Self.open) == .dns(Self.name))
    #expect(try endpoint(.ip, "1.2.3.4", Self.open) == .ip("1.2.3.4"))
  }

  @Test("An error about a missing endpoint says what to do")
  func missing() throws {
    for (choice, address, endpoints, problem, status) in [
      (.auto, nil, nil, "has no endpoint: its status is RUNNING", .unavailable),
      (.dns, "", nil, "has no endpoint", .unavailable),
      (.dns, "1.2.3.4", nil, "--gke-endpoint ip, or turn it on (gcloud container clusters update c", .config),
      (.dns, "1.2.3.4", Self.closed, "--enable-dns-access", .config),
      (.ip, Self.name, Self.ipOff, "use --gke-endpoint dns", .config),
      (.auto, Self.name, Self.closed, "access by DNS name is off; turn it on", .config),
    ] as [(GKEEndpointChoice, String?, JSONValue?, String, Shared.ExitStatus)] {
      let error = #expect(throws: GoogleError.self) { try endpoint(choice, address, endpoints) }
      #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
      #expect(error?.exitStatus == status)
    }
  }

  @Test("The certificate authority and client certificate are read; a certificate without its key is ignored")
  func certificates() throws {
    func description(_ auth: JSONValue) throws -> GKEDescription {
      try GKEDescription(json: JSONCursor(answer("1.2.3.4", nil).with("masterAuth", auth)))
    }
    let plain = try description(["clusterCaCertificate": .string(Self.ca)])
    #expect(plain.authorities == Array("CA".utf8))
    #expect(plain.clientCertificate == nil)
    let legacy = try description(["clientCertificate": "YQ==", "clientKey": "Yg=="])
    #expect(legacy.clientCertificate?.certificate.revealed == "a")
    #expect(legacy.clientCertificate?.key.revealed == "b")
    #expect(try description(["clientCertificate": "YQ=="]).clientCertificate == nil)
    #expect(throws: JSONError.self) { try description(["clusterCaCertificate": "%"]) }
  }
}
