/// What a deletion does to an object: nothing, mark it as terminating, or remove it.
struct ObjectDeletion: Sendable {
  let resource: Resource
  let options: DeleteOptions
  let key: String
  let now: Int64

  /// The object in the response.
  func carryOut(_ state: inout Store.State) throws -> StoredObject {
    guard let object = state.objects[resource.plural]?[key] else {
      throw StatusError.notFound(resource, key.split(separator: "/").last.map(String.init) ?? key)
    }
    try options.check(object)
    guard let marked = marked(object) else { return object }
    let goes = marked.deletion?.grace == 0 && object.shape.holders.isEmpty
    if options.isDryRun { return marked }
    var written = marked.with(resourceVersion: state.nextVersion())
    // The server first marks the object and then removes it with a second write.
    if goes {
      state.put(written)
      written = marked.with(resourceVersion: state.nextVersion())
      state.remove(written)
    } else {
      state.put(written)
    }
    return written
  }

  /// The object with its deletion set or shortened, nil if its current deletion is shorter.
  private func marked(_ object: StoredObject) -> StoredObject? {
    if let deletion = object.deletion { return shortened(object, deletion) }
    let grace = object.grace(options.gracePeriodSeconds)
    var version = object.version
    if version.generation > 0 { version.generation += 1 }
    return object.with(version: version, deletion: Deletion(time: now + grace, grace: grace))
  }

  private func shortened(_ object: StoredObject, _ deletion: Deletion) -> StoredObject? {
    // A server that marked an object but failed to remove it tries again.
    guard let before = deletion.grace, before > 0 else {
      return object.with(deletion: Deletion(time: deletion.time, grace: 0))
    }
    guard let wanted = options.gracePeriodSeconds else { return nil }
    let grace = wanted < 0 ? 1 : wanted
    if grace >= before { return nil }
    return object.with(deletion: Deletion(time: deletion.time - before + grace, grace: grace))
  }
}

extension DeleteOptions {
  /// Throws 409 if the object does not meet the preconditions.
  func check(_ object: StoredObject) throws {
    if let uid, uid != object.uid {
      throw StatusError.conflict(
        object.shape.resource, object.name,
        """
        the UID in the precondition (\(uid)) does not match the UID in record (\(object.uid)). \
        The object might have been deleted and then recreated
        """)
    }
    let version = String(object.version.resource)
    if let resourceVersion, resourceVersion != version {
      throw StatusError.conflict(
        object.shape.resource, object.name,
        """
        the ResourceVersion in the precondition (\(resourceVersion)) does not match the ResourceVersion in \
        record (\(version)). The object might have been modified
        """)
    }
  }
}

extension StoredObject {
  /// The grace period of this object.
  fileprivate func grace(_ wanted: Int64?) -> Int64 {
    let isTerminal = ["Succeeded", "Failed"].contains(field("status.phase"))
    if shape.resource !== Resource.pods || isTerminal || field("spec.nodeName").isEmpty { return 0 }
    let grace = wanted ?? shape.value["spec"]?["terminationGracePeriodSeconds"]?.integer ?? 0
    return grace < 0 ? 1 : grace
  }

  func field(_ path: String) -> String {
    shape.fields[path].map(text) ?? ""
  }
}
