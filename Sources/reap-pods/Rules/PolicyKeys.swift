import Shared

extension Policy {
  /// What the active rules and the guards look at in a pod, each key once.
  var wantedKeys: WantedKeys {
    var keys = WantedKeys(annotations: [Self.mirrorAnnotation, Self.keepAnnotation])
    if deletesExpired || foreignGeneration != nil { keys.annotations.append(expiryKey) }
    if foreignGeneration != nil || !retiredGenerations.isEmpty {
      keys.annotations.append(generationKey)
      keys.labels.append(generationKey)
    }
    for dialect in dialects {
      keys.annotations += dialect.wantedKeys.annotations
      keys.labels += dialect.wantedKeys.labels
    }
    return WantedKeys(annotations: keys.annotations.eachOnce, labels: keys.labels.eachOnce)
  }
}

extension [String] {
  fileprivate var eachOnce: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
