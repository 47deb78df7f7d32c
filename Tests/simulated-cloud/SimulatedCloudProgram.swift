import ArgumentParser
import SimulatedCloud

@main
struct SimulatedCloudProgram: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "simulated-cloud")
}
