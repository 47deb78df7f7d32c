import Shared

extension LiveGenerations {
  /// The holder of a lease is alive, as `client-go/tools/leaderelection` renews it.
  ///
  /// - Parameters:
  ///   - minAge: seconds: a lease that was acquired less than this ago is a hand-over.
  ///   - now: unix seconds.
  /// - Throws: `SourceError` for a lease without holder, renewal or duration, and for one that has expired.
  init(lease: Lease, source: String, minAge: Int64, now: Int64) throws(SourceError) {
    guard let holder = lease.holderIdentity, !holder.trimmed.isEmpty else {
      throw SourceError(source: source, problem: "the lease has no holder")
    }
    guard let renewed = lease.renewTime, let duration = lease.leaseDurationSeconds else {
      throw SourceError(source: source, problem: "the lease says no renewTime or no leaseDurationSeconds")
    }
    // What is added or taken away is ours: a lease's own times may be anything.
    guard renewed <= now + GenerationReader.clockTolerance else {
      throw SourceError(source: source, problem: "the lease was renewed in the future; is the clock right?")
    }
    let (expiry, overflows) = renewed.addingReportingOverflow(duration)
    guard !overflows, now <= expiry else {
      throw SourceError(source: source, problem: "the lease expired at \(RFC3339.text(expiry))")
    }
    self.init(generations: [holder])
    isHandingOver = lease.acquireTime.map { $0 > now - minAge } ?? false
  }
}
