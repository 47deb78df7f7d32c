import Shared

extension LiveGenerations {
  /// Takes the holder of a lease as live, while it renews the lease as `client-go/tools/leaderelection` does.
  ///
  /// - Parameters:
  ///   - minAge: in seconds; a lease acquired less than this ago is a hand-over.
  ///   - now: unix seconds.
  /// - Throws: `SourceError` if the lease has no holder, renewal or duration, or has expired.
  init(lease: Lease, source: String, minAge: Int64, now: Int64) throws(SourceError) {
    guard let holder = lease.holderIdentity, !holder.trimmed.isEmpty else {
      throw SourceError(source: source, problem: "the lease has no holder")
    }
    guard let renewed = lease.renewTime, let duration = lease.leaseDurationSeconds else {
      throw SourceError(source: source, problem: "the lease has no renewTime or no leaseDurationSeconds")
    }
    // Calculate with our own times where possible, because a lease's times may overflow.
    guard renewed <= now + GenerationReader.clockTolerance else {
      throw SourceError(source: source, problem: "the lease was renewed in the future; check the clock")
    }
    let (expiry, overflows) = renewed.addingReportingOverflow(duration)
    guard !overflows, now <= expiry else {
      throw SourceError(source: source, problem: "the lease expired at \(RFC3339.text(expiry))")
    }
    self.init(generations: [holder])
    isHandingOver = lease.acquireTime.map { $0 > now - minAge } ?? false
  }
}
