extension SimulatedCloud {
  /// Ends all watches, as a server does that restarts or reaches its time limit.
  public func endWatches() { state.store.transact { $0.watches.stopAll() } }

  /// Forgets the changes up to now: a watch from an earlier version is too old.
  public func forgetChanges() {
    state.store.transact { $0.watches.forget(upTo: $0.nextVersion()) }
  }
}
