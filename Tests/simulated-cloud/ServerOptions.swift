import ArgumentParser
import SimulatedCloud

struct ServerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The port; 0 takes a free one.", valueName: "n"))
  var port = 0

  @Option(help: ArgumentHelp("The version that it says it is.", valueName: "version"))
  var kubernetesVersion = "1.36.2"

  @Flag(help: "Answers in JSON whatever is asked for.")
  var jsonOnly = false

  @Flag(help: "Sends whole objects when only their metadata is asked for.")
  var noMetadataOnly = false

  @Option(
    help: ArgumentHelp(
      "How long a pod on a node takes to go, in seconds, or never.", valueName: "seconds|never"))
  var terminationTime = "1"

  @Flag(help: "Sends lists no faster than a real server was measured to, and not as fast as it can.")
  var realListRate = false

  @Flag(help: "Prints a line for each request.")
  var log = false

  @Flag(help: "Ends when standard input does.")
  var untilStdinCloses = false

  @Option(
    name: .customLong("fault"),
    help: ArgumentHelp(
      "Goes wrong as told: [METHOD] [/PATH[*]] WHAT [xTIMES] [+SKIPPED], such as 'DELETE status=503,2 x3'.",
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
      throw ValidationError("--termination-time is a number of seconds, or never")
    }
  }
}
