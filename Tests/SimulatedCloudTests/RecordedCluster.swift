import Foundation

@testable import SimulatedCloud

/// A simulated cloud with the objects of the recorded one.
struct RecordedCluster {
  let cloud: SimulatedCloud

  init() async throws {
    cloud = try await SimulatedCloud.start(Behavior(terminationTime: nil))
    for name in ["nodes-list.json", "pods-list.json"] {
      try cloud.add(json: String(decoding: try RecordedAnswer.bytes(name), as: UTF8.self))
    }
    cloud.resourceVersion = 51203
  }

  /// Makes the unrecorded changes that were made to the real cluster before a request.
  func prepare(for answer: RecordedAnswer) throws {
    switch answer.name {
    case "delete-query-dry-run-with-body.json":
      var pod = try recorded(answer.name)
      pod["kind"] = "Pod"
      pod["metadata"]?["generation"] = 1
      pod["metadata"]?["deletionTimestamp"] = nil
      pod["metadata"]?["deletionGracePeriodSeconds"] = nil
      try cloud.add(json: JSONText.string(pod))
      cloud.resourceVersion = 51209
    case let name where name.hasPrefix("delete-whole-"): try addPod(deletedBy: answer)
    case "evict-refused.json":
      cloud.add(
        SimulatedBudget("b", namespace: "record", labels: ["role": "buildlet"], isProcessed: false))
    case "lease-create.json": try settle(answer)
    case "configmap.json": try cloud.add(json: JSONText.string(try recorded(answer.name)))
    case "event-bad.json": cloud.state.chance.settle(ending: "mwd7v")
    case "event-ok.json": try settle(answer)
    case "pods-page-expired-token.json": cloud.expireContinueTokens()
    case "pods-metadata-accept-all.pb":
      try addLaterPods()
      cloud.resourceVersion = 51299
    default: break
    }
  }

  /// The pods in protobuf differ from those in JSON only in what the request says.
  private func addPod(deletedBy answer: RecordedAnswer) throws {
    var pod = try recorded(answer.name.replacingOccurrences(of: "-protobuf.pb", with: ".json"))
    let conditions = try JSONParser.parse(answer.requestBody)["preconditions"]
    let version = conditions?["resourceVersion"]?.text ?? ""
    pod["metadata"]?["name"] = .string(answer.path.split(separator: "/").last.map(String.init) ?? "")
    pod["metadata"]?["uid"] = conditions?["uid"]
    pod["metadata"]?["resourceVersion"] = .string(version)
    pod["metadata"]?["generation"] = 1
    pod["metadata"]?["deletionTimestamp"] = nil
    pod["metadata"]?["deletionGracePeriodSeconds"] = nil
    try cloud.add(json: JSONText.string(pod))
    cloud.resourceVersion = UInt64(version) ?? 0
  }

  /// Gives the next created object the UID and version that it has in a response.
  private func settle(_ answer: RecordedAnswer) throws {
    let metadata = try recorded(answer.name)["metadata"]
    cloud.state.chance.settle(uid: metadata?["uid"]?.text ?? "")
    cloud.resourceVersion = UInt64(metadata?["resourceVersion"]?.text ?? "").map { $0 - 1 } ?? 0
  }

  /// Three plain pods that were added after most responses had been recorded.
  private func addLaterPods() throws {
    let uids = [
      "01e26e76-07e5-44df-888c-fd8c8d25f140", "cf2cc3e3-4c57-4830-a71f-53718b34b872",
      "1671a020-6899-45e9-95ac-e0e6c0d811a3",
    ]
    for (index, uid) in uids.enumerated() {
      var pod = try recorded("delete-unbound.json")
      var managed = pod["metadata"]?["managedFields"]?.elements[0] ?? .null
      managed["fieldsV1"]?["f:metadata"] = nil
      pod["metadata"] = [
        "name": .string("t\(index)"), "namespace": "record", "uid": .string(uid),
        "resourceVersion": .string("\(51218 + index)"), "generation": 1,
        "creationTimestamp": "2026-11-23T18:15:19Z", "managedFields": [managed],
      ]
      try cloud.add(json: JSONText.string(pod))
    }
  }

  private func recorded(_ name: String) throws -> JSONValue {
    try JSONParser.parse(try RecordedAnswer.bytes(name))
  }
}
