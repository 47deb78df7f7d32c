import ArgumentParser
import Shared

@main
struct ReapPods: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reap-pods", abstract: "Deletes pods that are past their deadline or left behind.",
    version: podkeeperVersion)

  func run() throws {}
}
