import Foundation
import Shared
import TestSupport
import Testing

@Suite("The clean-up steps for CI", .timeLimit(.minutes(15)))
struct CleanUpStepTests {
  /// Runs `docs/ci/trap.sh` with programs that only record their arguments.
  private func run(build: String) async throws -> (code: Int32, told: String, pod: String) {
    let folder = try TemporaryFolder()
    for (name, body) in [("kubectl", "cat >\"$HERE/pod\""), ("reap-pods", "echo \"$*\" >>\"$HERE/told\"")] {
      let path = try folder.write(name, "#!/bin/sh\n\(body)\n")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    let script = try Repository.text("docs/ci/trap.sh")
      .replacingOccurrences(of: "# … the build …", with: build)
    let path = try folder.write("trap.sh", script)
    _ = try folder.write("pod.yaml", try Repository.text("docs/ci/pod.yaml"))
    let search = "\(folder.path):" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
    let run = try await CommandRun("sh", [path], environment: ["PATH": search, "HERE": folder.path])
    let read = { (name: String) in try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8) }
    return (run.code, try read("told"), try read("pod"))
  }

  @Test(
    "However the script ends, it retires its pods once, by the ID that they carry",
    .enabled(if: InstalledTool.isThere("envsubst")),
    arguments: [("true", 0), ("exit 7", 7), ("kill -TERM $$", 143), ("kill -INT $$", 130)]
      as [(String, Int32)])
  func trap(build: String, code: Int32) async throws {
    let (ended, told, text) = try await run(build: build)
    #expect(ended == code)
    let pod = JSONCursor(try JSONValue(yaml: Array(text.utf8)))["metadata"]
    let id = try pod["labels"]["generation"].string()
    #expect(id.hasPrefix("run-"))
    #expect(told == "-n builds --retire \(id) --wait 2m\n")
    let deadline = try #require(Int64(try pod["annotations"]["delete-at"].string()))
    #expect(abs(deadline - Int64(Date().timeIntervalSince1970) - 7200) < 60)
  }

  @Test(
    "Each step always retires its own run",
    arguments: [
      ("docs/ci/github-actions.yaml", "if: always()"), ("docs/ci/gitlab-ci.yaml", "after_script:"),
      ("docs/ci/tekton.yaml", "finally:"),
    ])
  func steps(file: String, always: String) async throws {
    let text = try Repository.text(file)
    #expect(text.contains("\(always)\n"))
    #expect(text.contains("reap-pods -n builds --retire \"$RUN_ID\" --wait 2m"))
    _ = try JSONValue(yaml: Array(text.utf8))
  }
}
