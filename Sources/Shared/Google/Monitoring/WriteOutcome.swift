/// What became of the points of a write: each is counted in exactly one of the four.
public struct WriteOutcome: Sendable {
  /// Stored by this write.
  public internal(set) var written = 0
  /// That point, or a newer one, is there already: a run before this one, or a try that got no answer, was
  /// faster. Nothing is amiss.
  public internal(set) var superseded = 0
  /// Not stored, for a reason that may pass: the service, the way there, or what we are allowed. They may be
  /// sent again.
  public internal(set) var deferred = 0
  /// Refused for what they are; sending them again would not help.
  public internal(set) var rejected = 0
  /// Why not all were written or superseded; the first reason if there are several.
  public internal(set) var error: MonitoringError?
  /// What the service's clock said last, in seconds since 1970; nil if it has not answered, or named no time.
  public internal(set) var serviceTime: Int64?

  public init() {}

  public var exitStatus: ExitStatus { error?.exitStatus ?? .ok }

  mutating func add(_ other: WriteOutcome) {
    written += other.written
    superseded += other.superseded
    deferred += other.deferred
    rejected += other.rejected
    error = error ?? other.error
    serviceTime = other.serviceTime ?? serviceTime
  }
}
