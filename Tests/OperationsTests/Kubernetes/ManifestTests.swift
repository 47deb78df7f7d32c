import Foundation
import Shared
import TestSupport
import Testing

@Suite("The Kubernetes manifests", .enabled(if: InstalledTool.isThere("kubectl")), .timeLimit(.minutes(15)))
struct ManifestTests {
  @Test("Jobs retry only failures that a retry may fix", arguments: ProgramInterface.programs)
  func retries(program: String) async throws {
    let job = try await job(program)
    let rules = try job["podFailurePolicy"]["rules"].elements()
    #expect(rules.count == 1)
    let codes = try rules[0]["onExitCodes"]["values"].elements().map { Int32(try $0.integer()) }
    #expect(
      Set(codes.map(Shared.ExitStatus.init))
        == Set(Shared.ExitStatus.beyondRetry(of: program).map(Optional.some)))
    #expect(try rules[0]["action"].string() == "FailJob")
  }

  @Test("Runs never overlap", arguments: ProgramInterface.programs)
  func concurrency(program: String) async throws {
    let cronJob = try #require(try await Manifests().one("CronJob", program))
    #expect(try cronJob["spec"]["concurrencyPolicy"].string() == "Forbid")
  }

  @Test(
    "Pods meet the restricted standard and cannot write to their file system",
    arguments: ProgramInterface.programs)
  func restricted(program: String) async throws {
    let pod = try await job(program)["template"]["spec"]
    #expect(try pod["securityContext"]["runAsNonRoot"].optionalBool() == true)
    #expect(try pod["securityContext"]["seccompProfile"]["type"].string() == "RuntimeDefault")
    let containers = try pod["containers"].elements()
    #expect(containers.count == 1)
    let context = containers[0]["securityContext"]
    #expect(try context["allowPrivilegeEscalation"].optionalBool() == false)
    #expect(try context["readOnlyRootFilesystem"].optionalBool() == true)
    #expect(try context["capabilities"]["drop"].elements().map { try $0.string() } == ["ALL"])
    for resource in ["cpu", "memory"] {
      #expect(try containers[0]["resources"]["requests"][resource].optionalString() != nil)
    }
  }

  @Test("The options exist", arguments: ProgramInterface.programs)
  func flags(program: String) async throws {
    let manifests = try await Manifests(rendering: "\(Repository.folder)/kubernetes/all-features")
    let job = try #require(try manifests.one("CronJob", program))
    let container = try job["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"].elements()[0]
    #expect(try container["command"].elements().map { try $0.string() } == [program])
    let used = try container["args"].elements().map { String(try $0.string().prefix { $0 != "=" }) }
    #expect(!used.isEmpty)
    #expect(try await ProgramInterface.of(program).options.isSuperset(of: used))
  }

  @Test("The guide's kustomization uses a dry run, its own namespace and its own image")
  func guide() async throws {
    let guide = try Repository.text("docs/guide.md")
    let text = try #require(guide.firstMatch(of: /```\n(resources:\n(?s:.*?))```/)).output.1
    let folder = try TemporaryFolder()
    _ = try folder.write("kustomization.yaml", String(text))
    try FileManager.default.copyItem(
      atPath: "\(Repository.folder)/kubernetes", toPath: "\(folder.path)/kubernetes")
    let manifests = try await Manifests(rendering: folder.path)
    let job = try #require(try manifests.one("CronJob", "reap-pods"))
    let container = try job["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"].elements()[0]
    let arguments = try container["args"].elements().map { try $0.string() }
    #expect(arguments == ["--namespace=ci", "--max-share=50", "--dry-run", "--explain"])
    #expect(try container["image"].string().hasPrefix("registry.example/podkeeper:"))
    let permissions = try manifests.permissions(of: "reap-pods")
    #expect(Set(permissions.map(\.namespace)) == ["ci"])
  }

  @Test("all-features includes every feature")
  func features() throws {
    let all = try Repository.text("kubernetes/all-features/kustomization.yaml")
    let features = try FileManager.default.contentsOfDirectory(
      atPath: "\(Repository.folder)/kubernetes/features")
    #expect(!features.isEmpty)
    for feature in features { #expect(all.contains("- ../features/\(feature)\n"), "\(feature)") }
  }

  @Test(
    "The manifests match the API's own schemas",
    .enabled(if: Python.isThere, "the Python environment is missing"),
    arguments: [
      "kubernetes/base", "kubernetes/all-features", "kubernetes/admission", "docs/ci",
    ])
  func schemas(folder: String) async throws {
    let isKustomized = folder.hasPrefix("kubernetes/") && folder != "kubernetes/admission"
    let files =
      isKustomized ? [] : try Repository.files(in: folder, ending: ".yaml").filter { !$0.contains("gitlab") }
    let texts =
      isKustomized
      ? [try await CommandRun("kubectl", ["kustomize", "\(Repository.folder)/\(folder)"]).text]
      : try files.filter { !$0.contains("github") }.map { try Repository.text($0) }
    #expect(!texts.isEmpty)
    for text in texts {
      let scratch = try TemporaryFolder()
      let file = try scratch.write("objects.yaml", text)
      let run = try await Python.run(
        module: "kubernetes_validate", ["--strict", "--kubernetes-version", "1.36", file])
      #expect(run.code == 0, "\(run.text)\(run.errorText)")
    }
  }

  private func job(_ program: String) async throws -> JSONCursor {
    let cronJob = try #require(try await Manifests().one("CronJob", program))
    return cronJob["spec"]["jobTemplate"]["spec"]
  }
}
