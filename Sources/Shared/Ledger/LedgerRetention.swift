/// How long and how much a ledger keeps.
public struct LedgerRetention: Equatable, Sendable {
  /// In seconds. Older days are dropped.
  public var maxAge: Int64
  /// Of all files with lines together. The oldest days above it are dropped.
  public var maxBytes: Int

  public init(maxAge: Int64 = 30 * 86_400, maxBytes: Int = 1536 << 20) {
    self.maxAge = maxAge
    self.maxBytes = maxBytes
  }

  /// What a ledger keeps.
  struct Result: Equatable {
    var dropped: [LedgerDay] = []
    /// How many bytes are left.
    var size = 0
  }

  /// Decides which days to drop: those too old, then the oldest until the rest is small enough. Never today.
  ///
  /// - Parameter now: unix seconds.
  func result(_ files: [(file: LedgerFile, size: Int)], now: Int64) -> Result {
    var sizes: [LedgerDay: Int] = [:]
    for (file, size) in files { if let day = file.day { sizes[day, default: 0] += size } }
    var result = Result(size: files.reduce(0) { $0 + $1.size })
    let oldest = LedgerDay(of: now.subtractingReportingOverflow(maxAge).partialValue)
    let today = LedgerDay(of: now)
    for (day, size) in sizes.sorted(by: { $0.key < $1.key }) where day < today {
      guard day < oldest || result.size > maxBytes else { break }
      result.dropped.append(day)
      result.size -= size
    }
    return result
  }
}

extension LedgerFolder {
  /// Drops whole days that are too old or too many.
  ///
  /// - Parameter now: unix seconds.
  /// - Returns: messages about what was dropped.
  public func apply(_ retention: LedgerRetention, now: Int64) throws(LedgerError) -> [String] {
    try exclusively { () throws(LedgerError) in
      let files = try files()
      let result = retention.result(files, now: now)
      for day in result.dropped {
        for (file, _) in files where file.day == day {
          do throws(FileError) { try folder.remove(file.name) } catch { throw .file(error, .ioerr) }
        }
      }
      retained = result
      appended = 0
      limit = retention.maxBytes
      return result.dropped.map { "dropped the ledger's day \($0): it is older or larger than it may be" }
    }
  }

  /// Whether lines about single pods still fit. If not, other lines are still written.
  ///
  /// True until `apply` has been called.
  public var hasRoomForPods: Bool {
    guard let retained else { return true }
    return retained.size + appended <= limit
  }
}
