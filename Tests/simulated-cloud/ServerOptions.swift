import ArgumentParser
import SimulatedCloud

struct ServerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The port; 0 selects a free one.", valueName: "n"))
  var port = 0

  @Option(help: ArgumentHelp("The version that the server reports.", valueName: "version"))
  var kubernetesVersion = "1.36.2"

  @Flag(help: "Answer in JSON even if protobuf is requested.")
  var jsonOnly = false

  @Flag(help: "Send whole objects even if only metadata is requested.")
  var noMetadataOnly = false

  @Option(
    help: ArgumentHelp(
      "How long a pod on a node takes to terminate, in seconds, or never.", valueName: "seconds|never"))
  var terminationTime = "1"

  @Flag(help: "Send lists only as fast as a real server, instead of as fast as possible.")
  var realListRate = false

  @Flag(help: "Print a line for each request.")
  var log = false

  @Flag(help: "Exit when standard input ends.")
  var untilStdinCloses = false

  @Option(
    name: .customLong("fault"),
    help: ArgumentHelp(
      "Inject a fault: [METHOD] [/PATH[*]] WHAT [xTIMES] [+SKIPPED], such as 'DELETE status=503,2 x3'.",
      discussion: FaultText.help, valueName: "text"))
  var faults: [Fault] = []

  var behavior: Behavior {
    var behavior = Behavior()
    behavior.version = kubernetesVersion
    behavior.answersProtobuf = !jsonOnly
    behavior.answersMetadataOnly = !noMetadataOnly
    behavior.listRate = realListRate ? .real : nil
    behavior.terminationTime = Double(terminationTime).map { .seconds($0) }
    return behavior
  }

  func validate() throws {
    guard terminationTime == "never" || Double(terminationTime) != nil else {
      throw ValidationError("--termination-time must be a number of seconds, or never")
    }
  }
}
