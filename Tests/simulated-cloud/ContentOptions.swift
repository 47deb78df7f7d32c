import ArgumentParser
import SimulatedCloud

struct ContentOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The number of pods.", valueName: "n"))
  var pods = 0

  @Option(help: ArgumentHelp("The number of nodes: node-1, node-2, …", valueName: "n"))
  var nodes = 1

  @Option(help: ArgumentHelp("The number of namespaces: builds, builds-1, …", valueName: "n"))
  var namespaces = 1

  @Option(
    help: ArgumentHelp(
      "How many pods are past their deadline: a number, or a share such as 50%.", valueName: "n|p%"))
  var expired = Share.percent(50)

  @Option(help: ArgumentHelp("The seed of the random pods.", valueName: "n"))
  var seed: UInt64 = 1

  @Flag(
    help:
      "Add a few pods in the namespace builds whose names describe them, such as buildlet-linux-amd64-expired."
  )
  var demo = false

  @Option(help: ArgumentHelp("Add the pod huge with an annotation of this size.", valueName: "bytes"))
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

/// A number or a percentage.
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
