extension StatusPageInput {
  /// How long build pods waited, and how long they were predicted to.
  struct Waits: Sendable {
    /// How many build pods were seen starting, of the number that a measured estimate needs.
    var started = 0
    var needed = WaitHistory.few
    /// Of the last 24 hours.
    var day = Score()
    /// In the order of time.
    var quarters: [Quarter] = []
    /// In the order of time, at most 30.
    var days: [Day] = []
    /// How good each method was in the last 24 hours.
    var methods: [Method] = []
  }

  /// How many build pods started within the predicted 9-in-10 time.
  struct Score: Sendable {
    var pods = 0
    var inside = 0

    var share: Double? { pods > 0 ? Double(inside) / Double(pods) : nil }

    /// The share of so many pods that it says something.
    var proof: Double? { pods >= ShownForecasts.provenFrom ? share : nil }
  }

  /// 15 minutes.
  struct Quarter: Sendable {
    var from: Int64 = 0
    /// In seconds: within this half of the pods, and 9 in 10 of them.
    var predicted: Band?
    var real: Band?
  }

  struct Band: Equatable, Sendable {
    var half: Double
    var ninth: Double
  }

  struct Day: Sendable {
    /// 00:00 UTC.
    var day: Int64 = 0
    var score = Score()
    /// In seconds: 9 in 10 started within this.
    var real: Double?
    var predicted: Double?
  }

  struct Method: Sendable {
    var name = ""
    /// The share of pods that started within the predicted time for half of them; nil for a method that predicts a
    /// single time.
    var insideHalf: Double?
    var insideNinth: Double?
    /// In seconds.
    var meanLoss = 0.0
  }

  struct ResourceSeries: Sendable {
    var resource = PageResource.cpu
    /// The last 24 hours, sample by sample.
    var day: [Span] = []
    /// The last 30 days, in spans of at most 3 hours.
    var month: [Span] = []
    /// Of the 30 days.
    var average: Average?
  }

  /// What was requested of a resource during a time. A sample is a span without length.
  struct Span: Equatable, Sendable {
    var from: Int64
    var to: Int64
    /// Requested by running pods.
    var low: Double
    var high: Double
    /// The highest of running and waiting together.
    var total: Double
    var allocatable: Double
  }

  struct Average: Sendable {
    /// By running pods, as a share of what was allocatable.
    var askedFor = 0.0
    /// CPU hours that nobody requested; without gaps, so the truth is at least this.
    var idleHours = 0.0
  }

  struct Reaped: Sendable {
    /// How many days the ledger covers, at most 30.
    var days = 30
    var rows: [ReapedRow] = []
  }

  struct ReapedRow: Sendable {
    var reason = ""
    /// One for each of the last 30 days, today last.
    var daily: [Int] = []
    var pods = 0
    /// Cores; nil if such pods hold none.
    var cpu: Double?
    /// Bytes.
    var memory: Double?
    /// CPU hours past the deadline; nil if such pods have none.
    var overdue: Double?
  }
}
