/// `POST …/v1/metrics`: a receiver of OpenTelemetry's metrics as JSON (OTLP/HTTP), whoever sends them.
///
/// It stands in for any collector; Google's own is telemetry.googleapis.com. What was sent is in `requests`.
struct OTLPRoute: GoogleRoute {
  func answer(_ call: GoogleCall) throws -> Answer? {
    guard call.request.method == "POST", call.request.path.hasSuffix("/v1/metrics") else { return nil }
    guard call.request.header("Content-Type") == "application/json" else {
      return .text(status: 415, "unsupported media type\n")
    }
    _ = try call.body()
    let rejected = call.state.behaviour.rejectedDataPoints
    guard rejected > 0 else { return .google(["partialSuccess": .object([])]) }
    return .google([
      "partialSuccess": ["rejectedDataPoints": .string("\(rejected)"), "errorMessage": "too old"]
    ])
  }
}
