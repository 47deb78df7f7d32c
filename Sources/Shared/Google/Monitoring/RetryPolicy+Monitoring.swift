extension RetryPolicy {
  /// Cloud Monitoring's quotas are counted by the minute, and after a descriptor was made the first write may
  /// be answered 500 for some seconds.
  static let monitoring: RetryPolicy = {
    var policy = RetryPolicy()
    policy.longestDelay = .seconds(60)
    policy.leastDelays = [
      429: .seconds(30), 500: .seconds(1), 502: .seconds(1), 503: .seconds(1), 504: .seconds(1),
    ]
    return policy
  }()
}
