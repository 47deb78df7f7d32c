/// Removes terminating pods after a while.
struct Kubelet: Sendable {
  func terminate(_ object: StoredObject, _ cloud: CloudState) {
    guard let grace = object.deletion?.grace, grace > 0 else { return }
    guard let time = cloud.behavior.terminationTime else { return }
    Task(executorPreference: ServerThreads.shared) { [weak cloud] in
      try await Task.sleep(for: time)
      if let cloud { finish(object, cloud) }
    }
  }

  private func finish(_ object: StoredObject, _ cloud: CloudState) {
    var options = DeleteOptions()
    options.uid = object.uid
    options.gracePeriodSeconds = 0
    let deletion = ObjectDeletion(
      resource: object.shape.resource, options: options, key: object.key, now: cloud.now)
    _ = try? cloud.store.transact { try deletion.carryOut(&$0) }
  }
}
