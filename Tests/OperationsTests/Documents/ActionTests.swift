import Foundation
import Shared
import SimulatedCloud
import TestSupport
import Testing

@Suite("The GitHub Action and the Tekton task", .timeLimit(.minutes(15)))
struct ActionTests {
  struct Step {
    var script: String
    var environment: [String: String]
  }

  /// The action's steps, with their inputs filled in as GitHub does it.
  private func steps(_ inputs: [String: String]) throws -> [Step] {
    let action = JSONCursor(try JSONValue(yaml: Array(try Repository.text("action.yml").utf8)))
    #expect(try action["runs"]["using"].string() == "composite")
    return try action["runs"]["steps"].elements().map { step in
      #expect(try step["shell"].string() == "bash")
      let script = try step["run"].string()
      // A value in a script could run commands.
      #expect(!script.contains("${{"))
      guard case .object(let members)? = try step["env"].value() else {
        return Step(script: script, environment: [:])
      }
      let pairs = try members.map { member in
        let text = try step["env"][member.key].string()
        let name = try #require(text.wholeMatch(of: /\$\{\{ inputs\.([a-z-]+) \}\}/)).output.1
        let input = action["inputs"][String(name)]
        #expect(!input.isMissing)
        return (member.key, try inputs[String(name)] ?? input["default"].string())
      }
      return Step(script: script, environment: Dictionary(uniqueKeysWithValues: pairs))
    }
  }

  private func run(_ step: Step, _ environment: [String: String]) async throws -> CommandRun {
    let folder = try TemporaryFolder()
    let file = try folder.write("script.sh", step.script)
    return try await CommandRun(
      "bash", ["--noprofile", "--norc", "-eo", "pipefail", file],
      environment: environment.merging(step.environment) { $1 })
  }

  /// Runs all steps as one job against a cluster.
  private func run(_ inputs: [String: String], on cloud: SimulatedCloud) async throws -> [CommandRun] {
    let folder = try TemporaryFolder()
    let kubeconfig = try folder.write("kubeconfig", cloud.kubeconfig(token: "t"))
    let programs = Repository.program("reap-pods").split(separator: "/").dropLast().joined(separator: "/")
    let path = "/\(programs):" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
    var runs: [CommandRun] = []
    for step in try steps(inputs) {
      runs.append(try await run(step, ["PATH": path, "KUBECONFIG": kubeconfig, "HOME": folder.path]))
    }
    return runs
  }

  private func cloud() async throws -> SimulatedCloud {
    let cloud = try await SimulatedCloud.start()
    for (name, generation) in [("mine", "gh-1"), ("other", "gh-2")] {
      var pod = SimulatedPod(name, namespace: "builds")
      pod.labels["generation"] = generation
      cloud.add(pod)
    }
    return cloud
  }

  @Test("Its steps delete the pods of the run, and no others")
  func deletes() async throws {
    let cloud = try await cloud()
    let runs = try await run(["namespace": "builds", "run-id": "gh-1"], on: cloud)
    #expect(runs.map(\.code) == [0, 0], "\(runs.map(\.errorText))")
    #expect(cloud.pods().map(\.name) == ["other"])
    await cloud.stop()
  }

  @Test("With dry-run, nothing is deleted")
  func dryRun() async throws {
    let cloud = try await cloud()
    let runs = try await run(["namespace": "builds", "run-id": "gh-1", "dry-run": "true"], on: cloud)
    #expect(runs.map(\.code) == [0, 0])
    #expect(runs[1].text.contains("would-delete"))
    #expect(cloud.pods().count == 2)
    await cloud.stop()
  }

  @Test("An input is a value, whatever is in it", arguments: ["", " ", "a\nb"])
  func odd(id: String) async throws {
    let cloud = try await cloud()
    #expect(try await run(["namespace": "builds", "run-id": id], on: cloud).map(\.code) == [0, 64])
    #expect(cloud.requests.isEmpty)
    await cloud.stop()
  }

  @Test("An input cannot run commands")
  func injection() async throws {
    let folder = try TemporaryFolder()
    let cloud = try await cloud()
    let id = "\"; touch \(folder.path)/hacked; $(touch \(folder.path)/hacked) #"
    _ = try await run(["namespace": "builds", "run-id": id], on: cloud)
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/hacked"))
    #expect(cloud.pods().count == 2)
    await cloud.stop()
  }

  @Test("Without reap-pods, it is built from the action's source, and without Swift, the step says so")
  func builds() async throws {
    let folder = try TemporaryFolder()
    let step = try steps(["namespace": "builds", "run-id": "x"])[0]
    let tools = folder.path + "/tools"
    try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
    let environment = [
      "PATH": tools, "GITHUB_ACTION_PATH": "/action", "RUNNER_TEMP": folder.path,
      "GITHUB_PATH": folder.path + "/path",
    ]
    let script = try folder.write("script.sh", step.script)
    func run() async throws -> CommandRun {
      try await CommandRun(
        "/usr/bin/env",
        environment.map { "\($0.key)=\($0.value)" } + ["/bin/bash", "--norc", "-eo", "pipefail", script])
    }
    let lacking = try await run()
    #expect(lacking.code == 69)
    #expect(lacking.text.hasPrefix("::error::"))
    for (name, body) in [("swift", ""), ("make", "echo \"$@\" >\"$RUNNER_TEMP/made\"")] {
      let path = try folder.write("tools/\(name)", "#!/bin/sh\n\(body)\n")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    #expect(try await run().code == 0)
    let read = { (name: String) in try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8) }
    #expect(try read("made") == "-C /action install PREFIX=\(folder.path)/podkeeper\n")
    #expect(try read("path") == "\(folder.path)/podkeeper/bin\n")
  }

  @Test("The Tekton pipeline retires the run that it labels, whatever happened to its tasks")
  func tekton() async throws {
    let pipeline = JSONCursor(try JSONValue(yaml: Array(try Repository.text("docs/ci/tekton.yaml").utf8)))
    let spec = pipeline["spec"]
    func step(_ tasks: String) throws -> JSONCursor {
      try spec[tasks].elements()[0]["taskSpec"]["steps"].elements()[0]
    }
    for tasks in ["tasks", "finally"] {
      let variable = try step(tasks)["env"].elements()[0]
      #expect(try variable["name"].string() == "RUN_ID")
      #expect(try variable["value"].string() == "$(context.pipelineRun.uid)")
    }
    let cloud = try await cloud()
    let folder = try TemporaryFolder()
    let kubeconfig = try folder.write("kubeconfig", cloud.kubeconfig(token: "t"))
    let script = try folder.write("script", try step("finally")["script"].string())
    let programs = Repository.program("reap-pods").split(separator: "/").dropLast().joined(separator: "/")
    let run = try await CommandRun(
      "sh", [script],
      environment: [
        "PATH": "/\(programs):" + (ProcessInfo.processInfo.environment["PATH"] ?? ""), "RUN_ID": "gh-1",
        "KUBECONFIG": kubeconfig,
      ])
    #expect(run.code == 0, "\(run.errorText)")
    #expect(cloud.pods().map(\.name) == ["other"])
    await cloud.stop()
  }
}
