import Shared

/// The deletes that were refused with 401 or 403. A missing role refuses all of a namespace's pods in the same words, so
/// these are said once.
struct Refusals {
  private struct Group {
    let namespace: String
    let code: UInt16
    var pods = 1
  }

  /// By the message without what differs from pod to pod, in the order of the first.
  private var groups: [String: Group] = [:]
  private var order: [String] = []

  /// - Returns: whether this is the first refusal in these words.
  mutating func add(_ error: APIError, code: UInt16, of pod: Candidate) -> Bool {
    let message = "\(error)".withoutAuditIDs
    let key = pod.name.isEmpty ? message : message.replacing(pod.name, with: "")
    guard groups[key] == nil else {
      groups[key]?.pods += 1
      return false
    }
    groups[key] = Group(namespace: pod.namespace, code: code)
    order.append(key)
    return true
  }

  /// A line for each refusal that more than one pod met.
  var lines: [String] {
    order.compactMap { groups[$0] }.filter { $0.pods > 1 }.map { group in
      let others = group.pods - 1
      return "\(others.grouped) more \(others == 1 ? "pod" : "pods") of namespace \(group.namespace) "
        + "\(others == 1 ? "was" : "were") refused in the same words (\(group.code))"
    }
  }
}

extension APIError {
  /// 401 or 403; nil for any other error.
  var refusalCode: UInt16? {
    guard case .refused(let code, _, _) = cause, [401, 403].contains(code) else { return nil }
    return UInt16(code)
  }
}
