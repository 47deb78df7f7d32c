/// `/version` and the health checks.
struct VersionRoute: Route {
  func answer(_ call: Call) -> Answer? {
    switch call.request.path {
    case "/version": .indented(version(call.behavior.version))
    case "/healthz", "/livez", "/readyz":
      Answer(
        contentType: "text/plain; charset=utf-8", body: .bytes(Array("ok".utf8)),
        headers: [("X-Content-Type-Options", "nosniff")])
    default: nil
    }
  }

  private func version(_ version: String) -> JSONValue {
    let parts = version.split(separator: ".").map(String.init)
    let (major, minor) = (parts.first ?? "1", parts.count > 1 ? parts[1] : "0")
    var value: JSONValue = ["major": .string(major), "minor": .string(minor)]
    if let number = Int(minor), number >= 34 {
      value.merge([
        "emulationMajor": .string(major), "emulationMinor": .string(minor),
        "minCompatibilityMajor": .string(major), "minCompatibilityMinor": .string(String(number - 1)),
      ])
    }
    value.merge([
      "gitVersion": .string("v" + version), "gitCommit": "98b35193b2ac7a23a673325f5e9b830ecd5ba406",
      "gitTreeState": "clean", "buildDate": "1970-01-01T00:00:00Z", "goVersion": "go1.27.3",
      "compiler": "gc", "platform": "linux/amd64",
    ])
    return value
  }
}
