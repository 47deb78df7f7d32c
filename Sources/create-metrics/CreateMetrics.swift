import ArgumentParser
import Shared

@main
struct CreateMetrics: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create-metrics",
    abstract: "Not yet: this tool comes with a later release.",
    version: podkeeperVersion)

  func run() throws {
    throw CleanExit.helpRequest(self)
  }
}
