import ArgumentParser
import Shared

@main
struct SampleCapacity: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample-capacity",
    abstract: "Not yet: this tool comes with a later release.",
    version: podkeeperVersion)

  func run() throws {
    throw CleanExit.helpRequest(self)
  }
}
