import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("sample-capacity: destinations", .serialized, .timeLimit(.minutes(15)))
struct DestinationTests {
  private static let extended = "custom.googleapis.com/cluster/extended"

  @Test("A sample goes to all destinations; one that fails does not stop the others")
  func all() async throws {
    let sampler = try await Sampler()
    let collector = try await SimulatedCollector.start()
    let (table, metrics) = (sampler.folder.path + "/samples.csv", sampler.folder.path + "/capacity.prom")
    let places = ["otlp:\(collector.url)", "csv:\(table)", "prometheus:\(metrics)"]
    let run = try await sampler.sample(0, Sampler.monitoring + places.flatMap { ["--to", $0] })
    #expect(run.code == 0, "\(run.errorText)")
    let report = try Report(run)
    #expect(report.written.count == 4)
    #expect(report.written[0] == "cloud-monitoring ok 2 0")
    #expect(report.written[1] == "otlp:\(collector.url)/v1/metrics ok 2 0")
    #expect(report.written[2] == "csv:\(table) ok 32 0")
    #expect(try String(contentsOfFile: table, encoding: .utf8).hasPrefix("time,cluster,cpu_used,"))
    let text = try String(contentsOfFile: metrics, encoding: .utf8)
    #expect(text.contains(#"podkeeper_capacity_used_ratio{cluster="buildlets",resource="cpu"} 0.375"#))
    #expect(text.contains(#"podkeeper_capacity_backlog_points{cluster="buildlets"} 0"#))
    let gpus = #"podkeeper_capacity_extended{cluster="buildlets",resource="nvidia.com/gpu",state="#
    #expect(text.contains(gpus + #""capacity"} 2"#) && text.contains(gpus + #""running"} 1"#))
    #expect(run.errorText.contains("as cluster buildlets"))

    sampler.google.setRoles([], of: sampler.google.machineAccount)
    collector.inject(Fault(.status(400)))
    try FileManager.default.removeItem(atPath: metrics)
    let state = ["--state", sampler.state]
    let failing = try await sampler.sample(1, Sampler.monitoring + state + places.flatMap { ["--to", $0] })
    #expect(failing.code == 77)
    let rows = try Report(failing).written.map { $0.split(separator: " ")[1] }
    #expect(rows == ["kept", "failed", "ok", "ok"])
    #expect(
      try String(contentsOfFile: metrics, encoding: .utf8)
        .contains(#"podkeeper_capacity_backlog_points{cluster="buildlets"} 2"#))
    await sampler.google.stop()
    await collector.stop()
  }

  @Test("csv-long: adds a line for each resource and state, and leaves a file with another header alone: 74")
  func csvLong() async throws {
    let sampler = try await Sampler()
    let (long, wide) = (sampler.folder.path + "/long.csv", sampler.folder.path + "/wide.csv")
    let arguments = ["--cluster-name", "buildlets", "--to", "csv-long:\(long)"]
    let run = try await sampler.sample(0, arguments + ["--to", "csv:\(wide)"])
    #expect(run.code == 0, "\(run.errorText)")
    #expect(try Report(run).written == ["csv-long:\(long) ok 18 0", "csv:\(wide) ok 32 0"])
    let lines = try String(contentsOfFile: long, encoding: .utf8).components(separatedBy: "\r\n")
    #expect(lines.count == 1 + 18 + 1 && lines[0] == "time,cluster,resource,state,value")
    let rows = lines[1...18].map { $0.replacing("\(sampler.time(0)),buildlets,", with: "") }
    #expect(rows.prefix(4) == ["cpu,capacity,4", "cpu,allocatable,4", "cpu,running,1", "cpu,pending,0.5"])
    #expect(rows.contains("memory,unbound,1073741824") && rows.contains("nvidia.com/gpu,running,1"))

    let before = try String(contentsOfFile: wide, encoding: .utf8)
    let other = try await sampler.sample(1, ["--cluster-name", "buildlets", "--to", "csv-long:\(wide)"])
    #expect(other.code == 74)
    #expect(try Report(other).written == ["csv-long:\(wide) failed 0 0"])
    #expect(other.errorText.contains("the header does not match this version's"))
    #expect(try String(contentsOfFile: wide, encoding: .utf8) == before)
    await sampler.google.stop()
  }

  @Test("Labels and resource come from the options, or from the metadata server")
  func series() async throws {
    let sampler = try await Sampler()
    _ = try await sampler.sample(
      0, Sampler.monitoring + ["--service", "ci", "--metric-prefix", "custom.googleapis.com/ours"])
    let point = try #require(sampler.google.points(of: "custom.googleapis.com/ours/cpu_used").first)
    #expect(point.labels == ["cluster_name": "buildlets", "service": "ci"])
    #expect(point.resourceType == "k8s_cluster")
    #expect(
      point.resourceLabels
        == ["project_id": "build-project", "location": "us-central1-f", "cluster_name": "buildlets"])
    #expect(point.number == 0.375)

    // The metadata server knows the project and zone.
    let short = ["--to", "cloud-monitoring", "--cluster-name", "machine's"]
    #expect(try await sampler.sample(1, short).code == 0)
    let second = try #require(sampler.google.points(of: "custom.googleapis.com/cluster/cpu_used").first)
    #expect(second.resourceLabels["location"] == "us-central1-f")
    #expect(second.labels["service"] == "container")

    #expect(try await sampler.sample(2, short + ["--resource", "global"]).code == 0)
    #expect(sampler.google.points.last?.resourceType == "global")
    await sampler.google.stop()
  }

  @Test("--all-series sends all series to services")
  func allSeries() async throws {
    let sampler = try await Sampler()
    let collector = try await SimulatedCollector.start()
    let run = try await sampler.sample(
      0, Sampler.monitoring + ["--all-series", "--to", "otlp:\(collector.url)"])
    #expect(run.code == 0, "\(run.errorText)")
    #expect(
      try Report(run).written
        == ["cloud-monitoring ok 38 0", "otlp:\(collector.url)/v1/metrics ok 38 0"])
    #expect(Set(sampler.google.points.map(\.type)).count == 10)
    let gpus = sampler.google.points(of: Self.extended)
    #expect(gpus.count == 6)
    let running = gpus.first { $0.labels["state"] == "running" }
    #expect(running?.number == 1)
    #expect(
      running?.labels
        == [
          "cluster_name": "buildlets", "service": "container", "resource": "nvidia.com/gpu",
          "state": "running",
        ])
    #expect(collector.requests.first?.bodyText.contains("podkeeper.capacity.extended") == true)
    #expect(collector.requests.first?.bodyText.contains("podkeeper.capacity.cpu_cores") == true)
    await sampler.google.stop()
    await collector.stop()
  }

  @Test("The first 50 extended resources are written, in as many requests as they need")
  func mostResources() async throws {
    let sampler = try await Sampler()
    let others = (0..<60).map { #""example.com/r\#($0)":"1""# }
    let node = Sampling.node(
      "node-2", ([#""cpu":"4","memory":"8Gi","pods":"10""#] + others).joined(separator: ","))
    let list = #"{"apiVersion":"v1","kind":"List","items":[\#(node)]}"#
    let second = try sampler.folder.write("second.json", list)
    let run = try await sampler.deliver(0, ["--snapshot", second, "--all-series"])
    #expect(run.code == 0, "\(run.errorText)")
    #expect(run.errorText.contains("11 extended resources have no sums: only the first 50 names count"))
    #expect(try Report(run).written == ["cloud-monitoring ok 332 0"])
    #expect(sampler.writes.count == 2)
    let points = sampler.google.points(of: Self.extended)
    #expect(points.count == 300 && Set(points.compactMap { $0.labels["resource"] }).count == 50)
    await sampler.google.stop()
  }

  @Test(
    "Google's and OpenTelemetry's own message definitions accept every body",
    .enabled(if: Python.isThere, "make setup-tests could not install Google's messages"))
  func messages() async throws {
    let sampler = try await Sampler()
    let collector = try await SimulatedCollector.start()
    _ = try await sampler.deliver(0, ["--all-series", "--to", "otlp:\(collector.url)"])
    _ = try await sampler.deliver(1, ["--resource", "global"])
    #expect(sampler.writes.count == 2)
    #expect(try await GoogleSchemas.problems(sampler.google.requests + collector.requests) == [])
    await sampler.google.stop()
    await collector.stop()
  }

  @Test("Invalid destinations are refused before any request")
  func usage() async throws {
    let sampler = try await Sampler()
    for arguments in [
      ["--to", "nowhere"], ["--to", ""], ["--to", "prometheus:x.txt"], ["--to", "otlp:http://example.com"],
      ["--to", "csv:a", "--to", "csv:a"], ["--to", "cloud-monitoring"], ["--to", "otlp:http://127.0.0.1:1"],
      ["--to", "prometheus:a.prom", "--metrics-file", "a.prom"],
      ["--to", "csv:a.prom", "--metrics-file", "a.prom"],
      ["--to", "csv:a.prom", "--to", "prometheus:a.prom"], ["--to", "csv:a.csv", "--to", "csv:./a.csv"],
      ["--to", "csv:a.csv", "--to", "csv-long:./a.csv"], ["--to", "csv-long:"], ["--to", "csv-long"],
      ["--to", "csv:a.prom", "--metrics-file", "./a.prom"], ["--state", " "], ["--resource", "gce"],
      ["--location", ""], ["--service", ""],
    ] {
      let run = try await sampler.sample(0, arguments)
      #expect(run.code == 64, "\(arguments)")
      #expect(run.output.isEmpty)
    }
    #expect(sampler.google.requestCount == 0)
    await sampler.google.stop()
  }

  @Test("http:// to another machine needs --otlp-insecure")
  func insecure() async throws {
    let sampler = try await Sampler()
    let there = ["--to", "otlp:http://podkeeper.invalid:4318", "--cluster-name", "c"]
    #expect(try await sampler.sample(0, there).code == 64)
    let run = try await sampler.sample(0, there + ["--otlp-insecure"])
    #expect(run.code == 69)
    #expect(try Report(run).written[0].hasSuffix(" failed 0 0"))
    await sampler.google.stop()
  }

  @Test("A collector's partial success is reported")
  func partial() async throws {
    let sampler = try await Sampler()
    let collector = try await SimulatedCollector.start(
      answer: #"{"partialSuccess":{"rejectedDataPoints":"1","errorMessage":"no such tenant"}}"#)
    let run = try await sampler.sample(0, ["--to", "otlp:\(collector.url)", "--cluster-name", "c"])
    #expect(run.code == 76)
    #expect(try Report(run).written == ["otlp:\(collector.url)/v1/metrics partial 1 0"])
    #expect(run.errorText.contains("no such tenant"))
    await sampler.google.stop()
    await collector.stop()
  }

  @Test(
    "No output shows a secret, at any log level and for any answer",
    arguments: [nil, 400, 401, 403] as [Int?])
  func secrets(status: Int?) async throws {
    let sampler = try await Sampler()
    let collector = try await SimulatedCollector.start()
    if let status {
      collector.inject(Fault(.status(status)))
      sampler.google.inject(Fault(.status(status), path: "/v3/*"))
    }
    let credentials = try sampler.folder.write("key.json", try await sampler.google.serviceAccountFile())
    let run = try await sampler.sample(
      0,
      Sampler.monitoring + [
        "--to", "otlp:\(collector.url)", "--log-level", "debug", "--state", sampler.state,
      ],
      environment: [
        "OTEL_EXPORTER_OTLP_HEADERS": "authorization=Bearer%20s3cr3t-of-ours",
        "GOOGLE_APPLICATION_CREDENTIALS": credentials,
      ])
    #expect(collector.requests.first?.header("authorization") == "Bearer s3cr3t-of-ours")
    let files = try sampler.kept().map {
      try String(contentsOfFile: sampler.state + "/" + $0, encoding: .utf8)
    }
    #expect(!sampler.google.tokens.isEmpty)
    for secret in ["s3cr3t-of-ours", "PRIVATE KEY"] + sampler.google.tokens {
      for text in [run.text, run.errorText] + files { #expect(!text.contains(secret)) }
    }
    await sampler.google.stop()
    await collector.stop()
  }
}
