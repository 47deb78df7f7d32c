/// The table that `kubectl get` shows, with columns from the server.
extension Call {
  func table(_ objects: [StoredObject], metadata: JSONValue) -> Answer {
    let names =
      switch path?.resource {
      case "pods": ["Name", "Ready", "Status", "Restarts", "Age"]
      case "nodes": ["Name", "Status", "Age", "Version"]
      default: ["Name", "Age"]
      }
    let table: JSONValue = [
      "kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": metadata,
      "columnDefinitions": .array(names.map(column)),
      "rows": .array(objects.map { row($0, cells($0)) }),
    ]
    return Answer(contentType: "application/json", body: .bytes(pretty(JSONText.bytes(table))))
  }

  private func cells(_ object: StoredObject) -> [String] {
    switch path?.resource {
    case "pods": podCells(object)
    case "nodes": nodeCells(object)
    default: [object.name, age(object)]
    }
  }

  private func column(_ name: String) -> JSONValue {
    [
      "name": .string(name), "type": "string", "format": name == "Name" ? "name" : "",
      "description": "", "priority": 0,
    ]
  }

  private func row(_ object: StoredObject, _ cells: [String]) -> JSONValue {
    let metadata: JSONValue = [
      "name": .string(object.name), "namespace": .string(object.namespace), "uid": .string(object.uid),
      "creationTimestamp": .string(Timestamp.text(object.created)),
    ]
    return [
      "cells": .array(cells.map { .string($0) }),
      "object": ["kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": metadata],
    ]
  }

  private func podCells(_ object: StoredObject) -> [String] {
    let statuses = object.shape.value["status"]?["containerStatuses"]?.elements ?? []
    let containers = object.shape.value["spec"]?["containers"]?.elements.count ?? 0
    let ready = statuses.count { $0["ready"] == .bool(true) }
    let restarts = statuses.reduce(0) { $0 + ($1["restartCount"]?.integer ?? 0) }
    let phase = object.field("status.phase")
    let status = object.deletion != nil ? "Terminating" : phase == "Succeeded" ? "Completed" : phase
    return [object.name, "\(ready)/\(containers)", status, "\(restarts)", age(object)]
  }

  private func nodeCells(_ object: StoredObject) -> [String] {
    let conditions = object.shape.value["status"]?["conditions"]?.elements ?? []
    let ready = conditions.first { $0["type"] == "Ready" }?["status"]
    let cordon = object.field("spec.unschedulable") == "true" ? ",SchedulingDisabled" : ""
    let version = object.shape.value["status"]?["nodeInfo"]?["kubeletVersion"]?.text ?? ""
    return [object.name, (ready == "True" ? "Ready" : "NotReady") + cordon, age(object), version]
  }

  private func age(_ object: StoredObject) -> String {
    let seconds = max(0, cloud.now - object.created)
    return switch seconds {
    case ..<120: "\(seconds)s"
    case ..<7200: "\(seconds / 60)m"
    case ..<172_800: "\(seconds / 3600)h"
    default: "\(seconds / 86_400)d"
    }
  }
}
