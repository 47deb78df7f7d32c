import Foundation
import TestSupport

/// A folder with the units for the instance `builds`, with the built programs in place of the installed ones.
struct UnitFolder {
  private let folder: TemporaryFolder

  init(dropIn: String? = nil, for program: String? = nil) throws {
    folder = try TemporaryFolder()
    for unit in try Unit.all {
      let command = "ExecStart=\(unit.program)"
      let text =
        ProgramInterface.programs.contains(unit.program)
        ? unit.text.replacingOccurrences(of: command, with: "ExecStart=\(Repository.program(unit.program))")
        : unit.text
      _ = try folder.write(unit.name, text)
      _ = try folder.write(Self.instance(unit.name), text)
    }
    guard let dropIn, let program else { return }
    let name = "\(program)@builds.service.d"
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
    _ = try folder.write("\(name)/10.conf", try Repository.text("systemd/drop-ins/\(dropIn)"))
  }

  static func instance(_ unit: String) -> String {
    unit.replacingOccurrences(of: "@.", with: "@builds.")
  }

  /// Runs `systemd-analyze` so that it looks for units here first.
  func analyze(_ arguments: String...) async throws -> CommandRun {
    try await CommandRun(
      "systemd-analyze", arguments,
      environment: ["SYSTEMD_UNIT_PATH": "\(folder.path):", "SYSTEMD_COLORS": "0"])
  }

  func path(_ unit: String) -> String { "\(folder.path)/\(Self.instance(unit))" }
}
