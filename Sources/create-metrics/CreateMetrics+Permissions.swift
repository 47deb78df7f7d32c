import Shared

extension CreateMetrics {
  /// What a run with these options asks of Google. This is the only definition: the guide and `--permissions` are
  /// compared with it.
  var neededPermissions: NeededPermissions {
    var needed = NeededPermissions()
    needed.googleRoles = [
      action.goal == .delete && !action.dryRun
        ? ("roles/monitoring.editor", "deletes the descriptors")
        : ("roles/monitoring.metricWriter", "lists and creates the descriptors")
    ]
    return needed
  }
}
