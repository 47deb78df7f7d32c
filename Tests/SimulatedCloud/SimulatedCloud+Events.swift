extension SimulatedCloud {
  /// The stored events, in order of creation.
  public var events: [WrittenEvent] {
    state.store.list(.events).from("").sorted { $0.version.resource < $1.version.resource }
      .map(WrittenEvent.init)
  }
}

/// An event that a client wrote.
public struct WrittenEvent: Sendable, Equatable {
  public let name: String
  public let namespace: String
  public let eventTime: String
  public let reportingController: String
  public let reportingInstance: String
  public let action: String
  public let reason: String
  public let type: String
  public let note: String
  public let regardingKind: String
  public let regardingName: String
  public let regardingUID: String

  init(_ object: StoredObject) {
    func text(_ value: JSONValue?) -> String { value?.text ?? "" }
    let event = object.shape.value
    name = object.name
    namespace = object.namespace
    eventTime = text(event["eventTime"])
    reportingController = text(event["reportingController"])
    reportingInstance = text(event["reportingInstance"])
    action = text(event["action"])
    reason = text(event["reason"])
    type = text(event["type"])
    note = text(event["note"])
    regardingKind = text(event["regarding"]?["kind"])
    regardingName = text(event["regarding"]?["name"])
    regardingUID = text(event["regarding"]?["uid"])
  }
}
