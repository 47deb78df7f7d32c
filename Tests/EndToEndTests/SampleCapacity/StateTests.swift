import Foundation
import Glibc
import SimulatedCloud
import TestSupport
import Testing

@Suite("sample-capacity: the owner and mode of the state folder", .serialized, .timeLimit(.minutes(15)))
struct StateTests {
  @Test("A folder that anyone can write to is 78; the sample still arrives, but is not kept")
  func openToAll() async throws {
    let sampler = try await Sampler()
    #expect(mkdir(sampler.state, 0o700) == 0 && chmod(sampler.state, 0o1777) == 0)
    let run = try await sampler.deliver(0)
    #expect(run.code == 78)
    #expect(try Report(run).written == ["cloud-monitoring partial 2 0"])
    #expect(run.errorText.contains("\(sampler.state): anyone can write to it"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: sampler.state) == [])
    await sampler.google.stop()
  }

  @Test("A folder of another user is 78", .enabled(if: geteuid() == 0, "takes root"))
  func somebodyElse() async throws {
    let sampler = try await Sampler()
    #expect(mkdir(sampler.state, 0o700) == 0 && chown(sampler.state, 4711, 4711) == 0)
    let run = try await sampler.deliver(0)
    #expect(run.code == 78 && run.errorText.contains("it belongs to user 4711"))
    await sampler.google.stop()
  }

  @Test("A link to the folder is followed, but none inside it")
  func links() async throws {
    let sampler = try await Sampler()
    let folder = sampler.folder.path
    #expect(mkdir(folder + "/private", 0o700) == 0 && symlink("private", sampler.state) == 0)
    sampler.google.inject(DeliveryTests.refusal)
    _ = try await sampler.deliver(0)
    let kept = try FileManager.default.contentsOfDirectory(atPath: folder + "/private")
    #expect(kept.count == 1)
    sampler.google.callOffFaults()
    try FileManager.default.moveItem(atPath: folder + "/private/\(kept[0])", toPath: folder + "/elsewhere")
    #expect(symlink(folder + "/elsewhere", folder + "/private/\(kept[0])") == 0)
    let run = try await sampler.deliver(1)
    #expect(run.code == 78 && run.errorText.contains("it is a symbolic link"))
    #expect(try sampler.arrived() == [1])
    await sampler.google.stop()
  }

  private static func canMount() async throws -> Bool {
    try await CommandRun("unshare", ["--mount", "--map-root-user", "mount", "-t", "tmpfs", "tmpfs", "/mnt"])
      .code == 0
  }

  @Test(
    "In a volume that anyone can write to, it creates a private folder and says so once",
    .enabled("a file system cannot be mounted here") { try await canMount() })
  func volume() async throws {
    let sampler = try await Sampler()
    sampler.google.inject(DeliveryTests.refusal)
    let program =
      ([Repository.program("sample-capacity"), "--snapshot", sampler.snapshot] + Sampler.monitoring
      + ["--state", "/mnt"]).map { "'\($0)'" }.joined(separator: " ")
    func runIn(_ mode: String) async throws -> CommandRun {
      try await CommandRun(
        "unshare",
        [
          "--mount", "--map-root-user", "sh", "-c",
          "mount -t tmpfs -o mode=\(mode) tmpfs /mnt; \(program); code=$?; \(program); "
            + "find /mnt -mindepth 1 -printf '%M %P\\n' >&2; exit $code",
        ], environment: sampler.google.environment)
    }
    let run = try await runIn("0777")
    #expect(run.code == 75, "\(run.errorText)")
    #expect(run.errorText.components(separatedBy: "is a volume that anyone can write to").count == 2)
    #expect(run.errorText.contains("drwx------ podkeeper\n"))
    #expect(run.errorText.components(separatedBy: ".json\n").count == 3)
    // Like a mounted /tmp.
    let sticky = try await runIn("1777")
    #expect(sticky.code == 78)
    await sampler.google.stop()
  }
}
