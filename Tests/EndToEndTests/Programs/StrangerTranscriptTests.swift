import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("What a user meets who knows other tools", .serialized, .cluster, .timeLimit(.minutes(15)))
struct StrangerTranscriptTests {
  @Test("A web page instead of the API is called one, whatever its status")
  func webPage() async throws {
    var transcript = Transcript("web-page")
    for (status, type, body) in [
      (401, "text/html", "<html>hello</html>"),
      (502, "text/plain", "<!DOCTYPE html><title>Bad Gateway</title>"),
      (200, "text/html; charset=utf-8", "<html>log in</html>"), (403, "text/plain", "no way"),
    ] {
      let cluster = try await Cluster(pods: [.expired("1")])
      let page = FaultAction.answer(status: status, headers: ["Content-Type": type], body: body)
      cluster.cloud.inject(Fault(page, path: "/api/v1/namespaces/builds/pods"))
      try await transcript.run(
        "reap-pods", "-n", "builds", on: cluster, comment: "\(status), \(type): \(body)")
    }
    try transcript.check()
  }

  @Test("A file that is no kubeconfig is called what it is, and nobody is told to change its mode")
  func otherFile() async throws {
    let folder = try TemporaryFolder()
    let page = try folder.write("page.html", "<!DOCTYPE html>\n<p>log in: <a\n")
    let pod = try folder.write("pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n")
    let broken = try folder.write("broken.yaml", "apiVersion: v1\nclusters: [\n")
    var transcript = Transcript("other-file")
    for file in ["/etc/passwd", page, pod, broken, folder.path + "/none"] {
      try await transcript.run("sample-capacity", "--kubeconfig", file)
    }
    try transcript.check()
  }

  @Test("help and version work, and options of other tools name ours")
  func foreign() async throws {
    var transcript = Transcript("foreign-options")
    try await transcript.run("reap-pods", "version")
    try transcript.replace(#"\d+\.\d+\.\d+\S*"#, with: "VERSION")
    for words in [
      ["--all"], ["--older-than", "7d"], ["-v", "-n", "builds"], ["-v=6"], ["--all-namespace"],
      ["-n", "builds", "--max-share", "ten"], ["-n", "builds", "--limit", "-1"],
      ["-n", "builds", "--grace-period", "soon"],
    ] {
      transcript.add(
        "reap-pods \(words.joined(separator: " "))",
        try await CommandRun(Cluster.program("reap-pods"), words))
    }
    for words in [
      ["--to", "foo:bar"], ["--to", "https://me:s3cret@host"], ["--to", "prometheus:metrics.txt"],
      ["-A"], ["-n", "builds"],
    ] {
      transcript.add(
        "sample-capacity \(words.joined(separator: " "))",
        try await CommandRun(Cluster.program("sample-capacity"), words))
    }
    for words in [["--page-size=-1"], ["--page-size", "x"], ["--context", "work"]] {
      transcript.add(
        "create-metrics \(words.joined(separator: " "))",
        try await CommandRun(Cluster.program("create-metrics"), words))
    }
    try transcript.check()
  }

  @Test("The help at 80 columns, without its options", arguments: HelpTests.programs)
  func help(program: String) async throws {
    let help = try await CommandRun(Cluster.program(program), ["help"], environment: ["COLUMNS": "80"])
    #expect(help.code == 0)
    let parts = help.text.components(separatedBy: "\n\n")
    let titles = parts.map { $0.prefix { $0 != ":" } }
    let examples = try #require(titles.firstIndex(of: "EXAMPLES"))
    let codes = try #require(titles.firstIndex(of: "EXIT CODES"))
    #expect(titles.firstIndex(of: "USAGE") == examples - 1)
    #expect(codes == parts.count - 1)
    for line in help.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    let shown = Array(parts[...examples]) + ["OPTIONS…"] + Array(parts[codes...])
    var transcript = Transcript("help-\(program)")
    transcript.add("\(program) help", output: shown.joined(separator: "\n\n"))
    try transcript.check()
  }

  @Test("Every example in the help can be pasted", arguments: HelpTests.programs)
  func examples(program: String) async throws {
    let help = try await CommandRun(Cluster.program(program), ["help"], environment: ["COLUMNS": "40"])
    let part = try #require(
      help.text.components(separatedBy: "\n\n").first { $0.hasPrefix("EXAMPLES:\n") })
    for line in part.split(separator: "\n").dropFirst() where !line.contains("#") {
      #expect(line.contains("\(program)"), "\(line)")
    }
  }

  @Test("--permissions prints roles that can be applied as they are")
  func permissions() async throws {
    var transcript = Transcript("permissions")
    try await transcript.run(
      "reap-pods", "-n", "builds", "--events", "--wait=2m", "--force-after=30m",
      "--generation-from=lease/ci/coordinator", "--permissions")
    let dryRun = try await CommandRun(
      Cluster.program("reap-pods"), ["-n", "builds", "--dry-run", "--permissions"])
    transcript.add(
      "reap-pods -n builds --dry-run --permissions | grep -e delete -e list",
      output: dryRun.text.split(separator: "\n").filter { $0.contains("delete") || $0.contains("list") }
        .joined(separator: "\n"),
      comment: "A dry run asks for the permission to delete, as a real run does, but deletes nothing")
    try await transcript.run("sample-capacity", "--to=cloud-monitoring", "--permissions")
    try await transcript.run("create-metrics", "--delete", "--yes", "--permissions")
    try await transcript.run("reap-pods", "--kubeconfig", "/none", "--permissions")
    try transcript.check()
  }

  @Test("A share with a percent sign means the same")
  func percent() async throws {
    let cluster = try await Cluster(pods: (0..<12).map { .expired("\($0)") })
    #expect(try await cluster.reap("-n", "builds", "--max-share", "50%").code == 3)
    #expect(try await cluster.reap("-n", "builds", "--max-share", "100%").code == 0)
  }
}
