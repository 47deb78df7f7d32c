/// What pods are waiting for, in words.
enum QueueWords {
  struct Words: Equatable {
    let why: String
    var detail: String?
    /// It will start by itself.
    var needsNobody = false
  }

  /// - Parameter code: as in the ledger; the name of a resource if there is not enough of it.
  static func of(_ code: String) -> Words {
    switch code {
    case "never": Words(why: "Fits no node, even an empty one")
    case "noNodes": Words(why: "No node accepts pods")
    case "fragments": Words(why: "No single node has enough of everything")
    case "pods": Words(why: "No node has room for one more pod")
    case "other":
      Words(
        why: "Kept off the nodes with room", detail: "by taints, affinity, ports, volumes or topology")
    case "gated": Words(why: "Held back by a scheduling gate", needsNobody: true)
    case "untried": Words(why: "Not yet tried by the scheduler", needsNobody: true)
    case "nominated": Words(why: "A node keeps room for it", needsNobody: true)
    case "starting": Words(why: "On a node, not started yet", needsNobody: true)
    case "cpu": Words(why: "Not enough CPU")
    default: Words(why: "Not enough \(code)")
    }
  }
}
