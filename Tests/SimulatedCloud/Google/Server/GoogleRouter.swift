/// Chooses the Google service that answers.
struct GoogleRouter: Sendable {
  private let routes: [any GoogleRoute] = [
    MetadataRoute(), TokenRoute(), TokenExchangeRoute(), ImpersonationRoute(), SubjectTokenRoute(),
    ClusterRoute(), DescriptorRoute(), TimeSeriesRoute(), PointsRoute(),
  ]

  func answer(_ call: GoogleCall) async -> Answer {
    func error(_ code: Int, _ retryAfter: String?) -> Answer {
      var answer = GoogleError.ordered(code).answer
      if let retryAfter { answer.headers.append(("Retry-After", retryAfter)) }
      return answer
    }
    for fault in call.faults { if let answer = fault.instead(error: error) { return answer } }
    let answer = await route(call)
    return call.faults.lazy.compactMap { $0.afterwards(error: error) }.first ?? answer
  }

  private func route(_ call: GoogleCall) async -> Answer {
    do {
      for route in routes {
        if let answer = try await route.answer(call) { return answer }
      }
      return Answer(
        status: 404, contentType: "text/html; charset=UTF-8",
        body: .bytes(Array("<title>Error 404 (Not Found)!!1</title>\n".utf8)))
    } catch let error as GoogleError {
      return error.answer
    } catch let error as OAuthError {
      return error.answer
    } catch {
      return GoogleError(500, "INTERNAL", "\(error)").answer
    }
  }
}
