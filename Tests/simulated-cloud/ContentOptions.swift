import ArgumentParser
import SimulatedCloud

struct ContentOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How many pods there are.", valueName: "n"))
  var pods = 0

  @Option(help: ArgumentHelp("How many nodes they run on: node-1, node-2, …", valueName: "n"))
  var nodes = 1

  @Option(help: ArgumentHelp("How many namespaces they are in: builds, builds-1, …", valueName: "n"))
  var namespaces = 1

  @Option(
    help: ArgumentHelp(
      "How many of them are past their deadline: a number, or a share as 50%.", valueName: "n|p%"))
  var expired = Share.percent(50)

  @Option(help: ArgumentHelp("Another seed makes other pods.", valueName: "n"))
  var seed: UInt64 = 1

  @Flag(
    help:
      "Adds a few pods in the namespace builds whose names say what they are, such as buildlet-linux-amd64-expired."
  )
  var demo = false

  @Option(help: ArgumentHelp("Adds the pod huge with an annotation of this size.", valueName: "bytes"))
  var hugeAnnotation: Int?

  func fill(_ cloud: SimulatedCloud) {
    if let hugeAnnotation {
      var pod = SimulatedPod("huge")
      pod.annotations["note"] = String(repeating: "a", count: hugeAnnotation)
      cloud.add(pod)
    }
    var bulk = BulkPods(count: pods)
    bulk.nodes = nodes
    bulk.namespaces = namespaces
    bulk.expired = expired.of(pods)
    bulk.seed = seed
    cloud.add(bulk)
    if demo { cloud.addDemoPods() }
  }
}

/// A number, or a part of a hundred.
enum Share: ExpressibleByArgument, CustomStringConvertible {
  case number(Int)
  case percent(Int)

  init?(argument: String) {
    let isShare = argument.hasSuffix("%")
    guard let value = Int(isShare ? String(argument.dropLast()) : argument), value >= 0 else { return nil }
    self = isShare ? .percent(value) : .number(value)
  }

  var description: String {
    switch self {
    case .number(let number): "\(number)"
    case .percent(let percent): "\(percent)%"
    }
  }

  func of(_ whole: Int) -> Int {
    switch self {
    case .number(let number): number
    case .percent(let percent): whole * percent / 100
    }
  }
}
