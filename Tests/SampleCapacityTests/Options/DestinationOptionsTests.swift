import ArgumentParser
import Glibc
import Shared
import TestSupport
import Testing

@testable import sample_capacity

@Suite("The values of --to", .timeLimit(.minutes(15)))
struct DestinationOptionsTests {
  private func sink(_ text: String) throws -> any Sink { try DestinationOptions.parse([]).sink(text) }

  @Test(
    "A destination is parsed and keeps its name",
    arguments: [
      ("cloud-monitoring", "cloud-monitoring"), ("csv:a:b.csv", "csv:a:b.csv"),
      ("csv-long:a:b.csv", "csv-long:a:b.csv"),
      ("prometheus:/run/x.prom", "prometheus:/run/x.prom"), ("html:/srv/a:b", "html:/srv/a:b"),
      ("otlp:https://collector:4318", "otlp:https://collector:4318/v1/metrics"),
      ("otlp:https://collector/", "otlp:https://collector/v1/metrics"),
      ("otlp:HTTPS://collector/otlp/v1/metrics", "otlp:https://collector/…"),
      ("otlp:https://collector:4318/s3cret/v1/metrics", "otlp:https://collector:4318/…"),
      ("otlp:https://collector/v1/metrics", "otlp:https://collector/v1/metrics"),
      ("otlp:http://[::1]:4318", "otlp:http://[::1]:4318/v1/metrics"),
    ])
  func named(text: String, name: String) throws {
    #expect(try sink(text).name == name)
  }

  @Test(
    "Any other value is refused",
    arguments: [
      "", "cloud-monitoring:", "stdout", "csv", "csv:", "csv: ", "csv-long", "csv-long:", "csv-wide:x",
      "prometheus:", "prometheus:metrics.txt", "prometheus:/run/.prom",
      "otlp:", "otlp:collector:4318", "otlp:ftp://collector", "html", "html:", "badge:x.svg",
      "otlp:https://", "otlp:https://collector:0", "otlp:https://collector?key=1",
    ])
  func refused(text: String) {
    #expect(throws: DestinationError.self) { try sink(text) }
  }

  @Test("Collectors whose names look the same are different destinations")
  func sameName() throws {
    let places = ["otlp:https://host/a", "otlp:https://host/b"]
    #expect(try Set(places.map { try sink($0).identity }).count == 2)
    _ = try DestinationOptions.parse(places.flatMap { ["--to", $0] })
    #expect(throws: (any Error).self) {
      try DestinationOptions.parse(["--to", places[0], "--to", "\(places[0])/"])
    }
  }

  @Test("The error for an unknown destination lists all kinds")
  func kinds() {
    let error = #expect(throws: DestinationError.self) { try sink("stdout") }
    #expect(
      error?.description
        == "expected cloud-monitoring, prometheus:FILE.prom, otlp:URL, csv:FILE, csv-long:FILE or html:FILE")
  }

  @Test("--badge is a destination after the others, with a name that browsers take for a picture")
  func badge() throws {
    let options = try DestinationOptions.parse([
      "--to", "html:page.html", "--badge", "b.svg", "--interval", "5m",
    ])
    #expect(try options.sinks().map(\.name) == ["html:page.html", "badge:b.svg"])
    #expect(throws: (any Error).self) { try DestinationOptions.parse(["--badge", "b.png"]) }
    #expect(throws: (any Error).self) {
      try DestinationOptions.parse(["--badge", "b.svg", "--to", "html:b.svg"])
    }
  }

  @Test("--interval needs a page, and is more than nothing")
  func interval() {
    #expect(throws: (any Error).self) { try DestinationOptions.parse(["--interval", "5m"]) }
    #expect(throws: (any Error).self) {
      try DestinationOptions.parse(["--interval", "0s", "--badge", "b.svg"])
    }
  }

  @Test(
    "A refused destination is named, unless it may hold a password or a key",
    arguments: [
      ("foo:bar", " foo:bar"), ("stdout", " stdout"), ("csv:", " csv:"), ("html:x", " html:x"),
      ("prometheus:/var/lib/a b.txt", " prometheus:/var/lib/a b.txt"),
      ("otlp:collector:4318", " otlp:…"), ("otlp:https://me:s3cret@host", " otlp:…"),
      ("https://me:s3cret@host", " https:…"), ("loki://host/s3cret", " loki:…"),
      ("csv:?key=s3cret", " csv:…"),
      ("slack:AKIAIOSFODNN7EXAMPLEAKIAIOSFODNN7EXAMPLE", " slack:…"), ("s3cret", ""),
      ("A:b", ""), ("", ""),
    ])
  func shownPlace(place: String, text: String) {
    #expect(shown(place: place) == text)
  }

  @Test("The error for a destination starts with its name")
  func names() {
    let refusal = #expect(throws: (any Error).self) { try DestinationOptions.parse(["--to", "foo:bar"]) }
    #expect(refusal.map { DestinationOptions.message(for: $0).hasPrefix("--to foo:bar: expected ") } == true)
  }

  @Test("An error never repeats a refused URL, which may hold a password")
  func password() throws {
    let error = #expect(throws: DestinationError.self) { try sink("otlp:https://me:s3cret@host") }
    #expect(error?.description.contains("s3cret") == false)
    var options = try DestinationOptions.parse([])
    options.places = ["otlp:https://me:s3cret@host"]
    let refusal = #expect(throws: (any Error).self) { try options.validate() }
    #expect(!"\(try #require(refusal))".contains("s3cret"))
  }

  @Test(
    "http:// reaches only this machine, unless --otlp-insecure allows more",
    arguments: [
      ("http://127.0.0.1:4318", false), ("http://localhost", false), ("http://[::1]", false),
      ("http://collector:4318", true), ("http://127.0.0.1.example.com", true), ("https://collector", false),
    ])
  func insecure(url: String, isInsecure: Bool) throws {
    #expect(try OTLPEndpoint(url).isInsecure == isInsecure)
    let arguments = ["--to", "otlp:\(url)"]
    if isInsecure {
      #expect(throws: (any Error).self) { try DestinationOptions.parse(arguments) }
    } else {
      _ = try DestinationOptions.parse(arguments)
    }
    _ = try DestinationOptions.parse(arguments + ["--otlp-insecure"])
  }

  @Test("The same destination twice is refused, or a CSV file would get each line twice")
  func twice() throws {
    #expect(throws: (any Error).self) { try DestinationOptions.parse(["--to", "csv:a", "--to", "csv:a"]) }
    _ = try DestinationOptions.parse(["--to", "csv:a", "--to", "csv:b"])
  }

  @Test(
    "The same file under another name is refused too, whether it exists or not",
    arguments: [
      ("csv:", "csv:./"), ("csv:", "csv:sub/../"), ("csv:", "csv:to-"), ("csv:to-", "prometheus:"),
      ("csv:", "csv-long:"), ("csv-long:to-", "csv-long:./"), ("prometheus:", "prometheus:to-"),
      ("prometheus:sub/../", "csv:./"),
    ])
  func sameFile(one: String, other: String) throws {
    let folder = try TemporaryFolder()
    #expect(mkdir(folder.path + "/sub", 0o700) == 0)
    #expect(symlink("a.prom", folder.path + "/to-a.prom") == 0)
    let places = [one, other].flatMap { place -> [String] in
      let parts = place.split(separator: ":", omittingEmptySubsequences: false)
      return ["--to", "\(parts[0]):\(folder.path)/\(parts[1])a.prom"]
    }
    #expect(throws: (any Error).self) { try DestinationOptions.parse(places) }
    _ = try folder.write("a.prom", "")
    #expect(throws: (any Error).self) { try DestinationOptions.parse(places) }
    let file = String(places[1].split(separator: ":")[1])
    #expect(throws: (any Error).self) {
      try SampleCapacity.parse(Array(places[2...]) + ["--metrics-file", file])
    }
    _ = try SampleCapacity.parse(Array(places[2...]) + ["--metrics-file", folder.path + "/b.prom"])
  }

  @Test(
    "The state folder is that of --state, else the first in $STATE_DIRECTORY",
    arguments: [
      ([], nil, nil), ([], "", nil), ([], "/var/lib/a", "/var/lib/a"),
      ([], "/var/lib/a:/var/lib/b", "/var/lib/a"),
      (["--state", "/s"], "/var/lib/a", "/s"),
    ] as [([String], String?, String?)])
  func state(arguments: [String], variable: String?, folder: String?) throws {
    let options = try DestinationOptions.parse(arguments)
    let environment = variable.map { ["STATE_DIRECTORY": $0] } ?? [:]
    #expect(options.stateFolder(environment: environment) == folder)
  }
}
