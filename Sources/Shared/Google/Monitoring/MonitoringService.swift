/// Cloud Monitoring, API v3, for one project.
public final class MonitoringService {
  private let api: GoogleAPI
  /// `https://monitoring.googleapis.com/v3/projects/PROJECT`
  private let root: String
  public let project: String

  /// - Parameter given: the project; nil to find it, which may query the machine.
  /// - Throws: if the endpoint or the project cannot be determined.
  public init(_ api: GoogleAPI, project given: String?) throws {
    self.api = api
    project = try api.project(given: given)
    root = "\(try api.url(of: .monitoring))/v3/projects/\(project.percentEncoded)"
  }

  /// Sends a request and returns its 2xx. All requests may be retried: creating a descriptor twice changes nothing, and
  /// no point is stored twice.
  ///
  /// - Parameter path: after the project: `/timeSeries`
  func perform(
    _ method: HTTPRequest.Method, _ path: String, body: JSONValue? = nil, _ action: MonitoringAction
  ) throws(MonitoringError) -> HTTPResponse {
    var request = HTTPRequest(method, root + path, json: body, repeatability: .safe)
    request.retry = .monitoring
    let response: HTTPResponse
    do { response = try api.client.perform(request) } catch { throw self.error(.transport(error), action) }
    guard response.head.isSuccess else {
      throw error(.refused(MonitoringError.Refusal(response)), action)
    }
    return response
  }

  /// Like `perform`, for a change. Checks that the answer is a JSON object: a proxy's page would not confirm the change.
  @discardableResult
  func change(
    _ method: HTTPRequest.Method, _ path: String, body: JSONValue? = nil, _ action: MonitoringAction
  ) throws(MonitoringError) -> HTTPHead {
    let response = try perform(method, path, body: body, action)
    _ = try decoded(response, action) { json throws(JSONError) in try json.members() }
    return response.head
  }

  func error(_ cause: MonitoringError.Cause, _ action: MonitoringAction) -> MonitoringError {
    MonitoringError(cause: cause, action: action, project: project, identity: api.identity())
  }

  /// Waits, or returns at once if the run is stopping.
  ///
  /// - Returns: whether the run goes on.
  public func pause(_ duration: Duration) -> Bool {
    api.client.pause(duration)
    return api.client.stopState == .running
  }

  /// The object in a 2xx.
  func decoded<Object>(
    _ response: HTTPResponse, _ action: MonitoringAction,
    _ decode: (JSONCursor) throws(JSONError) -> Object
  ) throws(MonitoringError) -> Object {
    do { return try decode(JSONCursor(JSONValue(parsing: response.body))) } catch {
      throw self.error(.unreadable(error, auditID: response.auditID), action)
    }
  }
}

extension RetryPolicy {
  /// Cloud Monitoring's quotas are per minute, and after a descriptor is created, the first writes may get a 500 for
  /// some seconds.
  static let monitoring: RetryPolicy = {
    var policy = RetryPolicy()
    policy.longestDelay = .seconds(60)
    policy.leastDelays = [
      429: .seconds(30), 500: .seconds(1), 502: .seconds(1), 503: .seconds(1), 504: .seconds(1),
    ]
    return policy
  }()
}
