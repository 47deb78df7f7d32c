import ArgumentParser
import Foundation
import SimulatedCloud

@main
struct SimulatedCloudProgram: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulated-cloud",
    abstract:
      "Simulate a Kubernetes API server on the loopback address, and with --google also Google Cloud.",
    discussion: """
      It answers requests of podkeeper and kubectl about pods and nodes as kube-apiserver 1.36 does, and keeps \
      everything in memory. It writes kubeconfig (with the client certificate of an administrator), \
      kubeconfig-token, ca.crt, client.crt, client.key and port to --directory. When it is ready, it prints its \
      URL. It runs until SIGTERM or SIGINT, or with --until-stdin-closes until its input ends.
      """)

  @OptionGroup(title: "Content") var content: ContentOptions
  @OptionGroup(title: "Server") var server: ServerOptions
  @OptionGroup(title: "Google Cloud") var googleOptions: GoogleOptions

  @Option(help: "The folder for kubeconfigs and certificates; created if missing.")
  var directory = "simulated-cloud"

  func run() async throws {
    let cloud = try await SimulatedCloud.start(
      server.behavior, port: server.port, keepsRequests: false,
      onAnswer: server.log ? RequestLine.print : nil)
    content.fill(cloud)
    for fault in server.faults { cloud.inject(fault) }
    let folder = Folder(path: directory)
    try await folder.write(cloud)
    let cluster = SimulatedCluster(cloud)
    let google = try await googleOptions.start(with: cluster, log: server.log)
    if let google { try await folder.write(google, cluster) }
    // `print` would buffer the line if output goes to a file or pipe.
    try FileHandle.standardOutput.write(contentsOf: Data((cloud.url + "\n").utf8))
    await Ending.wait(forStandardInput: server.untilStdinCloses)
    await google?.stop()
    await cloud.stop()
  }
}
