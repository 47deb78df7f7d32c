/// What happens to a simulated cluster, phase after phase.
struct Scenario: Sendable {
  struct Phase: Sendable {
    let name: String
    let hours: Int
    /// Build pods an hour, one by one; in each third hour `inThirdHour` instead.
    let pods: Double
    var inThirdHour: Double?
    var nodes = 6
    /// How many pods a burst has, and how many bursts an hour.
    var burst = 0..<0
    var bursts = 0
    /// Whether nodes are added when pods do not fit, up to 24.
    var scales = false
    /// Whether images have doubled in size.
    var hasLargeImages = false
    /// How many pods come that never start.
    var stuck = 0
    /// For how many minutes at its beginning no pod starts.
    var outage = 0
  }

  let name: String
  let phases: [Phase]

  var hours: Int { phases.reduce(0) { $0 + $1.hours } }

  static let mix = Scenario(name: "mix", phases: phases())
  /// Shorter phases and larger bursts, in which a method has less time to learn.
  static let harsh = Scenario(
    name: "harsh",
    phases: phases(overload: (4, 330), drain: 4, loss: 4, burstHours: 12, burst: 50..<51, bursts: 1))

  private static func phases(
    overload: (hours: Int, pods: Double) = (8, 310), drain: Int = 6, loss: Int = 8, burstHours: Int = 24,
    burst: Range<Int> = 22..<31, bursts: Int = 2
  ) -> [Phase] {
    [
      Phase(name: "idle", hours: 10, pods: 110),
      Phase(name: "busy", hours: 6, pods: 270),
      Phase(name: "overload", hours: overload.hours, pods: overload.pods),
      Phase(name: "drain", hours: drain, pods: 150),
      Phase(name: "node loss", hours: loss, pods: 210, nodes: 4),
      Phase(name: "nodes back", hours: 5, pods: 150),
      Phase(name: "bursts", hours: burstHours, pods: 90, burst: burst, bursts: bursts),
      Phase(name: "autoscaler", hours: 9, pods: 100, inThirdHour: 500, scales: true),
      Phase(name: "image ×2", hours: 8, pods: 130, hasLargeImages: true),
      Phase(name: "stuck pods", hours: 8, pods: 240, stuck: 2),
      Phase(name: "idle again", hours: 8, pods: 110),
    ]
  }

  /// A pod to be created. All times are in milliseconds since the start.
  struct Arrival: Sendable {
    let time: Int
    let phase: Int
    let cpu: Int
    let hasPriority: Bool
    /// From its start to its end.
    let build: Int
    let isStuck: Bool
    /// How long after the beginning of its burst it comes; nil if it is not of a burst.
    var intoBurst: Int?
  }

  /// All pods, in the order of their creation.
  func arrivals(_ random: inout SplitMix64) -> [Arrival] {
    var arrivals: [Arrival] = []
    var begin = 0
    for (number, phase) in phases.enumerated() {
      for hour in 0..<phase.hours {
        let start = Double(begin + hour * 3_600_000)
        let rate = hour % 3 == 2 ? phase.inThirdHour ?? phase.pods : phase.pods
        var time = start + random.exponential(mean: 3_600_000 / rate)
        while time < start + 3_600_000 {
          arrivals.append(Self.pod(&random, at: time, number))
          time += random.exponential(mean: 3_600_000 / rate)
        }
        for _ in 0..<phase.bursts { arrivals += burst(&random, number, from: start) }
      }
      for _ in 0..<phase.stuck {
        let time = begin + Int(random.uniform(0, 3_600_000))
        arrivals.append(
          Arrival(time: time, phase: number, cpu: 4, hasPriority: false, build: 0, isStuck: true))
      }
      begin += phase.hours * 3_600_000
    }
    return arrivals.sorted { $0.time < $1.time }
  }

  /// Pods of one class within 20 to 120 seconds.
  private func burst(_ random: inout SplitMix64, _ number: Int, from hour: Double) -> [Arrival] {
    let length = random.uniform(20_000, 120_000)
    let start = hour + random.uniform(0, 3_600_000 - length)
    let cpu = Self.cpu(&random)
    return (0..<Int.random(in: phases[number].burst, using: &random)).map { _ in
      let into = random.uniform(0, length)
      var pod = Self.pod(&random, at: start + into, number, cpu: cpu)
      pod.intoBurst = Int(into)
      return pod
    }
  }

  private static func pod(_ random: inout SplitMix64, at time: Double, _ phase: Int, cpu: Int? = nil)
    -> Arrival
  {
    Arrival(
      time: Int(time), phase: phase, cpu: cpu ?? Self.cpu(&random), hasPriority: random.share() < 0.1,
      build: Int(1000 * build(&random)), isStuck: false)
  }

  private static func cpu(_ random: inout SplitMix64) -> Int {
    let share = random.share()
    return share < 0.3 ? 1 : share < 0.8 ? 2 : 4
  }

  /// The length of a build in seconds: log-normal, cut to 20 seconds to 60 minutes, and one in ten takes less than a
  /// minute. The median is such that all builds take 9 minutes on average.
  private static func build(_ random: inout SplitMix64) -> Double {
    if random.share() < 0.1 { return random.uniform(10, 60) }
    return min(3600, max(20, random.logNormal(median: 540 / 1.4993, sigma: 0.9)))
  }
}
