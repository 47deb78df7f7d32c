import Shared

extension ReapPods {
  /// What a run with these options asks of the API server. This is the only definition: the manifests, the guide and
  /// `--permissions` are compared with it.
  ///
  /// - Parameter contextNamespace: the namespace if the options name none.
  func neededPermissions(contextNamespace: String) -> NeededPermissions {
    var needed = NeededPermissions()
    if cluster.gke != nil {
      needed.googleRoles.append(("roles/container.clusterViewer", "--gke looks up the cluster's endpoint"))
    }
    // These contact nobody.
    guard !snapshot.isGiven, history.history == nil, replay.replay == nil else { return needed }
    let namespaces = selection.namespaces(default: contextNamespace)
    needed.rules =
      namespaces.flatMap { podRules(in: $0) } + watchRules(namespaces) + rules.podState.accessRules
      + rules.accessRules + ledger.accessRules
    return needed
  }

  /// Beyond a limit, a single watch covers all namespaces.
  private func watchRules(_ namespaces: [String?]) -> [AccessRule] {
    guard safety.wait != nil, safety.dryRun == .none else { return [] }
    let watched = namespaces.count > TerminationWait.namespaceLimit ? [nil] : namespaces
    return watched.map {
      AccessRule(
        "watch", "pods", in: $0, for: "wait for the pods without asking for each again and again",
        isOptional: true)
    }
  }

  /// - Parameter namespace: nil for all.
  private func podRules(in namespace: String?) -> [AccessRule] {
    var rules = [AccessRule("list", "pods", in: namespace, for: "find the pods")]
    if let namespace {
      rules.append(
        AccessRule(
          "get", "namespaces", in: namespace, for: "notice that the namespace does not exist",
          isOptional: true))
    }
    if safety.dryRun != .client {
      rules.append(AccessRule("get", "pods", in: namespace, for: "judge a pod again that has changed"))
    }
    if safety.evict, self.rules.podState.forceAfter != nil {
      rules.append(
        AccessRule("delete", "pods", in: namespace, for: "remove pods that no kubelet would evict"))
    }
    rules.append(safety.removalRule(in: namespace))
    if safety.events, safety.dryRun == .none {
      rules.append(
        AccessRule(
          "create", "events", group: "events.k8s.io", in: namespace,
          for: "write an Event about each pod deleted"))
    }
    return rules
  }
}

extension SafetyOptions {
  /// What removing the pods that match needs, which a run asks the API server about before it lists them.
  ///
  /// - Parameter namespace: nil for all.
  func removalRule(in namespace: String?) -> AccessRule {
    let verb = evict ? "evict" : "delete"
    let purpose =
      dryRun == .client
      ? "a dry run only asks whether it may \(verb) pods, and skips a namespace where it may not"
      : "\(verb) the pods that match"
    return evict
      ? AccessRule("create", "pods/eviction", in: namespace, for: purpose)
      : AccessRule("delete", "pods", in: namespace, for: purpose)
  }
}

extension PodStateOptions {
  fileprivate var accessRules: [AccessRule] {
    guard forceAfter != nil else { return [] }
    return [AccessRule("get", "nodes", in: nil, for: "ask whether the node of a stuck pod is gone")]
  }
}

extension RuleOptions {
  fileprivate var accessRules: [AccessRule] {
    generationFrom.map { reference in
      let purpose = "read the live generations"
      return switch reference {
      case .lease(let namespace, let name):
        AccessRule("get", "leases", group: "coordination.k8s.io", name: name, in: namespace, for: purpose)
      case .configMap(let namespace, let name, _):
        AccessRule("get", "configmaps", name: name, in: namespace, for: purpose)
      }
    }
  }
}
